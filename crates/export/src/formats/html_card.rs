//! An objection card as one self-contained HTML file. No script, nothing loaded from anywhere.

use domain::ObjectionCard;

use super::html::{POLICY, STYLE, escape};
use crate::{
    card,
    layout::{Part, Row, Sign},
    marks, words,
};

pub(crate) fn objection(of: &ObjectionCard) -> String {
    let head = card::head(of);
    let (over, title) = (escape(&head.over), escape(&head.title));
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
    out.push_str(&format!("<title>{over} ({})</title>\n", marks::INTERNAL.to_lowercase()));
    out.push_str(&format!("<style>\n{STYLE}</style>\n</head>\n<body>\n"));
    out.push_str(&format!("<div class=\"mark\"><span class=\"stamp\">{}</span></div>\n", marks::INTERNAL));
    out.push_str(&format!(
        "<article class=\"page-col read\">\n<p class=\"line-over\">{over}</p>\n<h1 class=\"doc-title\">{title}</h1>\n"
    ));
    let facts: String = head.facts.iter().map(|fact| format!("<span>{}</span>", escape(fact))).collect();
    out.push_str(&format!("<p class=\"metaline\">{facts}</p>\n"));
    for part in card::parts(of) {
        out.push_str(&section(&part));
    }
    out.push_str("</article>\n</body>\n</html>\n");
    out
}

fn section(part: &Part) -> String {
    let (number, title) = (part.number, escape(&part.title));
    let mut out = format!("<section class=\"sect\"><h2><span class=\"no\">{number}</span>{title}</h2>\n");
    out.extend(part.rows.iter().map(row));
    if !part.sources.is_empty() {
        out.push_str("<ol class=\"sources\">\n");
        for source in &part.sources {
            let number = source.number;
            out.push_str(&format!(
                "<li id=\"s{number}\"><span class=\"cite\">{number}</span> {}</li>\n",
                escape(&words::source(source))
            ));
        }
        out.push_str("</ol>\n");
    }
    out.push_str("</section>\n");
    out
}

fn row(row: &Row) -> String {
    let lead = match (row.lead.is_empty(), row.text.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("<b>{}</b>", escape(&row.lead)),
        (false, false) => format!("<b>{}:</b> ", escape(&row.lead)),
    };
    let cites: String =
        row.cites.iter().map(|number| format!("<a class=\"cite\" href=\"#s{number}\">{number}</a>")).collect();
    let text = escape(&row.text);
    let words = if row.quiet { format!("<span class=\"mute\">{text}</span>") } else { text };
    let body = format!("{lead}{words}{cites}");
    match row.sign {
        Sign::Gap => format!("<div class=\"gapbox\">{body}</div>\n"),
        Sign::Conflict => format!("<div class=\"contra\"><div>{body}</div></div>\n"),
        Sign::None | Sign::Point | Sign::New | Sign::Gone => {
            let class = if row.depth > 0 { "under" } else { "st" };
            format!("<div class=\"{class}\">{body}</div>\n")
        }
    }
}
