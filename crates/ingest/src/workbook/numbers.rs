//! Numbers as a reader of the sheet sees them: days and times as such, shares with their per cent sign.

use chrono::{Duration, NaiveDate};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::package::attribute;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    Day,
    Percent,
}

/// The number formats of a workbook by the style of a cell.
pub(super) struct Formats {
    styles: Vec<Form>,
    date1904: bool,
}

impl Formats {
    pub(super) fn read(xml: &str, date1904: bool) -> Self {
        let mut own = std::collections::HashMap::new();
        let mut styles = Vec::new();
        let mut reader = Reader::from_str(xml);
        let mut listed = false;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                    b"numFmt" => {
                        let id = attribute(&tag, b"numFmtId").and_then(|id| id.parse::<u32>().ok());
                        own.extend(id.zip(attribute(&tag, b"formatCode").map(|code| form(&code))));
                    }
                    b"cellXfs" => listed = true,
                    b"xf" if listed => {
                        let id = attribute(&tag, b"numFmtId").and_then(|id| id.parse::<u32>().ok()).unwrap_or(0);
                        styles.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                    }
                    _ => {}
                },
                Ok(Event::End(tag)) if tag.local_name().as_ref() == b"cellXfs" => listed = false,
                Ok(Event::Eof) | Err(_) => return Self { styles, date1904 },
                Ok(_) => {}
            }
        }
    }

    /// A number of the file as text.
    pub(super) fn show(&self, raw: &str, style: usize) -> String {
        let Ok(number) = raw.trim().parse::<f64>() else {
            return raw.to_owned();
        };
        let shown = match self.styles.get(style).copied().unwrap_or(Form::Plain) {
            Form::Plain => None,
            Form::Day => self.day(number),
            Form::Percent => Some(format!("{}%", rounded(number * 100.0))),
        };
        shown.unwrap_or_else(|| rounded(number))
    }

    /// Days since the start of 1900 or 1904. The file format counts a 29 February 1900 that never was
    /// (ECMA-376 part 1, 18.17.4.1).
    fn day(&self, number: f64) -> Option<String> {
        if !(0.0..=2_958_466.0).contains(&number) {
            return None;
        }
        let start = match (self.date1904, number < 60.0) {
            (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
            (false, true) => NaiveDate::from_ymd_opt(1899, 12, 31),
            (false, false) => NaiveDate::from_ymd_opt(1899, 12, 30),
        }?;
        #[expect(clippy::cast_possible_truncation, reason = "the number is below three million days")]
        let seconds = (number * 86_400.0).round() as i64;
        let at = start.and_hms_opt(0, 0, 0)?.checked_add_signed(Duration::seconds(seconds))?;
        let form = match (number < 1.0, seconds % 86_400 == 0) {
            (true, _) => "%H:%M:%S",
            (false, true) => "%Y-%m-%d",
            (false, false) => "%Y-%m-%d %H:%M",
        };
        Some(at.format(form).to_string())
    }
}

/// A number to fifteen digits, as spreadsheets show it: 0.1 + 0.2 is 0.3.
fn rounded(number: f64) -> String {
    let parsed: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    parsed.to_string()
}

/// The formats that every workbook knows (ECMA-376 part 1, 18.8.30).
fn built_in(id: u32) -> Form {
    match id {
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Form::Day,
        9 | 10 => Form::Percent,
        _ => Form::Plain,
    }
}

fn form(code: &str) -> Form {
    let mut letters = String::new();
    let (mut quoted, mut bracket, mut skip) = (false, false, false);
    for c in code.chars() {
        match c {
            _ if skip => skip = false,
            '\\' | '_' | '*' => skip = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracket = true,
            ']' if !quoted => bracket = false,
            _ if !quoted && !bracket => letters.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    let first = letters.split(';').next().unwrap_or_default();
    if first.contains('%') {
        return Form::Percent;
    }
    if first.contains("general") || first.contains(['0', '#', '?']) && !first.contains("yy") && !first.contains("ss") {
        return Form::Plain;
    }
    if first.contains(['y', 'd', 'h', 's']) || first.contains("mm") { Form::Day } else { Form::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/>
        <numFmt numFmtId="165" formatCode="&quot;days&quot; 0.00"/><numFmt numFmtId="166" formatCode="[Red]0.0%"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>"#;

    #[test]
    fn days_times_shares_and_numbers_are_shown_as_such() {
        let formats = Formats::read(STYLES, false);
        for (raw, style, shown) in [
            ("45292", 1, "2024-01-01"),
            ("45292.5", 2, "2024-01-01 12:00"),
            ("0.25", 1, "06:00:00"),
            ("59", 1, "1900-02-28"),
            ("61", 1, "1900-03-01"),
            ("12.50", 3, "12.5"),
            ("0.995", 4, "99.5%"),
            ("0.30000000000000004", 0, "0.3"),
            ("120", 0, "120"),
            ("1e400", 1, "inf"),
            ("-3", 1, "-3"),
            ("x", 1, "x"),
            ("7", 99, "7"),
        ] {
            assert_eq!(formats.show(raw, style), shown, "{raw} in {style}");
        }
        assert_eq!(Formats::read(STYLES, true).show("43830", 1), "2024-01-01");
    }
}
