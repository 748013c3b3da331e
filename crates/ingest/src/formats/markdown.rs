//! Markdown with front matter: headings, paragraphs, lists, tables, code.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{NodeValue, Sourcepos};
use comrak::{Arena, Node, Options, parse_document};

use super::{Format, Input, head::Head, one_item, text_of};
use crate::paragraphs::{Outline, spaced};
use crate::passages::{Block, Joint};
use crate::{IngestError, Limits, Parsed, ParsedItem};

pub(crate) static FORMAT: Format =
    Format { name: "markdown", extensions: &["md", "markdown", "mdown"], sniff: |_| false, read, binary: false };

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut warnings = Vec::new();
    let text = text_of(input, &mut warnings)?;
    let (head, body, lines) = front_matter(&text);
    let mut outline = Outline::default();
    if let Some(title) = &head.title {
        outline.heading(0, title);
    }
    let mut walk = Walk { outline, base: lines, ..Walk::default() };
    walk.document(body, input.limits)?;
    let mut item = ParsedItem::default();
    head.apply(&mut item);
    item.title = item.title.or(walk.first_heading.take());
    Ok(one_item(item, &walk.outline.finish(), warnings))
}

/// `---`, lines of `key: value`, `---`; returns what it said, the text after it, and its number of lines.
fn front_matter(text: &str) -> (Head, &str, usize) {
    let mut head = Head::default();
    let Some(rest) = text.strip_prefix("---\n") else {
        return (head, text, 0);
    };
    let (mut bytes, mut lines) = (4, 1);
    for line in rest.split_inclusive('\n') {
        bytes += line.len();
        lines += 1;
        if line.trim_end() == "---" || line.trim_end() == "..." {
            return (head, text.get(bytes..).unwrap_or_default(), lines);
        }
        if lines > 200 || line.trim().is_empty() && lines == 2 {
            break;
        }
        head.take(line.trim());
    }
    (Head::default(), text, 0)
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options
}

/// Block quotes and lists open inside one another at the head of a line; counted before the parser sees them.
fn deepest(text: &str) -> usize {
    let depth = |line: &str| {
        let head = line.bytes().take_while(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'-' | b'*' | b'+'));
        let (mut marks, mut spaces) = (0, 0);
        for byte in head {
            match byte {
                b'>' => marks += 1,
                b' ' => spaces += 1,
                b'\t' => spaces += 4,
                _ => marks += usize::from(byte != b'*'),
            }
        }
        marks.max(if line.trim().chars().all(|c| matches!(c, '-' | '+')) { 0 } else { spaces / 2 })
    };
    let quotes =
        |line: &str| line.bytes().take_while(|byte| matches!(byte, b'>' | b' ')).filter(|byte| *byte == b'>').count();
    let lists = |line: &str| {
        let trimmed = line.trim_start();
        let item = trimmed.starts_with(['-', '*', '+']) && trimmed.split_whitespace().nth(1).is_some();
        if item { trimmed.split(' ').take_while(|mark| matches!(*mark, "-" | "*" | "+")).count() } else { 0 }
    };
    let brackets = |line: &str| line.bytes().filter(|byte| *byte == b'[').count() / 8;
    text.lines()
        .map(|line| quotes(line).max(lists(line)).max(brackets(line)).max(depth(line).min(quotes(line))))
        .max()
        .unwrap_or(0)
}

#[derive(Default)]
struct Walk {
    outline: Outline,
    first_heading: Option<String>,
    /// Lines before the text the parser sees.
    base: usize,
    text: String,
    cells: Vec<String>,
    /// Markers of the lists that are open, with the next number of an ordered one.
    lists: Vec<Option<usize>>,
    marker: Option<String>,
    /// The next list item or row hangs on the one before.
    continues: bool,
    in_table: bool,
    quiet: usize,
}

impl Walk {
    fn document(&mut self, text: &str, limits: &Limits) -> Result<(), IngestError> {
        if deepest(text) > limits.depth as usize {
            return Err(IngestError::TooDeep { limit: limits.depth });
        }
        let arena = Arena::new();
        let root = parse_document(&arena, text, &options());
        for edge in root.traverse() {
            match edge {
                NodeEdge::Start(node) => self.open(node, limits)?,
                NodeEdge::End(node) => self.close(node),
            }
        }
        Ok(())
    }

    fn open(&mut self, node: Node<'_>, limits: &Limits) -> Result<(), IngestError> {
        let ast = node.data();
        match &ast.value {
            NodeValue::List(list) => {
                self.flush(ast.sourcepos);
                let ordered = list.list_type == comrak::nodes::ListType::Ordered;
                self.lists.push(ordered.then_some(list.start));
                self.continues = self.lists.len() > 1;
            }
            NodeValue::Item(_) | NodeValue::TaskItem(_) => {
                self.flush(ast.sourcepos);
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                });
            }
            NodeValue::Text(text) => self.text.push_str(text),
            NodeValue::Code(code) => self.text.push_str(&code.literal),
            NodeValue::SoftBreak => self.text.push(' '),
            NodeValue::LineBreak => self.text.push('\n'),
            NodeValue::CodeBlock(code) => {
                let code = code.literal.trim_end().to_owned();
                self.text = code;
                self.flush(ast.sourcepos);
            }
            NodeValue::HtmlInline(tag) if tag.starts_with("<br") => self.text.push('\n'),
            NodeValue::HtmlBlock(html) => {
                let (blocks, _) = super::html::blocks(&html.literal, limits, &mut Vec::new())?;
                for block in blocks {
                    self.continues = block.joint == Joint::Line;
                    self.text = block.text;
                    self.flush(ast.sourcepos);
                }
            }
            NodeValue::Table(_) => {
                self.in_table = true;
                self.continues = false;
            }
            NodeValue::TableRow(_) => self.cells.clear(),
            NodeValue::FootnoteReference(_) => {}
            NodeValue::Image(_) => self.quiet += 1,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, node: Node<'_>) {
        let ast = node.data();
        match &ast.value {
            NodeValue::Heading(heading) => {
                let title = spaced(&std::mem::take(&mut self.text));
                if self.first_heading.is_none() && !title.is_empty() {
                    self.first_heading = Some(title.clone());
                }
                self.outline.heading(heading.level, &title);
                self.continues = false;
            }
            NodeValue::Paragraph => {
                self.flush(ast.sourcepos);
                if self.lists.is_empty() {
                    self.continues = false;
                }
            }
            NodeValue::TableCell => self.cells.push(spaced(&std::mem::take(&mut self.text))),
            NodeValue::TableRow(_) => {
                self.text = self.cells.join(" | ");
                if self.cells.iter().all(String::is_empty) {
                    self.text.clear();
                }
                self.cells.clear();
                self.flush(ast.sourcepos);
                self.continues = true;
            }
            NodeValue::Table(_) => {
                self.in_table = false;
                self.continues = false;
            }
            NodeValue::List(_) => {
                self.lists.pop();
                self.continues = !self.lists.is_empty();
            }
            NodeValue::Item(_) | NodeValue::TaskItem(_) => {
                self.flush(ast.sourcepos);
                self.marker = None;
                self.continues = true;
            }
            NodeValue::Image(_) => self.quiet = self.quiet.saturating_sub(1),
            _ => {}
        }
    }

    /// Ends a paragraph, item, row or code block.
    fn flush(&mut self, at: Sourcepos) {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        let lines: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
        let marker = self.marker.take().unwrap_or_default();
        let block = Block::new(format!("{marker}{}", lines.join("\n").trim()));
        let block = block.at_lines(at.start.line + self.base, at.end.line.max(at.start.line) + self.base);
        let joint = if self.continues { Joint::Line } else { Joint::Paragraph };
        self.outline.block(block.joined(joint));
        if !self.lists.is_empty() {
            self.continues = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Cut, Limits, ParsedItem, parse};

    fn item(text: &str) -> ParsedItem {
        parse("a.md", text.as_bytes(), &Limits::standard()).unwrap().items.remove(0)
    }

    fn cuts(text: &str) -> Vec<Cut> {
        item(text).passages
    }

    #[test]
    fn front_matter_is_the_note_s_head() {
        let item = item(
            "---\ntitle: Why small\ndate: 2026-03-13\naccount: Pellworth\nauthor: M E\n---\n# Why small\n\nText.\n",
        );
        assert_eq!(item.title.as_deref(), Some("Why small"));
        assert_eq!(item.account_hint.as_deref(), Some("Pellworth"));
        assert!(item.all_day && item.at.is_some());
        assert_eq!(item.passages[0].heading, ["Why small"]);
        assert_eq!(item.passages[0].text, "Text.");
        assert_eq!(item.passages[0].place.lines, Some((9, 9)));
    }

    #[test]
    fn headings_make_the_path() {
        let cuts = cuts("# A\n\nintro\n\n## B\n\n### C\n\nunder c\n\n## D\n\nunder d\n");
        let paths: Vec<_> = cuts.iter().map(|cut| cut.heading.join(" > ")).collect();
        assert_eq!(paths, ["A", "A > B > C", "A > D"]);
    }

    #[test]
    fn markup_goes_and_words_stay() {
        let cuts = cuts(
            "See *the* **[terms](https://x.example)** and `code` ![logo](a.png).\nNext line.\n\n<!-- secret -->\n",
        );
        assert_eq!(cuts.len(), 1);
        assert_eq!(cuts[0].text, "See the terms and code logo. Next line.");
    }

    #[test]
    fn lists_and_tables_keep_their_lines() {
        let cuts = cuts("- one\n- two\n  - inner\n\n1. first\n2. second\n\n| A | B |\n|---|---|\n| 1 | 2 |\n");
        assert_eq!(cuts[0].text, "- one\n- two\n- inner\n\n1. first\n2. second\n\nA | B\n1 | 2");
    }
}
