//! The command line's grammar.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    args_gate::{Decide, Draft, Key, People, Policy},
    args_questionnaire::{Answers, Questionnaire},
};

/// Account preparation: briefings in which every sentence opens on its source. Nothing is ever sent.
#[derive(Debug, Parser)]
#[command(name = "countersign", version, about)]
pub(crate) struct Cli {
    /// The workspace's folder, or a team's postgres:// address. Default: the sample workspace.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) workspace: Option<String>,
    /// Answers as JSON on standard output.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Act as this person of the workspace.
    // An id of its own: a global argument shares its value with every argument of the same id below it.
    #[arg(id = "as", long = "as", global = true, value_name = "PERSON")]
    pub(crate) person: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make, fill or show a workspace.
    #[command(subcommand)]
    Workspace(Workspace),
    /// Import account history or library documents.
    Import(Import),
    /// The sanctioned documents.
    #[command(subcommand)]
    Library(Library),
    /// All accounts.
    Accounts(Accounts),
    /// One account, and what waits to be placed.
    #[command(subcommand)]
    Account(Account),
    /// Ranked passages. Filters: account: type: from: before: after: in-force:
    Search(Search),
    /// Briefings: `brief [ACCOUNT]` for the next meeting, `brief objection` for one question of a buyer.
    Brief(Brief),
    /// Write, review, sign off and take out what a buyer will read.
    #[command(subcommand)]
    Draft(Draft),
    /// A buyer's questionnaire: its rows prepared, signed, and filled into the buyer's own file.
    #[command(subcommand)]
    Questionnaire(Questionnaire),
    /// Answers that were signed off and may be used again.
    #[command(subcommand)]
    Answers(Answers),
    /// What waits for you, riskiest first.
    Reviews,
    /// Decide on a review packet without its workspace, with your own key.
    Decide(Decide),
    /// Make your key for a workspace that is not on this machine.
    Key(Key),
    /// What may be prepared, who decides, where text may go.
    #[command(subcommand)]
    Policy(Policy),
    /// Our own people, their roles and keys, and what was agreed with accounts.
    #[command(subcommand)]
    People(People),
    /// The log: who did what, and whether it was rewritten.
    #[command(subcommand)]
    Audit(Audit),
    /// Measure retrieval on judged queries.
    #[command(subcommand)]
    Eval(Eval),
    /// Measure speed here, beside a peer in the same run.
    Bench(Bench),
    /// Check the workspace: store, log, index.
    Doctor,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Workspace {
    /// Make an empty workspace.
    New {
        #[arg(long, default_value = "My workspace")]
        name: String,
        /// Who works in it.
        #[arg(long)]
        me: Option<String>,
        #[arg(long)]
        email: Option<String>,
        /// Mail domains of our own company.
        #[arg(long = "our-domain")]
        our_domains: Vec<String>,
    },
    /// Make the sample workspace here, or show it when it is already here.
    Sample,
    /// What this workspace holds.
    Show,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Door {
    History,
    Library,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    pub(crate) door: Door,
    /// Files and folders.
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Put everything into this account.
    #[arg(long)]
    pub(crate) account: Option<String>,
    /// Stop waiting after the batch in hand; what was committed stays. (Ctrl-C does the same.)
    #[arg(long, value_name = "FILES", hide = true)]
    pub(crate) stop_after: Option<u32>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Audience {
    Internal,
    Nda,
    Public,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Sensitivity {
    Public,
    Internal,
    Confidential,
    Restricted,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Library {
    /// All documents with their state.
    List,
    /// Release a document's newest version for use.
    Sanction {
        document: String,
        #[arg(long, value_enum, default_value = "internal")]
        audience: Audience,
        #[arg(long, value_enum, default_value = "internal")]
        sensitivity: Sensitivity,
        #[arg(long)]
        owner: Option<String>,
        /// First day in force, YYYY-MM-DD.
        #[arg(long)]
        effective: Option<String>,
        /// Last day in force, YYYY-MM-DD.
        #[arg(long)]
        expires: Option<String>,
    },
    /// Sanction many documents by a register: a CSV with file, sanctioned_by, audience, sensitivity, effective, expires.
    Register { file: PathBuf },
    /// Take a document's newest version out of force.
    Withdraw { document: String },
}

#[derive(Debug, Args)]
pub(crate) struct Accounts {
    /// Only names or domains that hold this.
    #[arg(default_value = "")]
    pub(crate) filter: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Facts and counts.
    Show { account: String },
    /// Its history, newest first.
    Timeline {
        account: String,
        #[arg(long, default_value_t = 40)]
        limit: u32,
        #[arg(long = "type")]
        kinds: Vec<String>,
    },
    /// Who is known there, and who of ours dealt with them.
    People { account: String },
    /// Stage, amount, close date, lanes, qualification.
    Deal { account: String },
    /// Promises, ours and theirs, overdue first.
    Commitments { account: String },
    /// Entries that no account could be found for.
    Unattached {
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Put an unattached entry into an account.
    Place { entry: String, account: String },
    /// Add an account by hand.
    Add {
        name: String,
        #[arg(long = "domain")]
        domains: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// What to look for, with filters.
    #[arg(required = true)]
    pub(crate) query: Vec<String>,
    /// Only inside this account.
    #[arg(long)]
    pub(crate) account: Option<String>,
    #[arg(long, default_value_t = 10)]
    pub(crate) limit: u32,
    /// Treat the last word as unfinished.
    #[arg(long)]
    pub(crate) typing: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    Terminal,
    Markdown,
    Html,
    Json,
}

/// `brief executive …` is `brief …`; an account of that name is written `brief executive executive`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Brief {
    #[command(subcommand)]
    pub(crate) kind: Option<BriefKind>,
    #[command(flatten)]
    pub(crate) executive: Executive,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BriefKind {
    /// The executive briefing of an account's next meeting.
    Executive(Executive),
    /// One question of a buyer: the answer with its sources, or an honest no.
    Objection(Objection),
    /// The statements that somebody marked as wrong.
    Misses,
    /// The questions found in an account's mails and calls.
    Questions {
        #[arg(long)]
        account: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Objection {
    #[arg(long)]
    pub(crate) account: String,
    /// What the buyer asks, in their words.
    #[arg(long)]
    pub(crate) question: String,
    /// Start the draft of an answer with the card's sentences and sources, and show the draft instead.
    #[arg(long, conflicts_with_all = ["out", "as_of", "format"])]
    pub(crate) draft: bool,
    #[arg(long, value_enum, default_value = "terminal")]
    pub(crate) format: Form,
    /// Write it to this file instead.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// As of this time, RFC 3339.
    #[arg(long)]
    pub(crate) as_of: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Executive {
    /// Default: the account of the next meeting.
    pub(crate) account: Option<String>,
    /// The meeting's id; default: the account's next one.
    #[arg(long)]
    pub(crate) meeting: Option<String>,
    #[arg(long, value_enum, default_value = "terminal")]
    pub(crate) format: Form,
    /// Write it to this file instead.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// As of this time, RFC 3339.
    #[arg(long)]
    pub(crate) as_of: Option<String>,
    /// Keep it in the workspace.
    #[arg(long)]
    pub(crate) keep: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Entries, newest first.
    List {
        /// Only what this person did.
        #[arg(long)]
        by: Option<String>,
        /// Only this act, such as signed_off or refused.
        #[arg(long)]
        act: Option<String>,
        /// Only what was done to this draft, document or account, by its id.
        #[arg(long)]
        subject: Option<String>,
        /// Only entries below this number.
        #[arg(long, value_name = "NUMBER")]
        before: Option<u32>,
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// One entry, whole.
    Show { number: u32 },
    /// Write the log to a file that can be checked with nothing else.
    Export { file: PathBuf },
    /// Check an exported file, or this workspace's log, and name the first entry that does not hold.
    Verify {
        /// An exported file; no workspace is needed for it.
        file: Option<PathBuf>,
        /// A checkpoint or an older export that was kept: the log must still begin as it did then.
        #[arg(long, value_name = "CHECKPOINT")]
        against: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Eval {
    /// nDCG@10, recall@1/5/10/20 and MRR through the app's own index and query path.
    Retrieval {
        /// A folder of documents, or a corpus.jsonl of passages.
        #[arg(long)]
        corpus: PathBuf,
        #[arg(long)]
        queries: PathBuf,
        #[arg(long)]
        qrels: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// Passages in the made-up library.
    #[arg(long, default_value_t = 100_000)]
    pub(crate) passages: u32,
    /// Entries of the account that is briefed.
    #[arg(long, default_value_t = 10_000)]
    pub(crate) entries: u32,
    /// Runs of each timed act; the median is told.
    #[arg(long, default_value_t = 5)]
    pub(crate) runs: u32,
    /// Also time the executive briefing of this account of the workspace.
    #[arg(long)]
    pub(crate) account: Option<String>,
}
