//! A buyer's questionnaire: its rows as read from the file, how far each one is answered, and answers that were signed
//! off and may be used again.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    AccountId, AnswerId, Category, CellRef, Chip, DraftId, PersonId, QuestionnaireId, RevisionId, Role, TextHash,
};

/// One question with the cells it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionRow {
    /// Empty for a CSV file.
    pub sheet: String,
    /// 1-based.
    pub row: u32,
    pub question_cell: CellRef,
    /// Where the answer goes; the upper left cell where cells are merged.
    pub answer_cell: Option<CellRef>,
    pub comment_cell: Option<CellRef>,
    /// Outermost first.
    pub section: Vec<String>,
    pub id: Option<String>,
    pub text: String,
    /// What already stands in the answer cell.
    pub answer: Option<String>,
    pub comment: Option<String>,
    pub form: AnswerForm,
    /// The row or its question column is hidden in the file: listed and not asked.
    pub hidden: bool,
}

/// The form that an answer cell expects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "form")]
pub enum AnswerForm {
    /// One of these, to the letter. Empty where the list is computed by a formula and cannot be read.
    OneOf {
        choices: Vec<String>,
    },
    /// The column's title asks for yes or no; `not_applicable` where it also names that.
    YesNo {
        not_applicable: bool,
    },
    Number,
    Date,
    /// Free text, of at most so many characters.
    Text {
        most: Option<u32>,
    },
}

impl AnswerForm {
    /// Whether the cell takes one word or value, and every further sentence belongs into the comment.
    #[must_use]
    pub fn is_short(&self) -> bool {
        match self {
            Self::OneOf { choices } => !choices.is_empty(),
            Self::YesNo { .. } | Self::Number | Self::Date => true,
            Self::Text { .. } => false,
        }
    }

    /// What the cell takes, as words of the buyer; empty for anything that is typed.
    #[must_use]
    pub fn choices(&self) -> Vec<String> {
        match self {
            Self::OneOf { choices } => choices.clone(),
            Self::YesNo { not_applicable } => {
                let words = ["Yes", "No"].into_iter().chain(not_applicable.then_some("N/A"));
                words.map(str::to_owned).collect()
            }
            Self::Number | Self::Date | Self::Text { .. } => Vec::new(),
        }
    }
}

/// What a row's text writes, cell by cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCells {
    pub answer: (CellRef, String),
    pub comment: Option<(CellRef, String)>,
}

/// Why a text does not fit into its row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("There is no answer column for this row; correct the columns")]
    NoCell,
    #[error("There is no answer in this row yet")]
    Empty,
    #[error("The first line must be one of: {}", .0.join(", "))]
    NoChoice(Vec<String>),
    #[error("The first line must be a number, and '{0}' is none")]
    NoNumber(String),
    #[error("This cell takes a date as its own value, and an answer is written as text; leave it to a person")]
    Date,
    #[error("This row has no comment column; only the first line can be written")]
    NoComment,
    #[error("The cell takes {most} characters, and the answer has {has}")]
    TooLong { most: u32, has: usize },
}

impl QuestionRow {
    /// Divides a text into its cells: a choice is the first line, and what follows goes into the comment; free text goes
    /// into the answer whole.
    ///
    /// # Errors
    /// [`Unfit`] where the buyer's cell would not take it.
    pub fn cells(&self, text: &str) -> Result<RowCells, Unfit> {
        let cell = self.answer_cell.ok_or(Unfit::NoCell)?;
        let text = text.trim();
        if text.is_empty() {
            return Err(Unfit::Empty);
        }
        if let AnswerForm::Text { most } = self.form {
            let has = text.chars().count();
            return match most {
                Some(most) if has > most as usize => Err(Unfit::TooLong { most, has }),
                _ => Ok(RowCells { answer: (cell, text.to_owned()), comment: None }),
            };
        }
        if !self.form.is_short() {
            return Ok(RowCells { answer: (cell, text.to_owned()), comment: None });
        }
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let (first, rest) = (first.trim(), rest.trim());
        match &self.form {
            AnswerForm::Number if first.replace([',', ' '], "").parse::<f64>().is_err() => {
                return Err(Unfit::NoNumber(first.to_owned()));
            }
            AnswerForm::Date => return Err(Unfit::Date),
            // Only its title asks for yes or no; a row below it may ask where.
            AnswerForm::YesNo { .. } if !self.form.choices().iter().any(|choice| choice == first) => {
                return Ok(RowCells { answer: (cell, text.to_owned()), comment: None });
            }
            form => {
                let choices = form.choices();
                if !choices.is_empty() && !choices.iter().any(|choice| choice == first) {
                    return Err(Unfit::NoChoice(choices));
                }
            }
        }
        let comment = match (rest.is_empty(), self.comment_cell) {
            (true, _) => None,
            (false, Some(cell)) => Some((cell, rest.to_owned())),
            (false, None) => return Err(Unfit::NoComment),
        };
        Ok(RowCells { answer: (cell, first.to_owned()), comment })
    }
}

/// How far a row is answered from the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// Every part is answered by passages in force that this buyer may read.
    Answered,
    /// Something is said, and a person has to judge whether it answers.
    NeedsReview,
    NoSource,
}

impl RowState {
    pub const ALL: [Self; 3] = [Self::Answered, Self::NeedsReview, Self::NoSource];

    /// The words shown to people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Answered => "Answered from source",
            Self::NeedsReview => "Needs review",
            Self::NoSource => "No source",
        }
    }
}

/// What the program prepared for a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowAnswer {
    pub state: RowState,
    /// Why this state, in words of ours.
    pub because: String,
    pub category: Option<Category>,
    /// Who is to answer where no source does.
    pub role: Option<Role>,
    /// The text with `[^n]` after each sentence; empty where there is nothing to say.
    pub body: String,
    pub chips: Vec<Chip>,
    /// The signed-off answer that it repeats.
    pub reuses: Option<AnswerId>,
}

/// One row of a kept questionnaire and the work on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRow {
    /// From 1, in the order of the file.
    pub number: u32,
    pub asked: QuestionRow,
    /// `None` until it was looked up.
    pub state: Option<RowState>,
    pub because: String,
    pub category: Option<Category>,
    /// Who has to answer it, when a person said so or no source does.
    pub role: Option<Role>,
    /// Its text; every revision, finding and sign-off is the draft's.
    pub draft: Option<DraftId>,
    /// Why a person left it out.
    pub skipped: Option<String>,
    pub reuses: Option<AnswerId>,
}

/// A buyer's questionnaire in the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptQuestionnaire {
    pub id: QuestionnaireId,
    pub account: AccountId,
    /// Its file name.
    pub name: String,
    /// BLAKE3 of its bytes.
    pub hash: TextHash,
    /// `xlsx` or `csv`.
    pub format: String,
    /// Of its sheets and headers: a correction of the columns holds for every file that has the same.
    pub fingerprint: String,
    /// It carries macros, which never run.
    pub macros: bool,
    pub due: Option<NaiveDate>,
    pub taken_by: PersonId,
    pub taken_at: DateTime<Utc>,
}

/// An answer that was signed off. It is used again while its sources are in force and nobody retired it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAnswer {
    pub id: AnswerId,
    pub question: String,
    pub body: String,
    pub chips: Vec<Chip>,
    /// The account that it was signed for. It may be used for others: it rests on documents alone.
    pub account: AccountId,
    pub draft: DraftId,
    pub revision: RevisionId,
    /// Who wrote the signed revision and looks after it.
    pub owner: PersonId,
    pub signed_by: String,
    pub signed_at: DateTime<Utc>,
    /// Last day on which it is used without a new look.
    pub review_on: NaiveDate,
    /// Why it is used no longer; merged answers say into which.
    pub retired: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(form: AnswerForm, comment: bool) -> QuestionRow {
        QuestionRow {
            sheet: String::new(),
            row: 2,
            question_cell: CellRef { row: 2, column: 1 },
            answer_cell: Some(CellRef { row: 2, column: 2 }),
            comment_cell: comment.then_some(CellRef { row: 2, column: 3 }),
            section: Vec::new(),
            id: None,
            text: "Is data encrypted at rest?".to_owned(),
            answer: None,
            comment: None,
            form,
            hidden: false,
        }
    }

    #[test]
    fn a_choice_goes_into_its_cell_and_the_rest_into_the_comment() {
        let row = row(AnswerForm::YesNo { not_applicable: false }, true);
        let cells = row.cells("Yes\n\nData is encrypted at rest.").unwrap();
        assert_eq!(cells.answer.1, "Yes");
        assert_eq!(cells.comment.unwrap().1, "Data is encrypted at rest.");
    }

    #[test]
    fn what_the_cell_does_not_take_is_refused() {
        let choice = AnswerForm::OneOf { choices: vec!["Ja".to_owned(), "Nein".to_owned()] };
        assert!(matches!(row(choice.clone(), true).cells("Yes"), Err(Unfit::NoChoice(_))));
        assert_eq!(row(choice, false).cells("Ja\n\nWeil."), Err(Unfit::NoComment));
        let titled = row(AnswerForm::YesNo { not_applicable: false }, true);
        assert_eq!(titled.cells("In Dublin.\nEncrypted.").unwrap().answer.1, "In Dublin.\nEncrypted.");
        let short = row(AnswerForm::Text { most: Some(5) }, false).cells("Longer");
        assert_eq!(short, Err(Unfit::TooLong { most: 5, has: 6 }));
        assert!(matches!(row(AnswerForm::Number, false).cells("many"), Err(Unfit::NoNumber(_))));
        let mut nowhere = row(AnswerForm::Text { most: None }, false);
        nowhere.answer_cell = None;
        assert_eq!(nowhere.cells("Yes"), Err(Unfit::NoCell));
    }
}
