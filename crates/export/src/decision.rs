//! The decision that comes back from an approver elsewhere, as a file of JSON.

use gate::{DecisionFile, PACKET_FORM};

use crate::ExportError;

/// A decision has some 2 KB; a reason may be long.
const MOST_BYTES: usize = 256 * 1024;

/// Writes a decision as JSON that a person can read.
///
/// # Errors
/// When it cannot be put into JSON.
pub fn decision(decision: &DecisionFile) -> Result<String, ExportError> {
    serde_json::to_string_pretty(decision).map_err(ExportError::NotWritten)
}

/// Reads a decision file. Whether the decision counts is the gate's to say.
///
/// # Errors
/// Too large, no decision, or of another form.
pub fn read_decision(text: &str) -> Result<DecisionFile, ExportError> {
    if text.len() > MOST_BYTES {
        return Err(ExportError::TooLarge { bytes: text.len(), limit: MOST_BYTES });
    }
    let decision: DecisionFile = serde_json::from_str(text).map_err(ExportError::NotADecision)?;
    if decision.form != PACKET_FORM {
        return Err(ExportError::Form { found: decision.form, reads: PACKET_FORM });
    }
    Ok(decision)
}
