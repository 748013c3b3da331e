//! Rectangles of cells, found by a cell in them.

use domain::{CellRange, CellRef};

use crate::Warning;

/// Rectangles kept for one sheet. Sheets made by people have some hundreds.
const MOST: usize = 20_000;

/// Rectangles with a number each.
#[derive(Debug, Default)]
pub(crate) struct Areas {
    /// Ordered by first row.
    list: Vec<(CellRange, usize)>,
    /// The last row that any rectangle up to this one reaches.
    reach: Vec<u32>,
}

impl Areas {
    pub(super) fn new(mut list: Vec<(CellRange, usize)>, sheet: &str, warnings: &mut Vec<Warning>) -> Self {
        if list.len() > MOST {
            let message = format!("it has {} merged or ruled areas; only the first {MOST} are heeded", list.len());
            warnings.push(Warning::new(sheet, message));
            list.truncate(MOST);
        }
        list.sort_by_key(|(range, _)| range.first);
        let mut last = 0;
        let reach = list.iter().map(|(range, _)| {
            last = last.max(range.last.row);
            last
        });
        Self { reach: reach.collect(), list }
    }

    /// The rectangle that holds a cell.
    pub(crate) fn at(&self, cell: CellRef) -> Option<(&CellRange, usize)> {
        let end = self.list.partition_point(|(range, _)| range.first.row <= cell.row);
        let before = self.list.get(..end)?.iter().zip(&self.reach).rev();
        let mut near = before.take_while(|(_, reach)| **reach >= cell.row);
        near.find(|((range, _), _)| range.contains(cell)).map(|((range, number), _)| (range, *number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(list: &[&str]) -> Areas {
        let list = list.iter().enumerate().map(|(at, range)| (range.parse().unwrap(), at)).collect();
        Areas::new(list, "", &mut Vec::new())
    }

    #[test]
    fn a_cell_finds_its_rectangle() {
        let areas = areas(&["A9:B9", "A1:A7", "C3:D4", "F:F"]);
        let at = |cell: &str| areas.at(cell.parse().unwrap()).map(|(_, number)| number);
        assert_eq!((at("A7"), at("B9"), at("D4"), at("F900"), at("A8")), (Some(1), Some(0), Some(2), Some(3), None));
        assert_eq!(at("E3"), None);
    }

    #[test]
    fn the_number_of_rectangles_is_bounded_and_said() {
        let mut warnings = Vec::new();
        let one: CellRange = "A1".parse().unwrap();
        assert_eq!(Areas::new(vec![(one, 0); MOST], "S", &mut warnings).list.len(), MOST);
        assert!(warnings.is_empty());
        assert_eq!(Areas::new(vec![(one, 0); MOST + 1], "S", &mut warnings).list.len(), MOST);
        assert_eq!(warnings.len(), 1);
    }
}
