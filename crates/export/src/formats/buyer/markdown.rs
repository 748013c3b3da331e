//! Markdown in which nothing that the writer typed is markup, except lists.

use crate::{
    formats::markdown::escape,
    letter::{Block, Letter, blocks},
};

pub(crate) fn write(letter: &Letter<'_>) -> String {
    let mut parts: Vec<String> = letter.mark.map(|mark| format!("**{mark}**")).into_iter().collect();
    parts.push(format!("# {}", escape(&letter.subject)));
    for block in blocks(&letter.text) {
        parts.push(match block {
            // A backslash at the end of a line keeps the break that the writer made.
            Block::Paragraph(lines) => lines.into_iter().map(escape).collect::<Vec<_>>().join("\\\n"),
            Block::Bullets(items) => {
                items.into_iter().map(|item| format!("- {}", escape(item))).collect::<Vec<_>>().join("\n")
            }
        });
    }
    let sources = letter.sources.iter().enumerate();
    let sources: Vec<String> = sources.map(|(index, source)| format!("{}. {}", index + 1, escape(source))).collect();
    if !sources.is_empty() {
        parts.push(sources.join("\n"));
    }
    parts.push("---".to_owned());
    parts.push(escape(&letter.foot));
    parts.join("\n\n") + "\n"
}
