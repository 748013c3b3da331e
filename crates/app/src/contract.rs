//! THE LIST: every command, its request, its reply, and the caches it makes stale.
//! From it come the router, the name table and the TypeScript `Contract`.

use crate::{
    commands::{
        accounts, answers, audit, briefings, drafts, imports, library, objections, policy, questionnaires, releases,
        reviews, rows, search, settings, team, today, workspace,
    },
    dispatch::commands,
    events::Tag,
    view::*,
};

commands! {
    // Before a workspace is open.
    host {
        get_workspace    workspace(Nothing)          -> WorkspaceView : [];
        open_sample      workspace(Nothing)          -> WorkspaceView : [Tag::Workspace];
        create_workspace workspace(CreateWorkspace)  -> WorkspaceView : [Tag::Workspace];
        open_workspace   workspace(OpenWorkspace)    -> WorkspaceView : [Tag::Workspace];
        close_workspace  workspace(Nothing)          -> WorkspaceView : [Tag::Workspace];
        switch_person    workspace(SwitchPerson)     -> WorkspaceView : [Tag::Workspace];
    }
    // In an open workspace.
    app {
        get_today         today(Nothing)             -> TodayView       : [];
        list_accounts     accounts(ListAccounts)     -> Vec<AccountRow> : [];
        get_account       accounts(OfAccount)        -> AccountView     : [];
        get_timeline      accounts(GetTimeline)      -> TimelineView    : [];
        get_people        accounts(OfAccount)        -> PeopleView      : [];
        get_deal          accounts(OfAccount)        -> DealView        : [];
        get_commitments   accounts(OfAccount)        -> CommitmentsView : [];
        create_briefing   briefings(CreateBriefing)  -> BriefingView    : [Tag::Briefings];
        get_briefing      briefings(GetBriefing)     -> BriefingView    : [];
        export_briefing   briefings(ExportBriefing)  -> ExportView      : [];
        check_statement   briefings(CheckStatement)  -> BriefingView    : [Tag::Briefings, Tag::Audit];
        list_misses       briefings(Nothing)         -> Vec<MissView>   : [];
        brief_objection   objections(AskObjection)   -> ObjectionView   : [];
        list_questions    objections(OfAccount)      -> QuestionsView   : [];
        export_objection  objections(ExportObjection) -> ExportView     : [Tag::Audit];
        start_objection_draft objections(AskObjection) -> DraftView     : [Tag::Drafts, Tag::Audit];
        list_documents    library(Nothing)           -> LibraryView     : [];
        get_document      library(GetDocument)       -> DocumentView    : [];
        sanction_document library(SanctionDocument)  -> DocumentView    : [Tag::Library];
        withdraw_document library(OfVersion)         -> DocumentView    : [Tag::Library];
        open_source       library(OpenSource)        -> SourceView      : [];
        get_file          library(OfVersion)         -> FileView        : [];
        search_passages   search(SearchPassages)     -> SearchView      : [];
        start_import      imports(StartImport)       -> ImportView      : [Tag::Imports];
        get_import        imports(OfImport)          -> ImportView      : [];
        cancel_import     imports(OfImport)          -> ImportView      : [Tag::Imports];
        list_imports      imports(Nothing)           -> Vec<ImportView> : [];
        list_unattached   imports(ListUnattached)    -> UnattachedView  : [];
        place_entry       imports(PlaceEntry)        -> UnattachedView  : [Tag::History, Tag::Accounts];
        list_drafts       drafts(ListDrafts)         -> DraftsView      : [];
        start_draft       drafts(StartDraft)         -> DraftView       : [Tag::Drafts, Tag::Audit];
        start_stage_change drafts(StartStageChange)  -> DraftView       : [Tag::Drafts, Tag::Audit];
        get_draft         drafts(OfDraft)            -> DraftView       : [];
        save_draft        drafts(SaveDraft)          -> DraftView       : [Tag::Drafts, Tag::Questionnaires, Tag::Audit];
        compare_revisions drafts(CompareRevisions)   -> DiffView        : [];
        list_reviews      reviews(Nothing)           -> DraftsView      : [];
        submit_draft      reviews(OnDraft)           -> DraftView       : [Tag::Drafts, Tag::Questionnaires, Tag::Audit];
        comment_draft     reviews(OnDraft)           -> DraftView       : [Tag::Drafts, Tag::Audit];
        give_up_draft     reviews(OnDraft)           -> DraftView       : [Tag::Drafts, Tag::Questionnaires, Tag::Audit];
        acknowledge_finding reviews(AcknowledgeFinding) -> DraftView    : [Tag::Drafts, Tag::Questionnaires, Tag::Audit];
        decide_draft      reviews(DecideDraft)       -> DraftView       : [Tag::Drafts, Tag::Questionnaires, Tag::Audit];
        sign_reminders    reviews(SignReminders)     -> SignedReminders : [Tag::Drafts, Tag::Audit];
        export_packet     reviews(ExportPacket)      -> WrittenView     : [Tag::Audit];
        accept_decision   reviews(AcceptDecision)    -> DraftView       : [Tag::Drafts, Tag::Questionnaires, Tag::Audit];
        release_draft     releases(ReleaseDraft)     -> ReleasedView    : [Tag::Drafts, Tag::Audit];
        preview_draft     releases(PreviewDraft)     -> WrittenView     : [Tag::Audit];
        name_draft_file   releases(NameDraftFile)    -> FileNameView    : [];
        take_questionnaire questionnaires(TakeQuestionnaire) -> QuestionnaireView : [Tag::Questionnaires, Tag::Audit];
        list_questionnaires questionnaires(ListQuestionnaires) -> QuestionnairesView : [];
        get_questionnaire questionnaires(OfQuestionnaire) -> QuestionnaireView : [];
        get_columns       questionnaires(OfQuestionnaire) -> ColumnsView : [];
        correct_columns   questionnaires(CorrectColumns) -> QuestionnaireView : [Tag::Questionnaires, Tag::Audit];
        answer_rows       rows(OnRows)               -> QuestionnaireView : [Tag::Questionnaires, Tag::Audit];
        write_row         rows(WriteRow)             -> QuestionnaireView : [Tag::Questionnaires, Tag::Audit];
        mark_rows         rows(MarkRows)             -> QuestionnaireView : [Tag::Questionnaires, Tag::Audit];
        submit_rows       rows(OnRows)               -> RowsDone        : [Tag::Questionnaires, Tag::Drafts, Tag::Audit];
        decide_rows       rows(DecideRows)           -> RowsDone        : [Tag::Questionnaires, Tag::Drafts, Tag::Audit];
        return_questionnaire questionnaires(ReturnQuestionnaire) -> ReturnedView : [Tag::Questionnaires, Tag::Drafts, Tag::Audit];
        list_answers      answers(Nothing)           -> AnswersView     : [];
        change_answer     answers(ChangeAnswer)      -> AnswersView     : [Tag::Questionnaires, Tag::Audit];
        get_policy        policy(Nothing)            -> PolicyView      : [];
        check_policy      policy(PolicyText)         -> PolicyCheckView : [];
        explain_action    policy(ExplainAction)      -> ExplainView     : [];
        simulate_policy   policy(PolicyText)         -> SimulationView  : [];
        adopt_policy      policy(AdoptPolicy)        -> PolicyView      : [Tag::Policy, Tag::Drafts, Tag::Audit];
        get_terms         team(OfAccount)            -> TermsView       : [];
        record_terms      team(RecordTerms)          -> TermsView       : [Tag::Accounts, Tag::Drafts, Tag::Audit];
        get_team          team(Nothing)              -> TeamView        : [];
        keep_person       team(KeepPerson)           -> TeamView        : [Tag::People, Tag::Drafts, Tag::Audit];
        make_key          team(MakeKey)              -> TeamView        : [Tag::People, Tag::Drafts];
        unlock_key        team(UnlockKey)            -> TeamView        : [Tag::People, Tag::Drafts];
        confirm_key       team(CertifyPerson)        -> TeamView        : [Tag::People, Tag::Drafts, Tag::Audit];
        revoke_key        team(CertifyPerson)        -> TeamView        : [Tag::People, Tag::Drafts, Tag::Audit];
        list_audit        audit(ListAudit)           -> AuditView       : [];
        get_audit_entry   audit(OfEntry)             -> AuditEntryView  : [];
        verify_audit      audit(Nothing)             -> VerifiedView    : [];
        export_audit      audit(ExportAudit)         -> WrittenView     : [Tag::Audit];
        get_settings      settings(Nothing)          -> SettingsView    : [];
        keep_synonyms     settings(KeepSynonyms)     -> SettingsView    : [Tag::Settings];
    }
}
