//! The grammar of questionnaires and of the answers that were signed off.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::args_gate::Passphrase;

/// A buyer's questionnaire, from its file and back into it.
#[derive(Debug, Subcommand)]
pub(crate) enum Questionnaire {
    /// Take a file in (.xlsx, .xlsm, .csv) and prepare its rows.
    Take {
        #[arg(value_name = "FILE")]
        path: PathBuf,
        #[arg(long)]
        account: String,
        /// The day it is due, such as 2026-11-27.
        #[arg(long)]
        due: Option<String>,
        #[command(flatten)]
        columns: Columns,
    },
    /// All questionnaires with how far they are.
    List {
        #[arg(long)]
        account: Option<String>,
    },
    /// One questionnaire, row by row.
    Show {
        id: String,
        /// Only rows in this state: answered, needs-review, no-source, skipped, in-review, signed.
        #[arg(long)]
        state: Option<String>,
        /// Riskiest first instead of the order of the file.
        #[arg(long)]
        by_risk: bool,
    },
    /// What its columns were taken for, and why.
    Columns { id: String },
    /// Correct the columns of a sheet, for every file of this form.
    Correct(Correct),
    /// Look rows up that have no text yet.
    Answer {
        id: String,
        /// Numbers of rows, such as 3 or 10-14; none: every row that was not looked up.
        rows: Vec<String>,
    },
    /// Start an empty text for a row that no document answers.
    Write { id: String, row: u32 },
    /// Leave rows out, take them in again, or say who answers them.
    Mark(Mark),
    /// Hand rows to their approvers; none named: every one that is written.
    Submit { id: String, rows: Vec<String> },
    /// Approve rows, each for itself.
    Approve(DecideRows),
    /// Send rows back, with a reason.
    SendBack(DecideRows),
    /// Fill the signed answers into the buyer's own file.
    Return {
        id: String,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Only the signed answers, although others are prepared.
        #[arg(long)]
        partial: bool,
    },
}

/// A correction of a questionnaire's columns.
#[derive(Debug, Args)]
pub(crate) struct Correct {
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) columns: Columns,
}

/// A sheet's columns as a person reads them.
#[derive(Debug, Args)]
pub(crate) struct Columns {
    /// Name of the sheet; left out for a CSV file.
    #[arg(long, default_value = "")]
    pub(crate) sheet: String,
    /// Nothing is asked on this sheet.
    #[arg(long)]
    pub(crate) skip: bool,
    /// Row of the titles.
    #[arg(long)]
    pub(crate) header_row: Option<u32>,
    /// Such as `--column B=question --column D=answer`: question, answer, comment, id, section.
    #[arg(long = "column", value_name = "LETTERS=USE")]
    pub(crate) columns: Vec<String>,
}

/// Marks on rows.
#[derive(Debug, Args)]
pub(crate) struct Mark {
    pub(crate) id: String,
    /// Numbers of rows, such as 3 or 10-14.
    #[arg(required = true)]
    pub(crate) rows: Vec<String>,
    /// Leave them out, and why.
    #[arg(long, value_name = "WHY")]
    pub(crate) skip: Option<String>,
    /// Take them in again.
    #[arg(long)]
    pub(crate) ask: bool,
    /// The role that has to answer them, such as security or legal.
    #[arg(long)]
    pub(crate) role: Option<String>,
}

/// A decision on rows.
#[derive(Debug, Args)]
pub(crate) struct DecideRows {
    pub(crate) id: String,
    /// Numbers of rows, such as 3 or 10-14.
    #[arg(required = true)]
    pub(crate) rows: Vec<String>,
    #[arg(long)]
    pub(crate) reason: Option<String>,
    #[command(flatten)]
    pub(crate) passphrase: Passphrase,
}

/// Answers that were signed off and may be used again.
#[derive(Debug, Subcommand)]
pub(crate) enum Answers {
    /// All of them, with those that are out of use and why.
    List,
    /// Take one out of use.
    Retire {
        id: String,
        #[arg(long)]
        why: String,
    },
    /// Merge one into another to the same question.
    Merge {
        id: String,
        #[arg(long, value_name = "ANSWER")]
        into: String,
    },
    /// Use one until a new day, after looking at it again.
    Review {
        id: String,
        #[arg(long, value_name = "DAY")]
        until: String,
    },
}
