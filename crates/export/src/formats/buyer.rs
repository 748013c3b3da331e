//! What a buyer reads: the released text and its release line, in three forms. Nothing is added to the text.

use super::{html, markdown};

use gate::Release;

pub(crate) fn text(release: &Release) -> String {
    format!("{}\n\n{}\n\n--\n{}\n", shown(release.subject()), shown(release.text()).trim_end(), release.line())
}

pub(crate) fn markdown(release: &Release) -> String {
    let lines: Vec<String> = shown(release.text())
        .trim_end()
        .lines()
        .map(|line| if line.trim().is_empty() { String::new() } else { markdown::escape(line.trim()) })
        .collect();
    // A backslash at the end of a line keeps the break that the writer made.
    let mut body = String::new();
    for (index, line) in lines.iter().enumerate() {
        let goes_on = lines.get(index + 1).is_some_and(|next| !next.is_empty());
        body.push_str(line);
        body.push_str(if goes_on && !line.is_empty() { "\\\n" } else { "\n" });
    }
    format!(
        "# {}\n\n{}\n\n---\n\n{}\n",
        markdown::escape(&shown(release.subject())),
        body.trim_end(),
        markdown::escape(release.line())
    )
}

const STYLE: &str = "body { max-width: 41rem; margin: 3rem auto; padding: 0 1.5rem; color: #15201b; font: 1rem/1.625rem \"Source Serif 4\", Charter, \"Noto Serif\", Georgia, serif; } h1 { font-size: 1.375rem; line-height: 1.75rem; } p { white-space: pre-wrap; overflow-wrap: break-word; } footer { margin-top: 2rem; padding-top: .5rem; border-top: 1px solid #c0cac4; color: #5a6761; font: .75rem/1.125rem Inter, system-ui, sans-serif; } @media print { @page { size: A4; margin: 20mm; } body { margin: 0; padding: 0; } }";

pub(crate) fn html(release: &Release) -> String {
    let subject = html::escape(&shown(release.subject()));
    let text = shown(release.text());
    let paragraphs: String = text
        .trim_end()
        .split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| format!("<p>{}</p>\n", html::escape(paragraph.trim_matches('\n'))))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<title>{subject}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{subject}</h1>\n{paragraphs}<footer>{}</footer>\n</body>\n</html>\n",
        html::POLICY,
        html::escape(release.line())
    )
}

/// The text as signed; only control characters, which nobody could have read, are made visible.
fn shown(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect()
}
