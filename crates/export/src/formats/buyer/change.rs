//! A deal change as the CSV that CRMs import: one row, one column for each field that changes.

use domain::{DealChange, DealField};

use crate::letter::line;

pub(crate) fn write(change: &DealChange, approved: &str) -> Result<Vec<u8>, csv::Error> {
    let mut head = vec!["Id"];
    let mut row = vec![guarded(&change.record)];
    for (field, _, to) in &change.fields {
        head.push(match field {
            DealField::Stage => "Stage",
            DealField::CloseDate => "Close Date",
            DealField::Amount => "Amount",
        });
        row.push(guarded(to));
    }
    head.push("Approved by");
    row.push(guarded(approved));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head)?;
    writer.write_record(row)?;
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A cell that no spreadsheet takes for a formula (OWASP, CSV injection). A negative number stays a number.
fn guarded(cell: &str) -> String {
    let cell = line(cell);
    let formula = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
    if formula { format!("'{cell}") } else { cell }
}
