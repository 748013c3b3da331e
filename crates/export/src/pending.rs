//! Stand-ins until the real ones are merged.
/// Packet.
#[must_use]
pub fn packet(packet: &gate::Packet) -> String {
    serde_json::to_string(packet).unwrap_or_default()
}
/// Decision.
///
/// # Errors
/// Not one.
pub fn read_decision(text: &str) -> Result<gate::DecisionFile, crate::ExportError> {
    serde_json::from_str(text).map_err(|_| crate::ExportError::Empty)
}
