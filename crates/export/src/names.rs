//! File names that Windows, macOS and Linux all take.

use domain::DraftKind;

use crate::{BuyerFormat, letter::line, marks::NOT_SIGNED_OFF};

/// `Buyer Group – Follow-up – release 12.html`.
#[must_use]
pub fn file_name(kind: DraftKind, number: u64, account: &str, format: BuyerFormat) -> String {
    format!("{} – {} – release {number}.{}", safe(account), kind.words(), format.extension())
}

/// `Buyer Group – deal change – release 12.csv`.
#[must_use]
pub fn change_file_name(account: &str, number: u64) -> String {
    format!("{} – deal change – release {number}.csv", safe(account))
}

/// `DRAFT – NOT SIGNED OFF – Buyer Group – Follow-up.html`.
#[must_use]
pub fn preview_name(kind: DraftKind, account: &str, format: BuyerFormat) -> String {
    format!("{NOT_SIGNED_OFF} – {} – {}.{}", safe(account), kind.words(), format.extension())
}

/// At most 80 characters, none that a file system or a shell gives a meaning, and never a device name of Windows, which
/// only counts where it is all that stands before a dot.
fn safe(name: &str) -> String {
    let name: String = line(name)
        .chars()
        .map(|c| {
            if "<>:\"/\\|?*.\u{fffd}".contains(c) || gate::marked(&c.to_string()).starts_with("⟦U") { '-' } else { c }
        })
        .take(80)
        .collect();
    let name = name.trim_matches([' ', '-']);
    if name.is_empty() { "Account".to_owned() } else { name.to_owned() }
}
