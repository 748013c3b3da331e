//! Small readings of XML tags.

use quick_xml::events::BytesStart;

/// The value of an attribute by its local name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let found =
        tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let raw = std::str::from_utf8(&found.value).ok()?;
    quick_xml::escape::unescape(raw).ok().map(std::borrow::Cow::into_owned)
}

pub(super) fn number(tag: &BytesStart<'_>, name: &[u8]) -> Option<u32> {
    attribute(tag, name)?.parse().ok()
}

/// What stands before the local name, such as `x:`; empty where nothing does.
pub(super) fn prefix(tag: &BytesStart<'_>) -> String {
    let name = tag.name();
    name.prefix().map_or_else(String::new, |prefix| format!("{}:", String::from_utf8_lossy(prefix.as_ref())))
}

/// Divides a byte order mark from what follows: the reader of XML skips one without counting it.
pub(super) fn mark(xml: &[u8]) -> (&[u8], &[u8]) {
    xml.split_at(if xml.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 })
}
