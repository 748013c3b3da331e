//! Which rows are titles and which columns hold the questions, the answers and the rest, each with its reason.

use domain::CellRef;

use super::words::{Fit, asks, role};
use super::{ColumnRole as R, ColumnUse, Named, SheetGuess, SheetMapping, TableGuess};
use crate::workbook::{Sheet, SheetRow};

/// A table's place and columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// First and last row below the titles.
    pub(super) rows: (u32, u32),
    pub(super) titles: Vec<(u32, String)>,
    pub(super) columns: Vec<(u32, R)>,
    pub(super) fit: Option<Fit>,
}

impl Layout {
    pub(super) fn column(&self, wanted: R) -> Option<u32> {
        self.all(wanted).next()
    }

    pub(super) fn all(&self, wanted: R) -> impl Iterator<Item = u32> + '_ {
        self.columns.iter().filter(move |(_, role)| *role == wanted).map(|(column, _)| *column)
    }

    pub(super) fn title(&self, column: u32) -> &str {
        self.titles.iter().find(|(at, _)| *at == column).map_or("", |(_, title)| title)
    }
}

/// The guess for a sheet, table by table.
pub(super) fn guess(named: &Named) -> (SheetGuess, Vec<Layout>) {
    let mut guess = SheetGuess {
        sheet: named.name.clone(),
        hidden: named.hidden,
        tables: Vec::new(),
        reason: "no column of questions was found".to_owned(),
    };
    if named.hidden {
        guess.reason = "the sheet is hidden in the file, so nothing on it is asked".to_owned();
        return (guess, Vec::new());
    }
    let sheet = &named.sheet;
    let last = sheet.rows.last().map_or(0, |row| row.number);
    let heads = headers(sheet);
    let mut layouts = Vec::new();
    for (at, head) in heads.iter().enumerate() {
        let end = heads.get(at + 1).map_or(last, |next| next - 1);
        let (table, layout) = titled(sheet, *head, end);
        guess.tables.push(table);
        layouts.push(layout);
    }
    if layouts.is_empty()
        && let Some((table, layout)) = untitled(sheet, last)
    {
        guess.tables.push(table);
        layouts.push(layout);
        guess.reason = "no row of titles was found; one column reads like questions".to_owned();
    } else if !layouts.is_empty() {
        guess.reason = "the titles of the columns say so".to_owned();
    }
    (guess, layouts)
}

/// The tables of all sheets, without those that are tables of questions only by a weak title where another sheet says
/// outright that it asks.
pub(super) fn drop_weak(found: &mut [(SheetGuess, Vec<Layout>)]) {
    let strong = |layout: &Layout| layout.fit.is_some_and(|fit| fit > Fit::Weak);
    if !found.iter().any(|(_, layouts)| layouts.iter().any(strong)) {
        return;
    }
    for (guess, layouts) in found {
        if !layouts.is_empty() && layouts.iter().all(|layout| layout.fit == Some(Fit::Weak)) {
            layouts.clear();
            guess.tables.clear();
            guess.reason = "its titles could be those of questions, and another sheet asks outright".to_owned();
        }
    }
}

fn roles(row: &SheetRow) -> Vec<(u32, R, Fit)> {
    let cells = row.cells.iter();
    cells.filter_map(|(column, text)| role(text).map(|(role, fit)| (*column, role, fit))).collect()
}

/// Rows that are titles: a column of questions is named, and one more column with it.
fn headers(sheet: &Sheet) -> Vec<u32> {
    let mut heads: Vec<u32> = Vec::new();
    let mut body = 0;
    for row in &sheet.rows {
        let roles = roles(row);
        let best = roles.iter().filter(|(_, role, _)| *role == R::Question).map(|(_, _, fit)| *fit).max();
        let others = roles
            .iter()
            .filter(|(_, role, fit)| *role != R::Question && (*fit == Fit::Whole || best > Some(Fit::Part)));
        let count = others.count();
        let first = match best {
            Some(Fit::Whole) => count >= 1,
            Some(Fit::Part) => count >= 1,
            Some(Fit::Weak) => {
                roles.iter().any(|(_, role, fit)| matches!(role, R::Id | R::Answer) && *fit == Fit::Whole)
            }
            None => false,
        };
        // Further down a row must repeat the titles to the word, for questions speak of answers and requirements too.
        let again =
            best == Some(Fit::Whole) && roles.iter().any(|(_, role, fit)| *role != R::Question && *fit == Fit::Whole);
        if if heads.is_empty() { first } else { again && body > 0 } {
            heads.push(row.number);
            body = 0;
        } else {
            body += 1;
        }
    }
    heads
}

fn titled(sheet: &Sheet, head: u32, end: u32) -> (TableGuess, Layout) {
    let row = sheet.rows.iter().find(|row| row.number == head);
    let cells = row.map(|row| row.cells.as_slice()).unwrap_or_default();
    let deep = |column: u32| sheet.merge(CellRef { row: head, column }).map_or(head, |range| range.last.row);
    // Titles merged over two rows are titles of both.
    let last_head = cells.iter().map(|(column, _)| deep(*column)).max().unwrap_or(head).min(head + 3);
    let mut titles: Vec<(u32, String)> = Vec::new();
    for row in sheet.rows.iter().filter(|row| (head..=last_head).contains(&row.number)) {
        for (column, text) in &row.cells {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            match titles.iter_mut().find(|(at, _)| at == column) {
                Some((_, title)) => title.push_str(&format!(" {text}")),
                None => titles.push((*column, text)),
            }
        }
    }
    titles.sort_by_key(|(column, _)| *column);
    let mut layout = Layout { rows: (last_head + 1, end.max(last_head)), titles, ..Layout::default() };
    let uses = choose(sheet, &mut layout);
    (TableGuess { header_row: Some(head), rows: layout.rows, columns: uses, questions: 0 }, layout)
}

/// Gives each role its column.
fn choose(sheet: &Sheet, layout: &mut Layout) -> Vec<ColumnUse> {
    let found: Vec<(u32, R, Fit)> = layout
        .titles
        .iter()
        .filter_map(|(column, title)| role(title).map(|(role, fit)| (*column, role, fit)))
        .collect();
    let best = |wanted: R| {
        let own = found.iter().filter(|(_, role, _)| *role == wanted);
        // The first of the best.
        own.rev().max_by_key(|(_, _, fit)| *fit).copied()
    };
    let by_title = |layout: &Layout, column: u32, role: R| ColumnUse {
        column,
        title: layout.title(column).to_owned(),
        role,
        reason: format!("its title is “{}”", layout.title(column)),
    };
    let mut uses = Vec::new();
    let question = best(R::Question);
    layout.fit = question.map(|(_, _, fit)| fit);
    for (column, role, _) in [question, best(R::Answer), best(R::Comment), best(R::Id)].into_iter().flatten() {
        uses.push(by_title(layout, column, role));
    }
    for (column, _, _) in found.iter().filter(|(_, role, _)| *role == R::Section) {
        uses.push(by_title(layout, *column, R::Section));
    }
    // A second column of answers takes what the first one cannot.
    if best(R::Comment).is_none()
        && let Some((first, _, _)) = best(R::Answer)
        && let Some((column, _, _)) = found.iter().find(|(column, role, _)| *role == R::Answer && *column > first)
    {
        uses.push(by_title(layout, *column, R::Comment));
    }
    if best(R::Answer).is_none()
        && let Some((question, _, _)) = question
    {
        let taken: Vec<u32> = uses.iter().map(|used| used.column).collect();
        uses.extend(beside(sheet, layout, question, &taken));
    }
    uses.sort_by_key(|used| (used.column, used.role));
    layout.columns = uses.iter().map(|used| (used.column, used.role)).collect();
    uses
}

/// The answer column where no title names one: the first to the right that has lists to choose from, or is empty.
fn beside(sheet: &Sheet, layout: &Layout, question: u32, taken: &[u32]) -> Option<ColumnUse> {
    let rows: Vec<&SheetRow> = inside(sheet, layout.rows).filter(|row| row.text(question).is_some()).collect();
    let free = |column: &u32| !taken.contains(column) && !sheet.is_hidden_column(*column);
    let right = (question + 1..=question + 12).filter(free);
    let used = |column, reason: &str| ColumnUse {
        column,
        title: layout.title(column).to_owned(),
        role: R::Answer,
        reason: reason.to_owned(),
    };
    let ruled = |column: u32| {
        rows.iter().filter(|row| sheet.validation(CellRef { row: row.number, column }).is_some()).count() * 2
            > rows.len()
    };
    if let Some(column) = right.clone().find(|column| ruled(*column)) {
        return Some(used(column, "its cells have lists to choose from"));
    }
    let empty = |column: u32| rows.iter().filter(|row| row.text(column).is_some()).count() * 10 <= rows.len();
    let end = layout.titles.iter().map(|(column, _)| *column).max().unwrap_or(question).max(question + 1);
    right
        .take_while(|column| *column <= end)
        .find(|column| empty(*column))
        .map(|column| used(column, "it is empty beside the questions"))
}

fn inside(sheet: &Sheet, rows: (u32, u32)) -> impl Iterator<Item = &SheetRow> {
    let start = sheet.rows.partition_point(|row| row.number < rows.0);
    sheet.rows.iter().skip(start).take_while(move |row| row.number <= rows.1)
}

/// A sheet without titles: the column with the most questions, where most of its cells are questions.
fn untitled(sheet: &Sheet, last: u32) -> Option<(TableGuess, Layout)> {
    let mut columns: std::collections::BTreeMap<u32, (usize, usize)> = std::collections::BTreeMap::new();
    for (column, text) in sheet.rows.iter().flat_map(|row| &row.cells) {
        let (cells, questions) = columns.entry(*column).or_default();
        *cells += 1;
        *questions += usize::from(asks(text));
    }
    let fits = |(cells, questions): &(usize, usize)| *questions >= 3 && questions * 2 >= *cells;
    let (column, (_, questions)) =
        columns.into_iter().filter(|(_, counts)| fits(counts)).max_by_key(|(_, (_, questions))| *questions)?;
    let first = inside(sheet, (1, last)).find(|row| row.text(column).is_some_and(asks))?.number;
    let mut layout = Layout { rows: (first, last), fit: Some(Fit::Part), ..Layout::default() };
    let mut uses = vec![ColumnUse {
        column,
        title: String::new(),
        role: R::Question,
        reason: format!("{questions} of its cells ask something"),
    }];
    uses.extend(beside(sheet, &layout, column, &[column]));
    layout.columns = uses.iter().map(|used| (used.column, used.role)).collect();
    Some((TableGuess { header_row: None, rows: layout.rows, columns: uses, questions: 0 }, layout))
}

/// A sheet as a person mapped it.
pub(super) fn mapped(named: &Named, own: &SheetMapping) -> (SheetGuess, Vec<Layout>) {
    let mut guess = SheetGuess {
        sheet: named.name.clone(),
        hidden: named.hidden,
        tables: Vec::new(),
        reason: "left out by hand".to_owned(),
    };
    if own.skip {
        return (guess, Vec::new());
    }
    let sheet = &named.sheet;
    let head = own.header_row.unwrap_or(0);
    let titles: Vec<(u32, String)> = inside(sheet, (head.max(1), head))
        .flat_map(|row| row.cells.iter().map(|(column, text)| (*column, text.trim().to_owned())))
        .collect();
    let rows = (head + 1, sheet.rows.last().map_or(head, |row| row.number));
    let layout = Layout { rows, titles, columns: own.columns.clone(), fit: Some(Fit::Whole) };
    let uses = own.columns.iter().map(|(column, role)| ColumnUse {
        column: *column,
        title: layout.title(*column).to_owned(),
        role: *role,
        reason: "set by hand".to_owned(),
    });
    guess.reason = "set by hand".to_owned();
    guess.tables.push(TableGuess { header_row: own.header_row, rows, columns: uses.collect(), questions: 0 });
    (guess, vec![layout])
}
