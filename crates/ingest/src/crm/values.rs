//! The values of a table: which way its dates are written, and cells read as dates, amounts and yes or no.

use chrono::NaiveDate;

use super::columns::{Field, Map};
use crate::Warning;
use crate::formats::{Row, Table};
use crate::when::{Order, When, date, when};

/// Reads the cells of one table.
pub(crate) struct Values {
    order: Order,
    /// The order was assumed and not proved by any value.
    assumed: bool,
}

impl Values {
    /// Looks at all dates of the table to see which number is the day.
    pub(crate) fn new(table: &Table, map: &Map) -> Self {
        let dates = [Field::CloseDate, Field::Date, Field::Created, Field::Modified];
        let mut order = Order::Unknown;
        let mut open = false;
        for column in dates.iter().flat_map(|field| map.columns(*field)) {
            for value in table.rows.iter().filter_map(|row| row.values.get(column)) {
                match leading(value) {
                    Some((first, _)) if first > 12 => order = Order::DayFirst,
                    Some((_, second)) if second > 12 => order = Order::MonthFirst,
                    Some((first, second)) => open |= first != second,
                    None => {}
                }
            }
        }
        if order != Order::Unknown || !open {
            return Self { order, assumed: false };
        }
        // Where `;` divides the columns the computer is set to a language that puts the day first.
        let order = if table.delimiter == ';' { Order::DayFirst } else { Order::MonthFirst };
        Self { order, assumed: true }
    }

    /// Says which way was assumed.
    pub(crate) fn warn(&self, warnings: &mut Vec<Warning>) {
        if self.assumed {
            let first = if self.order == Order::DayFirst { "day" } else { "month" };
            warnings.push(Warning::new(
                "",
                format!("dates such as 03/04/2026 were read with the {first} first; check one of them"),
            ));
        }
    }

    /// The cell of a field, if it is filled.
    pub(crate) fn text<'a>(&self, row: &'a Row, map: &Map, field: Field) -> Option<&'a str> {
        map.columns(field).filter_map(|at| row.values.get(at)).map(String::as_str).find(|value| !value.is_empty())
    }

    /// The cell as a time; a filled cell that is none is reported.
    pub(crate) fn when(&self, row: &Row, map: &Map, field: Field, warnings: &mut Vec<Warning>) -> Option<When> {
        let text = self.text(row, map, field)?;
        let found = when(text, self.order).or_else(|| date(text, self.order).map(When::day));
        if found.is_none() {
            warnings.push(Warning::new(format!("row {}", row.number), format!("{text} was not understood as a date")));
        }
        found
    }

    /// The cell as a day.
    pub(crate) fn day(&self, row: &Row, map: &Map, field: Field, warnings: &mut Vec<Warning>) -> Option<NaiveDate> {
        let text = self.text(row, map, field)?;
        let found = date(text, self.order);
        if found.is_none() {
            warnings.push(Warning::new(format!("row {}", row.number), format!("{text} was not understood as a date")));
        }
        found
    }

    /// The cell as yes or no.
    pub(crate) fn yes(&self, row: &Row, map: &Map, field: Field) -> Option<bool> {
        match self.text(row, map, field)?.to_lowercase().as_str() {
            "1" | "true" | "yes" | "x" | "ja" | "wahr" | "oui" => Some(true),
            "0" | "false" | "no" | "nein" | "falsch" | "non" => Some(false),
            _ => None,
        }
    }
}

/// The first two numbers of `03/04/2026`; dates with dots have the day first and prove nothing.
fn leading(value: &str) -> Option<(u32, u32)> {
    let mut parts = value.split(['/', '-']);
    let (first, second) = (parts.next()?, parts.next()?);
    if first.len() > 2 || second.len() > 2 {
        return None;
    }
    parts.next()?;
    Some((first.trim().parse().ok()?, second.trim().parse().ok()?))
}
