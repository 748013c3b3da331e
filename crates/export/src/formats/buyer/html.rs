//! One self-contained page that loads nothing and prints on A4.

use crate::{
    formats::html::{POLICY, escape},
    letter::{Block, Letter, blocks},
};

const STYLE: &str = "body { max-width: 41rem; margin: 3rem auto; padding: 0 1.5rem; color: #15201b; background: #fdfefd; font: 1rem/1.625rem \"Source Serif 4\", Charter, \"Noto Serif\", Georgia, serif; overflow-wrap: break-word; } h1 { font-size: 1.375rem; line-height: 1.75rem; } .mark { color: #a01c2b; font: 600 .875rem/1.25rem Inter, system-ui, sans-serif; } footer, .sources { margin-top: 2rem; padding-top: .5rem; border-top: 1px solid #c0cac4; color: #5a6761; font: .75rem/1.125rem Inter, system-ui, sans-serif; } @media print { @page { size: A4; margin: 20mm; } body { margin: 0; padding: 0; } }";

pub(crate) fn write(letter: &Letter<'_>) -> String {
    let subject = escape(&letter.subject);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"description\" content=\"{}\">\n<title>{subject}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{subject}</h1>\n{}</body>\n</html>\n",
        escape(&letter.foot),
        body(letter)
    )
}

/// The parts under the subject, for mails and the clipboard as well.
pub(crate) fn body(letter: &Letter<'_>) -> String {
    let mut out = letter.mark.map(|mark| format!("<p class=\"mark\"><b>{mark}</b></p>\n")).unwrap_or_default();
    for block in blocks(&letter.text) {
        match block {
            Block::Paragraph(lines) => {
                let lines: Vec<String> = lines.into_iter().map(escape).collect();
                out.push_str(&format!("<p>{}</p>\n", lines.join("<br>\n")));
            }
            Block::Bullets(items) => out.push_str(&list("ul", items.into_iter())),
        }
    }
    if !letter.sources.is_empty() {
        let listed = list("ol", letter.sources.iter().map(String::as_str));
        out.push_str(&format!("<div class=\"sources\">{listed}</div>\n"));
    }
    out.push_str(&format!("<footer>{}</footer>\n", escape(&letter.foot)));
    out
}

fn list<'t>(tag: &str, items: impl Iterator<Item = &'t str>) -> String {
    let items: String = items.map(|item| format!("<li>{}</li>\n", escape(item))).collect();
    format!("<{tag}>\n{items}</{tag}>\n")
}
