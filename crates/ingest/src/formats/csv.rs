//! Tables as text: CRM exports, and any other table row by row.

use super::{Format, Input, text_of};
use crate::{IngestError, Limits, Parsed, Warning, crm};

pub(crate) static FORMAT: Format =
    Format { name: "csv", extensions: &["csv", "tsv"], sniff: |_| false, read, binary: false };

/// A table as read.
pub(crate) struct Table {
    pub(crate) titles: Vec<String>,
    pub(crate) rows: Vec<Row>,
    pub(crate) delimiter: char,
}

/// One row.
pub(crate) struct Row {
    /// 1-based, header not counted.
    pub(crate) number: u32,
    pub(crate) values: Vec<String>,
}

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut warnings = Vec::new();
    let text = text_of(input, &mut warnings)?;
    let table = table(&text, input.limits, &mut warnings)?;
    let mut parsed = crm::read(&table, input.name, &mut warnings);
    parsed.warnings = warnings;
    Ok(parsed)
}

fn table(text: &str, limits: &Limits, warnings: &mut Vec<Warning>) -> Result<Table, IngestError> {
    let (text, stated) = match text.strip_prefix("sep=").and_then(|rest| Some((rest.get(1..)?, rest.bytes().next()?))) {
        Some((rest, mark)) => (rest.trim_start_matches('\n'), Some(mark)),
        None => (text, None),
    };
    let delimiter = stated.unwrap_or_else(|| sniff(text));
    let mut reader =
        ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut table = Table { titles: Vec::new(), rows: Vec::new(), delimiter: char::from(delimiter) };
    for (number, record) in reader.records().enumerate() {
        let row = u32::try_from(number).unwrap_or(u32::MAX);
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                warnings
                    .push(Warning::new(format!("row {row}"), format!("it cannot be read and was left out: {error}")));
                continue;
            }
        };
        let mut values: Vec<String> = record.iter().map(|value| value.trim().to_owned()).collect();
        Limits::at_most(values.len(), limits.csv_columns, "columns")?;
        if table.titles.is_empty() {
            table.titles = titles(values);
            continue;
        }
        if values.iter().all(String::is_empty) {
            continue;
        }
        fit(&mut values, table.titles.len(), row, warnings);
        table.rows.push(Row { number: row, values });
        Limits::at_most(table.rows.len(), limits.csv_rows, "rows")?;
    }
    Ok(table)
}

fn titles(values: Vec<String>) -> Vec<String> {
    let named = |(at, value): (usize, String)| {
        if value.is_empty() { format!("Column {}", at + 1) } else { value }
    };
    values.into_iter().enumerate().map(named).collect()
}

/// A row of the wrong width is kept and reported.
fn fit(values: &mut Vec<String>, columns: usize, row: u32, warnings: &mut Vec<Warning>) {
    let found = values.len();
    if found == columns {
        return;
    }
    let what = if found < columns { "the missing ones are empty" } else { "the last ones are kept without a title" };
    warnings.push(Warning::new(format!("row {row}"), format!("{found} values for {columns} columns; {what}")));
    if found < columns {
        values.resize(columns, String::new());
    }
}

/// The mark that divides the first lines into the most columns, and into equally many.
pub(crate) fn sniff(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let count = |line: &str, mark: u8| {
        let mut quoted = false;
        let mut found = 0_usize;
        for byte in line.bytes() {
            quoted ^= byte == b'"';
            found += usize::from(byte == mark && !quoted);
        }
        found
    };
    let score = |mark: u8| {
        let head = lines.first().map_or(0, |line| count(line, mark));
        let same = lines.iter().filter(|line| count(line, mark) == head).count();
        if head == 0 { 0 } else { same * 1000 / lines.len().max(1) + head.min(500) }
    };
    [b',', b';', b'\t', b'|']
        .into_iter()
        .rev()
        .max_by_key(|mark| score(*mark))
        .filter(|mark| score(*mark) > 0)
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn of(text: &str) -> (Table, Vec<Warning>) {
        let mut warnings = Vec::new();
        let table = table(text, &Limits::standard(), &mut warnings).unwrap();
        (table, warnings)
    }

    #[test]
    fn the_delimiter_is_found() {
        for (text, mark) in [
            ("a,b\n1,2\n", ','),
            ("a;b\n1,5;2\n", ';'),
            ("a\tb\n1\t2\n", '\t'),
            ("a|b\n1|2\n", '|'),
            ("sep=;\na;b\n", ';'),
            ("\"a,b\";c\n1;2\n", ';'),
        ] {
            assert_eq!(of(text).0.delimiter, mark, "{text}");
        }
    }

    #[test]
    fn a_ragged_row_is_kept_and_reported_with_its_number() {
        let (table, warnings) = of("a,b,c\n1,2\n1,2,3\n1,2,3,4\n");
        assert_eq!(table.rows.len(), 3);
        assert_eq!(warnings.iter().map(|warning| warning.place.as_str()).collect::<Vec<_>>(), ["row 1", "row 3"]);
        assert_eq!(table.rows[2].values.last().map(String::as_str), Some("4"));
    }

    #[test]
    fn a_table_that_is_no_crm_export_is_read_row_by_row() {
        let parsed = parse("products.csv", b"product,price\nGTX,55\nMG,100\n", &Limits::standard()).unwrap();
        assert!(parsed.guess.is_none());
        let item = &parsed.items[0];
        assert_eq!(item.passages.len(), 2);
        assert_eq!(item.passages[1].text, "product: MG\nprice: 100");
        assert_eq!(item.passages[1].place.row, Some(2));
    }
}
