//! The rows of a table as questions, under the sections they stand in.

use domain::{AnswerForm, CellRef, QuestionRow};

use super::choices::Forms;
use super::columns::Layout;
use super::words::asks;
use super::{ColumnRole as R, Named};
use crate::Warning;
use crate::workbook::{Sheet, SheetRow};

/// A row that is only a title has fewer characters.
const TITLE: usize = 120;

/// All questions of a table.
pub(super) fn questions(
    named: &Named,
    layout: &Layout,
    forms: &Forms<'_>,
    warnings: &mut Vec<Warning>,
) -> Vec<QuestionRow> {
    let Some(question) = layout.column(R::Question) else {
        return Vec::new();
    };
    let sheet = &named.sheet;
    let start = sheet.rows.partition_point(|row| row.number < layout.rows.0);
    let rows: Vec<&SheetRow> = sheet.rows.iter().skip(start).take_while(|row| row.number <= layout.rows.1).collect();
    let mut reader = Reader {
        named,
        layout,
        question,
        answer: layout.column(R::Answer),
        comment: layout.column(R::Comment),
        id: layout.column(R::Id),
        has_ids: false,
        sections: Vec::new(),
        carried: vec![None; layout.all(R::Section).count()],
    };
    let with_ids = rows.iter().filter(|row| reader.id.is_some_and(|column| row.text(column).is_some())).count();
    reader.has_ids = with_ids * 2 > rows.len();
    let mut found: Vec<QuestionRow> = Vec::new();
    for row in rows {
        let Some(mut asked) = reader.row(row, warnings) else { continue };
        if let Some(cell) = asked.answer_cell {
            asked.form = forms.form(cell, reader.answer.map_or("", |column| layout.title(column)));
            if found.last().is_some_and(|last| last.answer_cell == Some(cell)) {
                let place = format!("{} row {}", named.name, row.number);
                warnings.push(Warning::new(
                    place.trim(),
                    format!("it shares the answer cell {cell} with the row above it"),
                ));
            }
        }
        found.push(asked);
    }
    found
}

struct Reader<'a> {
    named: &'a Named,
    layout: &'a Layout,
    question: u32,
    answer: Option<u32>,
    comment: Option<u32>,
    id: Option<u32>,
    /// Most rows have an id, so a row without one is a title.
    has_ids: bool,
    /// Level and title.
    sections: Vec<(usize, String)>,
    /// The last value of each section column.
    carried: Vec<Option<String>>,
}

impl Reader<'_> {
    fn sheet(&self) -> &Sheet {
        &self.named.sheet
    }

    fn cell(&self, row: &SheetRow, column: Option<u32>) -> Option<CellRef> {
        column.map(|column| self.sheet().anchor(CellRef { row: row.number, column }))
    }

    fn own(&self, cell: Option<CellRef>, warnings: &mut Vec<Warning>) -> Option<String> {
        let cell = cell?;
        let text = self.sheet().text(cell)?;
        let place = if self.named.name.is_empty() { cell.to_string() } else { format!("{} {cell}", self.named.name) };
        let text = crate::hidden::strip(text, &place, warnings).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    fn row(&mut self, row: &SheetRow, warnings: &mut Vec<Warning>) -> Option<QuestionRow> {
        let place = CellRef { row: row.number, column: self.question };
        let anchor = self.sheet().anchor(place);
        if anchor.row != row.number {
            // The rest of a question that is merged over several rows.
            return None;
        }
        let band = self.sheet().merge(place).is_some_and(|range| {
            anchor.column != self.question || self.answer.is_some_and(|column| column <= range.last.column)
        });
        let text = self.own(Some(anchor), warnings);
        let (Some(text), false) = (text.clone(), band || self.is_title(row, text.as_deref())) else {
            self.section(row, text);
            return None;
        };
        let answer_cell = self.cell(row, self.answer).filter(|cell| *cell != anchor);
        let comment_cell = self.cell(row, self.comment).filter(|cell| *cell != anchor && Some(*cell) != answer_cell);
        Some(QuestionRow {
            sheet: self.named.name.clone(),
            row: row.number,
            question_cell: anchor,
            answer_cell,
            comment_cell,
            section: self.path(row, warnings),
            id: self.own(self.cell(row, self.id), warnings),
            text,
            answer: self.own(answer_cell, warnings),
            comment: self.own(comment_cell, warnings),
            form: AnswerForm::Text { most: None },
            hidden: row.hidden || self.sheet().is_hidden_column(self.question),
        })
    }

    /// A lone text in the question column, without the id that the other rows have and without a question.
    fn is_title(&self, row: &SheetRow, text: Option<&str>) -> bool {
        let Some(text) = text else { return true };
        let alone = row.cells.len() == 1;
        let ruled = self.cell(row, self.answer).is_some_and(|cell| self.sheet().validation(cell).is_some());
        alone && self.has_ids && !ruled && text.chars().count() <= TITLE && !asks(text)
    }

    /// Opens the section that a title row names; an id such as 2.1 says how deep it is.
    fn section(&mut self, row: &SheetRow, text: Option<String>) {
        let others = row.cells.iter().filter(|(column, _)| {
            Some(*column) != self.id && Some(*column) != self.answer && Some(*column) != self.comment
        });
        let named = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        let mut titles = text.into_iter().chain(others.map(|(_, text)| text.trim().to_owned()));
        let Some(title) = titles.find(|text| named(text) && text.chars().count() <= 2 * TITLE) else {
            return;
        };
        let id = self.id.and_then(|column| row.text(column)).unwrap_or_default();
        let level = id.trim().trim_end_matches('.').split('.').count().saturating_sub(1);
        self.sections.retain(|(open, _)| *open < level);
        self.sections.push((level, title));
    }

    fn path(&mut self, row: &SheetRow, warnings: &mut Vec<Warning>) -> Vec<String> {
        let columns: Vec<u32> = self.layout.all(R::Section).collect();
        for (at, column) in columns.iter().enumerate() {
            let value = self.own(self.cell(row, Some(*column)), warnings);
            if let Some(value) = value {
                if self.carried.get(at).is_some_and(|old| old.as_ref() != Some(&value)) {
                    // A new outer section ends what it held.
                    self.carried.iter_mut().skip(at).for_each(|inner| *inner = None);
                }
                if let Some(place) = self.carried.get_mut(at) {
                    *place = Some(value);
                }
            }
        }
        let titles = self.sections.iter().map(|(_, title)| title.clone());
        titles.chain(self.carried.iter().flatten().cloned()).collect()
    }
}
