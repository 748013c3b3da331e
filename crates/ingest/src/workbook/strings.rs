//! The texts that the cells of a workbook share.

use std::io;
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::package::{Package, entity};
use crate::{IngestError, Limits};

/// All shared texts in order. What follows damage is missing and its cells are empty.
pub(super) fn read(package: &mut Package<'_>, part: &str, limits: &Limits) -> Result<Vec<Rc<str>>, IngestError> {
    let most = limits.zip_entry_bytes;
    let mut texts = Vec::new();
    let Some(stream) = package.stream(part, most)? else {
        return Ok(texts);
    };
    let mut reader = Reader::from_reader(stream);
    let (mut buffer, mut text, mut inside, mut reading) = (Vec::new(), String::new(), false, 0_u32);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                b"t" => inside = reading == 0,
                b"rPh" => reading += 1,
                _ => {}
            },
            Ok(Event::Empty(tag)) if tag.local_name().as_ref() == b"si" => texts.push(Rc::from("")),
            Ok(Event::Text(part)) if inside => text.push_str(&String::from_utf8_lossy(&part)),
            Ok(Event::CData(part)) if inside => text.push_str(&String::from_utf8_lossy(&part)),
            Ok(Event::GeneralRef(name)) if inside => text.push_str(&entity(&name)),
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                b"t" => inside = false,
                b"rPh" => reading = reading.saturating_sub(1),
                b"si" => {
                    texts.push(Rc::from(plain(&text)));
                    text.clear();
                }
                _ => {}
            },
            Err(error) if too_long(&error) => return Err(IngestError::TooMuchText { limit: most }),
            Ok(Event::Eof) | Err(_) => return Ok(texts),
            Ok(_) => {}
        }
    }
}

/// True where the stream passed its limit.
pub(super) fn too_long(error: &quick_xml::Error) -> bool {
    matches!(error, quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge)
}

/// The text with line ends as `\n` and with `_x000D_` and its like read as the characters they stand for
/// (ECMA-376 part 1, 22.9.2.19).
pub(super) fn plain(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        clean.push_str(before);
        let code = after.get(2..6).filter(|_| after.as_bytes().get(6) == Some(&b'_'));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(found) => {
                clean.push(found);
                rest = after.get(7..).unwrap_or_default();
            }
            None => {
                clean.push_str("_x");
                rest = after.get(2..).unwrap_or_default();
            }
        }
    }
    clean.push_str(rest);
    if clean.contains('\r') { clean.replace("\r\n", "\n").replace('\r', "\n") } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_characters_are_read_and_an_escaped_escape_stays() {
        assert_eq!(plain("a_x000D_\nb"), "a\nb");
        assert_eq!(plain("_x005F_x0041_ and _x and _xZZZZ_ é_x0041_"), "_x0041_ and _x and _xZZZZ_ éA");
    }
}
