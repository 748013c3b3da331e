//! The form an answer cell expects: the rule that the sheet lays over it, else what the column's title asks for.

use domain::{AnswerForm, CellRange, CellRef};

use super::{Lists, Named};
use crate::workbook::Validation;

/// Choices read from one list.
const CHOICES: usize = 1_000;

/// Reads the forms of one sheet.
pub(super) struct Forms<'a> {
    sheets: &'a [Named],
    at: usize,
    lists: &'a Lists,
}

impl<'a> Forms<'a> {
    pub(super) fn new(sheets: &'a [Named], at: usize, lists: &'a Lists) -> Self {
        Self { sheets, at, lists }
    }

    pub(super) fn form(&self, cell: CellRef, title: &str) -> AnswerForm {
        let rule = self.sheets.get(self.at).and_then(|named| named.sheet.validation(cell));
        rule.and_then(|rule| self.ruled(rule)).unwrap_or_else(|| titled(title))
    }

    fn ruled(&self, rule: &Validation) -> Option<AnswerForm> {
        let [first, second] = &rule.formulas;
        let number = |text: &str| text.trim().parse::<u32>().ok();
        match rule.kind.as_str() {
            "list" => Some(AnswerForm::OneOf { choices: self.choices(first, 0).unwrap_or_default() }),
            "whole" | "decimal" => Some(AnswerForm::Number),
            "date" | "time" => Some(AnswerForm::Date),
            "textLength" => {
                let most = match rule.operator.as_str() {
                    "lessThanOrEqual" | "equal" => number(first),
                    "lessThan" => number(first).and_then(|length| length.checked_sub(1)),
                    "" | "between" => number(second),
                    _ => None,
                };
                Some(AnswerForm::Text { most })
            }
            _ => None,
        }
    }

    /// The choices that a list's formula gives: written out, in cells, or in cells with a name.
    fn choices(&self, formula: &str, depth: u32) -> Option<Vec<String>> {
        let formula = formula.trim().trim_start_matches('=');
        if let Some(inner) = formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            let inner = inner.replace("\"\"", "\"");
            let parts = inner.split(',').map(|part| part.trim().to_owned());
            return Some(parts.filter(|part| !part.is_empty()).take(CHOICES).collect());
        }
        if let Some((sheet, range)) = self.range(formula) {
            return Some(in_cells(sheet, &range));
        }
        let named = |own: Option<usize>| {
            self.lists.names.iter().find(|found| found.sheet == own && found.name.eq_ignore_ascii_case(formula))
        };
        let name = named(Some(self.at)).or_else(|| named(None))?;
        // A name may stand for another name; one that stands for itself gives nothing.
        if depth < 8 { self.choices(&name.formula, depth + 1) } else { None }
    }

    fn range(&self, formula: &str) -> Option<(&'a Named, CellRange)> {
        let (sheet, range) = match formula.rsplit_once('!') {
            Some((sheet, range)) => {
                let plain = sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(sheet);
                let plain = plain.replace("''", "'");
                (self.sheets.iter().find(|named| named.name.to_lowercase() == plain.to_lowercase())?, range)
            }
            None => (self.sheets.get(self.at)?, formula),
        };
        Some((sheet, range.parse().ok()?))
    }
}

fn in_cells(named: &Named, range: &CellRange) -> Vec<String> {
    let rows = &named.sheet.rows;
    let start = rows.partition_point(|row| row.number < range.first.row);
    let rows = rows.iter().skip(start).take_while(|row| row.number <= range.last.row);
    let columns = range.first.column..=range.last.column;
    let cells = rows.flat_map(|row| &row.cells).filter(|(column, _)| columns.contains(column));
    cells.map(|(_, text)| text.trim().to_owned()).take(CHOICES).collect()
}

/// Yes and no in the six languages, and the words for "does not apply".
const YES_NO: &[(&str, &str)] = &[
    ("yes", "no"),
    ("ja", "nein"),
    ("oui", "non"),
    ("sí", "no"),
    ("si", "no"),
    ("sì", "no"),
    ("ja", "nee"),
    ("y", "n"),
];
const NOT_APPLICABLE: &[&str] = &[
    "na",
    "n/a",
    "n.a",
    "nicht zutreffend",
    "entfällt",
    "sans objet",
    "no aplica",
    "nvt",
    "n.v.t",
    "non applicabile",
    "not applicable",
];

fn titled(title: &str) -> AnswerForm {
    let title = title.to_lowercase();
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let pair = |(yes, no): &(&str, &str)| {
        words.windows(2).any(|two| two == [*yes, *no])
        || words.windows(3).any(|three| matches!(three, [one, or, other] if one == yes && other == no && matches!(*or, "or" | "oder" | "ou" | "o" | "of")))
    };
    if !YES_NO.iter().any(pair) {
        return AnswerForm::Text { most: None };
    }
    AnswerForm::YesNo { not_applicable: NOT_APPLICABLE.iter().any(|word| ends_a_word(&title, word)) }
}

fn ends_a_word(title: &str, word: &str) -> bool {
    title.match_indices(word).any(|(at, _)| {
        let before = title.get(..at).and_then(|text| text.chars().next_back());
        let after = title.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_can_ask_for_yes_or_no() {
        assert_eq!(titled("Answer (Yes/No/N/A)"), AnswerForm::YesNo { not_applicable: true });
        assert_eq!(titled("Ja / Nein"), AnswerForm::YesNo { not_applicable: false });
        assert_eq!(titled("Oui ou non"), AnswerForm::YesNo { not_applicable: false });
        assert_eq!(titled("Name of the answer"), AnswerForm::Text { most: None });
    }
}
