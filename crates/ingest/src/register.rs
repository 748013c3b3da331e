//! A CSV with a header row, as rows by column title: registers that our own people write, such as the list of sanctions.

use std::collections::BTreeMap;

/// The rows of a CSV text by column title; a row that cannot be read is left out.
#[must_use]
pub fn read_table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    reader.deserialize().filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_by_their_titles() {
        let rows = read_table("file, owner\na.md, Security\n\"b, c.md\",Legal\n");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1]["file"], "b, c.md");
        assert_eq!(rows[0]["owner"], "Security");
    }
}
