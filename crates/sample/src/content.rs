//! The explicit list of the sample's source files: a file under `content/` that is not named here is not part of it,
//! and a test says so.

/// Pairs a path of the sample with the text of the file of that path under `content/`.
macro_rules! plain {
    ($($path:literal),+ $(,)?) => { &[$(($path, include_str!(concat!("../content/", $path)))),+] };
}

/// Pairs a path of the sample with the Markdown source that it is typeset from.
macro_rules! typeset {
    ($($path:literal from $source:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../content/typeset/", $source)))),+]
    };
}

/// Pairs a mailbox of the sample with the threads that it is made of.
macro_rules! threads {
    ($($path:literal from $source:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../content/threads/", $source)))),+]
    };
}

/// The register of sanctions.
pub(crate) const SANCTIONS: &str = include_str!("../content/sanctions.csv");

/// The rows of a buyer's questionnaire.
pub(crate) const QUESTIONNAIRE: &str = include_str!("../content/questionnaire/pellworth-supplier-assurance.tsv");

/// Files that are part of the sample as they stand.
pub(crate) const PLAIN: &[(&str, &str)] = plain![
    "history/calendar/mara-ellvik.ics",
    "history/calls/2026-02-18-first-call.vtt",
    "history/calls/2026-04-16-pilot-check-in.txt",
    "history/calls/2026-05-12-pilot-half-way.vtt",
    "history/calls/2026-05-28-question-hour-for-handlers.srt",
    "history/calls/2026-06-04-pilot-check-in.txt",
    "history/calls/2026-06-18-pilot-result.srt",
    "history/calls/2026-08-20-summer-check-in.srt",
    "history/calls/2026-09-10-security-review-opening.txt",
    "history/calls/2026-09-22-groups-in-the-test-tenant.vtt",
    "history/calls/2026-10-14-orrin-vale-demonstration.txt",
    "history/calls/2026-10-15-an-hour-for-property.vtt",
    "history/calls/2026-10-28-steering-meeting.vtt",
    "history/calls/2026-11-04-coo-service-levels.txt",
    "history/crm-events/companies.csv",
    "history/crm-events/contacts.csv",
    "history/crm-events/deals.csv",
    "history/crm-events/tasks.csv",
    "history/crm/accounts.csv",
    "history/crm/activities.csv",
    "history/crm/contacts.csv",
    "history/crm/opportunities.csv",
    "history/crm/opportunity_field_history.csv",
    "history/mail/2026-02-10-claims-correspondence-and-the-talk-in-york-2.eml",
    "history/mail/2026-02-10-claims-correspondence-and-the-talk-in-york.eml",
    "history/mail/2026-02-20-follow-up-to-wednesday.eml",
    "history/mail/2026-03-03-outline-of-a-pilot-motor-leeds-twelve-weeks.eml",
    "history/mail/2026-03-12-outline-of-a-pilot-motor-leeds-twelve-weeks.eml",
    "history/mail/2026-04-02-before-tuesday-accounts-and-network.eml",
    "history/mail/2026-04-03-before-tuesday-accounts-and-network.eml",
    "history/mail/2026-04-24-week-two-observations.eml",
    "history/mail/2026-05-19-the-shared-mailbox.eml",
    "history/mail/2026-06-19-pilot-what-we-agreed-yesterday.eml",
    "history/mail/2026-07-14-business-case-first-version.eml",
    "history/mail/2026-07-16-proposal-claims-exchange-for-pellworth-mutua.eml",
    "history/mail/2026-07-21-proposal-claims-exchange-for-pellworth-mutua.eml",
    "history/mail/2026-08-26-property-damage-from-grid-works.eml",
    "history/mail/2026-08-27-property-damage-from-grid-works.eml",
    "history/mail/2026-09-08-security-review-of-the-claims-exchange-2.eml",
    "history/mail/2026-09-08-security-review-of-the-claims-exchange.eml",
    "history/mail/2026-09-15-freight-damage-claims.eml",
    "history/mail/2026-09-16-freight-damage-claims.eml",
    "history/mail/2026-09-17-questions-as-promised.eml",
    "history/mail/2026-09-21-supplier-registration.eml",
    "history/mail/2026-09-24-single-sign-on-test-notes.eml",
    "history/mail/2026-09-25-single-sign-on-test-notes.eml",
    "history/mail/2026-10-01-supplier-registration.eml",
    "history/mail/2026-10-02-supplier-registration.eml",
    "history/mail/2026-10-13-supplier-registration.eml",
    "history/mail/2026-10-15-thanks-and-what-we-need-next.eml",
    "history/mail/2026-10-16-revised-proposal.eml",
    "history/mail/2026-10-22-room-in-leeds.eml",
    "history/mail/2026-10-22-your-session-in-utrecht-slides-by-4-december.eml",
    "history/mail/2026-10-29-indication-of-cost.eml",
    "history/mail/2026-10-30-leaving-pellworth.eml",
    "history/mail/2026-11-02-changes-in-finance.eml",
    "history/mail/2026-11-03-introduction.eml",
    "history/mail/2026-11-04-registration-complete.eml",
    "history/mail/2026-11-05-introduction.eml",
    "history/mail/2026-11-05-rows-30-and-31-again.eml",
    "history/mail/2026-11-06-rows-30-and-31-again.eml",
    "history/mail/2026-11-09-a-mutual-in-the-north.eml",
    "history/mail/2026-11-10-business-case-second-version.eml",
    "history/mail/2026-11-11-property-damage-from-grid-works.eml",
    "history/mail/2026-11-12-data-processing-terms-our-changes.eml",
    "history/mail/2026-11-13-data-processing-terms-our-changes.eml",
    "history/mail/2026-11-13-two-page-outline-for-the-board-paper.eml",
    "history/mail/2026-11-16-two-page-outline-for-the-board-paper.eml",
    "history/mail/2026-11-17-two-page-outline-for-the-board-paper.eml",
    "history/mail/2026-11-17-who-owns-the-review.eml",
    "history/mail/2026-11-18-friday.eml",
    "history/mail/2026-11-18-re-run-of-the-pilot-numbers.eml",
    "history/mail/pilot-evaluation.mbox",
    "history/notes/2026-03-13-why-the-pilot-is-small.md",
    "history/notes/2026-06-18-after-the-result-call.md",
    "history/notes/2026-09-29-tallowgate.md",
    "history/notes/2026-10-12-orrin-vale-before-the-demonstration.md",
    "history/notes/2026-10-28-steering-meeting.md",
    "history/notes/2026-11-12-voice-memo.txt",
    "history/notes/2026-11-18-deal-desk-on-the-price.md",
    "history/notes/2026-11-18-security-officer-on-regions.md",
    "library/acceptable-use-policy.md",
    "library/accessibility-statement.html",
    "library/business-continuity-summary.html",
    "library/claims-benchmark-draft.md",
    "library/implementation-guide.md",
    "library/incident-process-summary.md",
    "library/integration-guide-sso-scim.md",
    "library/pricing-principles.md",
    "library/release-notes-8-4.html",
    "library/retention-schedule.html",
    "library/roadmap-statement.md",
    "library/sub-processor-change-procedure.md",
    "library/sub-processor-list.html",
    "library/support-handbook.txt",
    "library/vulnerability-disclosure-policy.md",
];

/// Files that are typeset from Markdown; the ending says in which format.
pub(crate) const TYPESET: &[(&str, &str)] = typeset![
    "library/security-overview.pdf" from "security-overview.md",
    "library/data-processing-terms-v2.pdf" from "data-processing-terms-v2.md",
    "library/data-processing-terms-v3.pdf" from "data-processing-terms-v3.md",
    "library/penetration-test-summary.pdf" from "penetration-test-summary.md",
    "library/service-level-schedule.docx" from "service-level-schedule.md",
    "library/product-overview.docx" from "product-overview.md",
    "library/encryption-fact-sheet.pdf" from "encryption-fact-sheet.md",
    "library/code-escrow-note.pdf" from "code-escrow-note.md",
    "library/certificate-statement.pdf" from "certificate-statement.md",
    "library/united-kingdom-hosting-note.pdf" from "united-kingdom-hosting-note.md",
    "library/administrator-guide.docx" from "administrator-guide.md",
    "library/service-description.docx" from "service-description.md",
    "library/onboarding-plan.docx" from "onboarding-plan.md",
    "library/dpia-helper.docx" from "dpia-helper.md",
    "library/product-deck.pptx" from "product-deck.md",
    "library/training-outline.pptx" from "training-outline.md",
    "library/interface-limits.xlsx" from "interface-limits.md",
    "library/support-tiers.xlsx" from "support-tiers.md",
    "library/data-dictionary.xlsx" from "data-dictionary.md",
];

/// Mailboxes that are made of threads.
pub(crate) const THREADS: &[(&str, &str)] = threads![
    "history/mail/guests-dublin.mbox" from "guests-dublin.md",
    "history/mail/everyday-pellworth.mbox" from "everyday-pellworth.md",
    "history/mail/pilot-leeds.mbox" from "pilot-leeds.md",
    "history/mail/rooms-and-files.mbox" from "rooms-and-files.md",
    "history/mail/other-accounts.mbox" from "other-accounts.md",
];
