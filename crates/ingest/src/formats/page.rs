//! An HTML page as it is read: open elements, text, headings, lists and tables.

use html5ever::tokenizer::Tag;

use crate::paragraphs::{Outline, spaced};
use crate::passages::{Block, Joint};

#[derive(Default)]
struct Element {
    name: String,
    hidden: bool,
    quote: bool,
}

#[derive(Default)]
struct Row {
    cells: Vec<String>,
    in_cell: bool,
    /// Rows after the first hang on it.
    later: bool,
}

/// See the module.
#[derive(Default)]
pub(crate) struct Page {
    outline: Outline,
    title: Option<String>,
    stack: Vec<Element>,
    buffer: String,
    start_line: usize,
    rows: Vec<Row>,
    marker: Option<&'static str>,
    item_follows: bool,
    pub(crate) line: usize,
    pub(crate) hidden_words: usize,
    pub(crate) too_deep: bool,
}

impl Page {
    /// A start tag.
    pub(crate) fn open(&mut self, tag: &Tag, depth: usize) {
        let name: &str = &tag.name;
        if name == "br" {
            self.buffer.push('\u{1}');
            return;
        }
        if is_void(name) || tag.self_closing && is_skipped(name) {
            if name == "hr" {
                self.end_block();
            }
            return;
        }
        self.close_implied(name);
        if is_block(name) {
            self.end_block();
        }
        match name {
            "li" => self.marker = Some("- "),
            "ul" | "ol" => self.item_follows = false,
            "table" => self.table_opens(),
            "tr" => self.row_opens(),
            "td" | "th" => {
                if let Some(row) = self.rows.last_mut() {
                    row.in_cell = true;
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.spill_row(),
            _ => {}
        }
        let inherited = self.stack.last().map(|top| (top.hidden, top.quote)).unwrap_or_default();
        let hidden = inherited.0 || is_skipped(name) || is_hidden(tag);
        let quote = inherited.1 || name == "blockquote";
        self.stack.push(Element { name: name.to_owned(), hidden, quote });
        self.too_deep = self.stack.len() > depth;
    }

    /// An end tag; one that closes nothing is ignored.
    pub(crate) fn close(&mut self, name: &str) {
        let Some(at) = self.stack.iter().rposition(|element| element.name == name) else {
            if name == "p" || name == "div" {
                self.end_block();
            }
            return;
        };
        match name {
            "title" => {
                let title = spaced(&std::mem::take(&mut self.buffer));
                self.title = self.title.take().or((!title.is_empty()).then_some(title));
            }
            "td" | "th" => self.cell_closes(),
            "tr" => self.row_closes(),
            "table" => {
                self.row_closes();
                self.end_block();
                self.rows.pop();
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading_closes(name),
            _ if is_block(name) => self.end_block(),
            _ => {}
        }
        if matches!(name, "ul" | "ol") {
            self.item_follows = false;
        }
        self.stack.truncate(at);
    }

    /// Text between tags.
    pub(crate) fn text(&mut self, text: &str) {
        let top = self.stack.last();
        let in_title = top.is_some_and(|element| element.name == "title");
        if top.is_some_and(|element| element.hidden) && !in_title {
            let skipped = self.stack.iter().any(|element| is_skipped(&element.name));
            if !skipped {
                self.hidden_words += text.split_whitespace().count();
            }
            return;
        }
        if self.buffer.trim().is_empty() {
            self.start_line = self.line.saturating_sub(text.trim_start().matches('\n').count());
        }
        if self.stack.iter().any(|element| element.name == "pre") {
            self.buffer.push_str(&text.replace('\n', "\u{1}"));
        } else {
            self.buffer.push_str(text);
        }
    }

    /// All blocks and the title.
    pub(crate) fn finish(mut self) -> (Vec<Block>, Option<String>) {
        self.row_closes();
        self.end_block();
        let first = self.outline.first_heading().map(str::to_owned);
        (self.outline.finish(), self.title.or(first))
    }

    fn in_cell(&self) -> bool {
        self.rows.last().is_some_and(|row| row.in_cell)
    }

    /// Ends a paragraph. In a table cell it is only a line, for the row decides what it becomes.
    fn end_block(&mut self) {
        if self.in_cell() {
            if !self.buffer.trim().is_empty() {
                self.buffer.push('\u{1}');
            }
            return;
        }
        let text = std::mem::take(&mut self.buffer);
        self.emit(&text, Joint::Paragraph);
    }

    fn emit(&mut self, text: &str, joint: Joint) {
        let lines: Vec<String> = text.split('\u{1}').map(spaced).collect();
        let text = lines.join("\n");
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let marker = self.marker.take();
        let joint = if marker.is_some() && self.item_follows { Joint::Line } else { joint };
        self.item_follows = marker.is_some();
        let mut block = Block::new(format!("{}{text}", marker.unwrap_or_default())).joined(joint);
        block = block.at_lines(self.start_line.max(1), self.line.max(self.start_line).max(1));
        block.quoted = self.stack.last().is_some_and(|element| element.quote);
        self.outline.block(block);
    }

    fn heading_closes(&mut self, name: &str) {
        let title = std::mem::take(&mut self.buffer).replace('\u{1}', " ");
        let level = name.as_bytes().get(1).map_or(6, |digit| digit.saturating_sub(b'0'));
        self.outline.heading(level, &title);
    }

    fn table_opens(&mut self) {
        self.spill_row();
        self.rows.push(Row::default());
    }

    fn row_opens(&mut self) {
        self.row_closes();
    }

    fn cell_closes(&mut self) {
        let text = std::mem::take(&mut self.buffer);
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(text);
            row.in_cell = false;
        } else {
            self.buffer = text;
            self.end_block();
        }
    }

    /// What stands in the open row becomes paragraphs: the table is there for layout.
    fn spill_row(&mut self) {
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        let cells = std::mem::take(&mut row.cells);
        // The rest of this cell is read as paragraphs too.
        row.in_cell = false;
        for cell in cells {
            self.emit_lines(&cell);
        }
        let text = std::mem::take(&mut self.buffer);
        self.emit_lines(&text);
    }

    fn emit_lines(&mut self, text: &str) {
        for line in text.split('\u{1}') {
            self.emit(line, Joint::Paragraph);
        }
    }

    fn row_closes(&mut self) {
        if self.in_cell() {
            self.cell_closes();
        }
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        let cells = std::mem::take(&mut row.cells);
        let later = row.later;
        let filled = cells.iter().filter(|cell| !cell.replace('\u{1}', " ").trim().is_empty()).count();
        let long = cells.iter().any(|cell| cell.split_whitespace().count() > 60);
        if filled == 0 {
            return;
        }
        if filled == 1 || long {
            for cell in cells {
                self.emit_lines(&cell);
            }
        } else {
            row.later = true;
            let text = cells.iter().map(|cell| spaced(&cell.replace('\u{1}', " "))).collect::<Vec<_>>().join(" | ");
            self.emit(&text, if later { Joint::Line } else { Joint::Paragraph });
        }
    }

    /// Closes what HTML lets people leave open: `<p>a<p>b`, `<li>a<li>b`, `<td>a<td>b`.
    fn close_implied(&mut self, name: &str) {
        if is_block(name) && self.stack.last().is_some_and(|element| element.name == "p") {
            self.close("p");
        }
        let (closed, walls): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "tbody" | "tfoot" | "thead" => (&["tbody", "thead", "tfoot", "tr"], &["table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "option" => (&["option"], &["select"]),
            _ => return,
        };
        let found = self.stack.iter().rev().map(|element| element.name.as_str());
        let open: Option<String> =
            found.take_while(|open| !walls.contains(open)).find(|open| closed.contains(open)).map(str::to_owned);
        if let Some(open) = open {
            self.close(&open);
        }
    }
}

/// Elements without content.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "head" | "template" | "noscript" | "svg" | "iframe" | "object" | "noembed" | "noframes"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
            | "option"
    )
}

/// True when an element says that its reader shall not see it.
fn is_hidden(tag: &Tag) -> bool {
    tag.attrs.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => !attribute.value.eq_ignore_ascii_case("false"),
        "style" => {
            let style: String = attribute.value.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
            style.split(';').any(|rule| {
                matches!(
                    rule.trim_end_matches("!important"),
                    "display:none"
                        | "visibility:hidden"
                        | "opacity:0"
                        | "mso-hide:all"
                        | "font-size:0"
                        | "font-size:0px"
                        | "font-size:0pt"
                        | "font-size:0em"
                        | "max-height:0"
                        | "max-height:0px"
                )
            })
        }
        _ => false,
    })
}
