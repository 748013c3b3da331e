//! The fields of the index and their analysers. Raise [`INDEX_EPOCH`] whenever either changes: the index rebuilds itself.

use chrono::{DateTime, Utc};
use domain::{AccountId, Passage, SourceId};
use tantivy::{
    TantivyDocument, Term,
    schema::{Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions},
};

use crate::{analysis, writer::IndexSource};

/// The version of the index's layout. An index of another epoch is set aside and rebuilt.
pub const INDEX_EPOCH: u32 = 3;

/// The number that passages of one source behind one fence share.
pub(crate) const SHARED: &str = "shared";
/// The fence value of the library's passages.
const LIBRARY: &str = "library";
/// The fence value of passages that belong to nobody yet.
const UNPLACED: &str = "unplaced";
/// The kind word of library documents.
const DOCUMENT: &str = "document";

/// The fields, by name.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// Title, heading path and text, stemmed, with positions: what is scored.
    pub(crate) text: Field,
    /// The same for quoted passages, so that they can be scored apart.
    pub(crate) quoted: Field,
    pub(crate) title: Field,
    pub(crate) heading: Field,
    pub(crate) people: Field,
    /// Identifiers with their punctuation.
    pub(crate) exact: Field,
    /// Words as written that are not their own stem. Those that are stand among the stems: together they serve to
    /// complete what is being typed and to correct typing errors.
    pub(crate) forms: Field,
    pub(crate) source: Field,
    pub(crate) fence: Field,
    pub(crate) kind: Field,
    pub(crate) at: Field,
    pub(crate) shared: Field,
    pub(crate) id: Field,
    pub(crate) hash: Field,
}

fn analysed(analyser: &str, option: IndexRecordOption) -> TextOptions {
    TextOptions::default()
        .set_indexing_options(TextFieldIndexing::default().set_tokenizer(analyser).set_index_option(option))
}

impl Fields {
    /// The current layout.
    #[must_use]
    pub(crate) fn new() -> Self {
        use IndexRecordOption::{Basic, WithFreqs, WithFreqsAndPositions};
        let mut builder = Schema::builder();
        let forms = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer("forms").set_index_option(Basic).set_fieldnorms(false),
        );
        let exact = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer("exact").set_index_option(Basic).set_fieldnorms(false),
        );
        let text = builder.add_text_field("text", analysed("english", WithFreqsAndPositions));
        let quoted = builder.add_text_field("quoted", analysed("english", WithFreqsAndPositions));
        let title = builder.add_text_field("title", analysed("english", WithFreqs));
        let heading = builder.add_text_field("heading", analysed("english", WithFreqs));
        let people = builder.add_text_field("people", analysed("plain", WithFreqsAndPositions));
        let exact = builder.add_text_field("exact", exact);
        let forms = builder.add_text_field("forms", forms);
        let source = builder.add_text_field("source", STRING);
        let fence = builder.add_text_field("fence", STRING);
        let kind = builder.add_text_field("kind", STRING);
        let at = builder.add_i64_field("at", NumericOptions::default().set_fast());
        let shared = builder.add_u64_field(SHARED, NumericOptions::default().set_fast());
        let id = builder.add_text_field("id", STORED);
        let hash = builder.add_text_field("hash", STORED);
        let schema = builder.build();
        Self { schema, text, quoted, title, heading, people, exact, forms, source, fence, kind, at, shared, id, hash }
    }

    /// Makes the analysers known to an index.
    pub(crate) fn register(index: &tantivy::Index) {
        index.tokenizers().register("english", analysis::english());
        index.tokenizers().register("plain", analysis::plain());
        index.tokenizers().register("forms", analysis::forms());
        index.tokenizers().register("exact", analysis::exact());
    }

    /// The term that all passages of a source share.
    pub(crate) fn source_term(&self, source: &SourceId) -> Term {
        Term::from_field_text(self.source, &source.to_string())
    }

    /// The fence term of an account's history.
    pub(crate) fn account_term(&self, account: AccountId) -> Term {
        Term::from_field_text(self.fence, &account.to_string())
    }

    /// The fence term of the library.
    pub(crate) fn library_term(&self) -> Term {
        Term::from_field_text(self.fence, LIBRARY)
    }

    /// One passage as tantivy keeps it.
    pub(crate) fn document(&self, source: &IndexSource, passage: &Passage) -> TantivyDocument {
        let mut doc = TantivyDocument::default();
        let scored = if passage.quoted { self.quoted } else { self.text };
        doc.add_text(scored, &source.title);
        doc.add_text(self.title, &source.title);
        for heading in passage.heading.iter().filter(|heading| **heading != source.title) {
            doc.add_text(scored, heading);
        }
        if let Some(last) = passage.heading.last() {
            doc.add_text(self.heading, last);
        }
        doc.add_text(scored, &passage.text);
        doc.add_text(self.forms, &passage.text);
        doc.add_text(self.forms, &source.title);
        doc.add_text(self.exact, &passage.text);
        doc.add_text(self.exact, &source.title);
        for heading in &passage.heading {
            doc.add_text(self.exact, heading);
        }
        for person in source.people.iter().chain(&passage.speaker) {
            doc.add_text(self.people, person);
        }
        doc.add_text(self.source, source.source.to_string());
        doc.add_text(self.fence, fence_value(source, passage));
        doc.add_text(self.kind, &source.kind);
        doc.add_i64(self.at, seconds(source.at));
        doc.add_u64(self.shared, shared(source, passage));
        doc.add_text(self.id, passage.id.to_string());
        doc.add_text(self.hash, &passage.hash.0);
        doc
    }
}

/// Times in the index are whole seconds.
pub(crate) fn seconds(at: DateTime<Utc>) -> i64 {
    at.timestamp()
}

/// The random halves of the ids: two sources that shared one by chance would only lend each other a little score.
fn shared(source: &IndexSource, passage: &Passage) -> u64 {
    let of = match source.source {
        SourceId::Entry(id) => id.0,
        SourceId::Version(id) => id.0,
    };
    let account = source.account.or(passage.account).map_or(0, |account| account.0.as_u64_pair().1);
    of.as_u64_pair().1 ^ account.rotate_left(32)
}

/// Who may see the passage. Where source and passage name two accounts, neither may: the fence fails closed.
fn fence_value(source: &IndexSource, passage: &Passage) -> String {
    match (source.account, passage.account) {
        (Some(a), Some(b)) if a != b => UNPLACED.to_owned(),
        (Some(account), _) | (None, Some(account)) => account.to_string(),
        (None, None) if source.kind == DOCUMENT => LIBRARY.to_owned(),
        (None, None) => UNPLACED.to_owned(),
    }
}
