//! The grammar of drafts, reviews, policy and people.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Unlocks the caller's signing key: from a file, or asked for without echo.
#[derive(Debug, Args)]
pub(crate) struct Passphrase {
    /// File whose first line is the passphrase of your key; `-` reads standard input. Left out: you are asked.
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Draft {
    /// Drafts, newest first.
    List {
        #[arg(long)]
        account: Option<String>,
    },
    /// One draft: text, findings, who signs, what is in the way.
    Show { draft: String },
    /// Start a draft.
    Start {
        account: String,
        /// follow-up, objection-answer, reminder, meeting-request, procurement-reply, internal-note
        #[arg(long, default_value = "follow-up")]
        kind: String,
        #[arg(long)]
        purpose: Option<String>,
        /// A kept briefing to start from.
        #[arg(long, requires = "option")]
        briefing: Option<String>,
        /// Which follow-up of the briefing, from 1.
        #[arg(long)]
        option: Option<u32>,
        /// The meeting it speaks of.
        #[arg(long)]
        meeting: Option<String>,
        /// A reminder template of the policy.
        #[arg(long)]
        template: Option<String>,
    },
    /// Ask for a change of a deal's stage, close date or amount.
    Stage {
        account: String,
        opportunity: String,
        #[arg(long)]
        stage: Option<String>,
        #[arg(long)]
        close_date: Option<String>,
        #[arg(long)]
        amount: Option<String>,
    },
    /// Save an edit as a new revision. What is left out stays.
    Edit {
        draft: String,
        /// The revision that was edited; default: the newest.
        #[arg(long)]
        base: Option<u32>,
        #[arg(long)]
        subject: Option<String>,
        /// File with the body; `[^1]` is citation 1.
        #[arg(long, value_name = "FILE")]
        body: Option<PathBuf>,
        /// `Dana Voss <dana@buyer.example>`; replaces all recipients.
        #[arg(long = "to")]
        to: Vec<String>,
        /// `1=PASSAGE` or `1=PASSAGE:exact words`; added to the citations, or in place of the one of that number.
        #[arg(long = "cite")]
        cite: Vec<String>,
        /// Evidence of a criterion of a stage change: `1=PASSAGE:exact words`.
        #[arg(long = "evidence")]
        evidence: Vec<String>,
        /// Show the buyer the list of documents under the text.
        #[arg(long)]
        show_sources: Option<bool>,
    },
    /// What changed between two revisions.
    Diff { draft: String, from: u32, to: u32 },
    /// Accept a finding by name.
    Accept {
        draft: String,
        /// Code of the finding, such as CLM003, or the start of its key.
        finding: String,
        #[arg(long)]
        reason: String,
    },
    /// Hand the newest revision to its approvers.
    Submit {
        draft: String,
        #[arg(long)]
        note: Option<String>,
    },
    /// Remark on it.
    Comment { draft: String, text: String },
    /// Give it up.
    GiveUp {
        draft: String,
        #[arg(long)]
        reason: Option<String>,
    },
    /// Sign it off with your own key.
    Approve {
        draft: String,
        /// You wrote the newest revision as its approver.
        #[arg(long)]
        with_edits: bool,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Sign it off over findings that nobody accepted.
    Override {
        draft: String,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Send it back with the reason.
    SendBack {
        draft: String,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Take your own decision back.
    TakeBack {
        draft: String,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Take the signed-off text out, once, to one destination.
    Release {
        draft: String,
        /// clipboard (printed), file.eml, file.docx, file.pdf, file.html, file.md, file.txt, crm.csv
        #[arg(long)]
        to: String,
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Write an unsigned draft as a file, marked DRAFT – NOT SIGNED OFF.
    Preview {
        draft: String,
        /// file.docx, file.pdf, file.html, file.md, file.txt, file.eml
        #[arg(long, default_value = "file.html")]
        format: String,
        #[arg(long)]
        out: PathBuf,
    },
    /// Write the review packet for an approver without this workspace.
    Packet {
        draft: String,
        #[arg(long)]
        out: PathBuf,
    },
    /// Take in a decision file that came back.
    TakeIn { file: PathBuf },
}

/// Decide on a review packet without its workspace, with your own key.
#[derive(Debug, Args)]
pub(crate) struct Decide {
    pub(crate) packet: PathBuf,
    /// approved, overridden, sent-back
    #[arg(long)]
    pub(crate) meaning: String,
    #[arg(long)]
    pub(crate) reason: Option<String>,
    /// Your id in that workspace, as your admin told you: `per_…`.
    #[arg(long)]
    pub(crate) person: String,
    /// Your name, as the admin confirmed it.
    #[arg(long)]
    pub(crate) name: String,
    /// Your role, as the admin confirmed it.
    #[arg(long)]
    pub(crate) role: String,
    /// Where the decision is written.
    #[arg(long)]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) passphrase: Passphrase,
}

/// Make your own signing key for a workspace that is not on this machine, and print its public half.
#[derive(Debug, Args)]
pub(crate) struct Key {
    /// The workspace's id, as the review packet names it.
    pub(crate) workspace_id: String,
    /// Your id in that workspace: `per_…`.
    pub(crate) person: String,
    #[command(flatten)]
    pub(crate) passphrase: Passphrase,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Policy {
    /// The policy in force: its rules, versions and checks.
    Show {
        /// The file itself.
        #[arg(long)]
        text: bool,
    },
    /// Check a file; default: policy.toml of the workspace.
    Check { file: Option<PathBuf> },
    /// What the policy says of an action.
    Explain {
        /// Kind of draft.
        kind: String,
        #[arg(long = "moment")]
        moments: Vec<String>,
        #[arg(long = "topic")]
        topics: Vec<String>,
        #[arg(long = "field")]
        fields: Vec<String>,
        #[arg(long)]
        strategic: bool,
        #[arg(long)]
        account: Option<String>,
        /// Of this file instead of the policy in force.
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// What a file would have decided for every draft; default: policy.toml of the workspace.
    Simulate { file: Option<PathBuf> },
    /// Put a file in force; default: policy.toml of the workspace.
    Adopt { file: Option<PathBuf> },
}

#[derive(Debug, Subcommand)]
pub(crate) enum People {
    /// Our own people, their roles and their keys.
    List,
    /// Add a person.
    Add {
        name: String,
        #[arg(long)]
        role: String,
        #[arg(long)]
        email: Option<String>,
    },
    /// Change a person's name, address or role.
    Change {
        person: String,
        #[arg(long)]
        name: Option<String>,
        #[arg(long)]
        role: Option<String>,
        #[arg(long)]
        email: Option<String>,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Make your own signing key at this desk.
    MakeKey {
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Confirm that a key is a person's, as an admin.
    Confirm {
        person: String,
        /// Public key in hex, when it was made on another machine.
        #[arg(long)]
        key: Option<String>,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Take a person's key out of force, as an admin.
    Revoke {
        person: String,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// What was agreed with an account; with options, record it.
    Terms {
        account: String,
        /// First day of a non-disclosure agreement, YYYY-MM-DD.
        #[arg(long)]
        nda_from: Option<String>,
        #[arg(long)]
        nda_until: Option<String>,
        #[arg(long)]
        strategic: Option<bool>,
        /// Who of ours signs draft-only texts.
        #[arg(long)]
        owner: Option<String>,
    },
}
