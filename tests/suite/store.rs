//! One story told on both databases. It calls every public method of the store.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Account, AccountId, Act, Audience, Briefing, BriefingHead, BriefingId, Contact, ContactId, Document, DocumentId,
    Entry, EntryId, EntryKind, HistoryEntry, ImportId, Opportunity, OpportunityId, Origin, PartRole, Participant,
    Passage, PassageId, Person, PersonId, Place, Placement, Role, Sanction, Sensitivity, SourceId, TextHash, Version,
    VersionId,
};
use serde_json::json;
use store::{FailedFile, FileRow, ImportRun, Owner, Store, StoreError, WorkspaceRow};
use support::databases::databases;
use uuid::Uuid;

mod drafts;
mod golden;
mod history;
mod library;
mod records;
mod values;

use drafts::*;
use history::*;
use library::*;
use records::*;

async fn acts(store: &Store) -> Vec<Act> {
    store.read().audit_after(0, 1000).await.unwrap().into_iter().map(|entry| entry.act).collect()
}

/// Opens each database that is at hand and tells it the story.
macro_rules! on_both {
    ($($name:ident $story:path;)*) => {$(
        #[tokio::test]
        async fn $name() {
            for database in databases() {
                println!("on {}", database.name);
                let store = Store::open(&database.url).await.unwrap();
                $story(&store).await;
            }
        }
    )*};
}

on_both! {
    a_workspace_keeps_its_name_settings_and_people workspace_story;
    accounts_contacts_and_deals_come_back_as_they_were_kept accounts_story;
    history_comes_back_whole_and_in_order history_story;
    an_entry_moves_with_its_passages_and_the_move_is_logged placing_story;
    what_the_source_forgets_is_removed_and_the_feed_says_so removal_story;
    versions_are_kept_with_their_bytes_and_superseded_by_later_ones library_story;
    a_replaced_document_is_superseded_once_the_other_is_released replacing_story;
    a_version_kept_again_keeps_its_sanction rekeeping_story;
    the_index_can_read_every_source_in_order sources_story;
    files_and_runs_of_import_are_remembered imports_story;
    a_briefing_is_kept_once_and_never_changed briefing_story;
    the_log_is_chained_and_undone_with_its_act log_story;
    change_numbers_follow_commits feed_story;
    drafts_and_revisions_come_back_and_a_late_one_is_refused draft_story;
    moves_are_kept_in_order_and_logged_as_what_they_are move_story;
    releases_are_counted_up_and_found_by_account release_story;
    policies_certificates_and_terms_are_added_and_the_newest_counts gate_story;
    checkpoints_are_kept_and_the_log_is_searched checkpoint_story;
}
