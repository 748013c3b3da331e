//! THE LIST: every command, its request, its reply, and the caches it makes stale.
//! From it come the router, the name table and the TypeScript `Contract`.

use crate::{
    commands::{accounts, briefings, imports, library, search, settings, today, workspace},
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
        get_settings      settings(Nothing)          -> SettingsView    : [];
        keep_synonyms     settings(KeepSynonyms)     -> SettingsView    : [Tag::Settings];
    }
}
