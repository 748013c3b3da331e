//! THE LIST: every command, its request, its reply, and the caches it makes stale.
//! From it come the router, the name table and the TypeScript `Contract`.

use crate::{
    commands::{
        accounts, audit, briefings, drafts, imports, library, objections, policy, releases, reviews, search, settings,
        team, today, workspace,
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
        save_draft        drafts(SaveDraft)          -> DraftView       : [Tag::Drafts, Tag::Audit];
        compare_revisions drafts(CompareRevisions)   -> DiffView        : [];
        list_reviews      reviews(Nothing)           -> DraftsView      : [];
        submit_draft      reviews(OnDraft)           -> DraftView       : [Tag::Drafts, Tag::Audit];
        comment_draft     reviews(OnDraft)           -> DraftView       : [Tag::Drafts, Tag::Audit];
        give_up_draft     reviews(OnDraft)           -> DraftView       : [Tag::Drafts, Tag::Audit];
        acknowledge_finding reviews(AcknowledgeFinding) -> DraftView    : [Tag::Drafts, Tag::Audit];
        decide_draft      reviews(DecideDraft)       -> DraftView       : [Tag::Drafts, Tag::Audit];
        sign_reminders    reviews(SignReminders)     -> SignedReminders : [Tag::Drafts, Tag::Audit];
        export_packet     reviews(ExportPacket)      -> WrittenView     : [Tag::Audit];
        accept_decision   reviews(AcceptDecision)    -> DraftView       : [Tag::Drafts, Tag::Audit];
        release_draft     releases(ReleaseDraft)     -> ReleasedView    : [Tag::Drafts, Tag::Audit];
        preview_draft     releases(PreviewDraft)     -> WrittenView     : [Tag::Audit];
        name_draft_file   releases(NameDraftFile)    -> FileNameView    : [];
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
