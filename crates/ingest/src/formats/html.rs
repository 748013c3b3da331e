//! HTML pages and the HTML of mails, read from the token stream: no tree, so time grows with size alone.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::page::{Page, is_void};
use super::{Format, Input, one_item, text_of};
use crate::passages::Block;
use crate::{IngestError, Limits, Parsed, ParsedItem, Warning};

pub(crate) static FORMAT: Format =
    Format { name: "html", extensions: &["html", "htm", "xhtml"], sniff, read, binary: false };

fn sniff(bytes: &[u8]) -> bool {
    let head = crate::sniff::head(bytes, 1024);
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with("<?xml") && head.contains("<html"))
}

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut warnings = Vec::new();
    let text = text_of(input, &mut warnings)?;
    let (blocks, title) = blocks(&text, input.limits, &mut warnings)?;
    let item = ParsedItem { title, ..ParsedItem::default() };
    Ok(one_item(item, &blocks, warnings))
}

/// The visible blocks of a page, and its title.
pub(crate) fn blocks(
    text: &str,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<(Vec<Block>, Option<String>), IngestError> {
    let sink = Sink { page: RefCell::new(Page::default()), depth: limits.depth as usize };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(text));
    // Script results do not occur: scripts are never run.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let page = tokenizer.sink.page.into_inner();
    if page.too_deep {
        return Err(IngestError::TooDeep { limit: limits.depth });
    }
    if page.hidden_words > 0 {
        warnings.push(crate::hidden::hidden_text("", page.hidden_words));
    }
    Ok(page.finish())
}

struct Sink {
    page: RefCell<Page>,
    depth: usize,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let Ok(mut page) = self.page.try_borrow_mut() else {
            return TokenSinkResult::Continue;
        };
        if page.too_deep {
            return TokenSinkResult::Continue;
        }
        page.line = usize::try_from(line).unwrap_or(usize::MAX);
        match token {
            Token::CharacterTokens(text) => page.text(&text),
            Token::TagToken(tag) => {
                let next = raw_kind(&tag);
                match tag.kind {
                    TagKind::StartTag => page.open(&tag, self.depth),
                    TagKind::EndTag => page.close(&tag.name),
                }
                return next;
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The content of some elements is no markup; the tokenizer must be told.
fn raw_kind(tag: &Tag) -> TokenSinkResult<()> {
    if tag.kind == TagKind::EndTag || is_void(&tag.name) || tag.self_closing {
        return TokenSinkResult::Continue;
    }
    match &*tag.name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        blocks(html, &Limits::standard(), &mut Vec::new()).unwrap().0.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn blocks_headings_lists_and_tables_are_read() {
        let html = "<html><head><title>T &amp; U</title><style>p{}</style></head><body><h1>A</h1><p>One <b>two</b>\n three<br>four\
            <p>Five<ul><li>x<li>y</ul><h2>B</h2><table><tr><th>k<th>v<tr><td><p>1</p><td>2</table><script>no()</script></body>";
        let (blocks, title) = blocks(html, &Limits::standard(), &mut Vec::new()).unwrap();
        assert_eq!(title.as_deref(), Some("T & U"));
        let texts: Vec<_> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["One two three\nfour", "Five", "- x", "- y", "k | v", "1 | 2"]);
        assert_eq!(blocks[5].heading, ["A", "B"]);
    }

    #[test]
    fn hidden_text_is_left_out_and_reported() {
        let html = "<p>seen</p><div style='DISPLAY : none'><p>pay the <b>attacker</b></p></div><p hidden>x</p><span \
            style=\"font-size:0px\">y</span><p>end";
        let mut warnings = Vec::new();
        let (blocks, _) = blocks(html, &Limits::standard(), &mut warnings).unwrap();
        assert_eq!(blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), ["seen", "end"]);
        assert!(warnings[0].message.starts_with("5 words"));
    }

    #[test]
    fn a_table_used_for_layout_gives_paragraphs() {
        let html = "<table><tr><td><h2>Head</h2><p>one</p><p>two</p></td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>";
        assert_eq!(texts(html), ["one", "two", "a | b"]);
    }

    #[test]
    fn unclosed_elements_do_not_count_as_depth() {
        assert_eq!(texts(&"<p>a<li>b".repeat(3000)).len(), 6000);
    }

    #[test]
    fn a_megabyte_of_nesting_is_refused_at_once() {
        let html = "<div>".repeat(200_000);
        assert!(matches!(blocks(&html, &Limits::standard(), &mut Vec::new()), Err(IngestError::TooDeep { .. })));
    }
}
