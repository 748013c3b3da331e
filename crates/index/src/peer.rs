//! Raw tantivy with its own English stemmer and query parser: the peer that this crate's speed is measured against,
//! in the same run, on the same passages. Never used to answer anybody.

use std::path::Path;

use tantivy::{
    Index, IndexReader, TantivyDocument,
    collector::TopDocs,
    query::QueryParser,
    schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions},
};

use crate::{IndexError, error::Result};

/// Bytes of memory for the writer: as much as our own bulk path takes.
const MEMORY: usize = 200_000_000;
const THREADS: usize = 2;

/// A plain index of passages.
pub struct Peer {
    index: Index,
    reader: IndexReader,
    text: Field,
}

fn schema() -> (Schema, Field) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    schema.add_u64_field("number", STORED);
    (schema.build(), text)
}

impl Peer {
    /// Indexes these passages in a new folder.
    pub fn build<'t>(folder: &Path, passages: impl Iterator<Item = &'t str>) -> Result<()> {
        std::fs::create_dir_all(folder).map_err(|reason| IndexError::Folder { folder: folder.to_owned(), reason })?;
        let (schema, text) = schema();
        let index = Index::create_in_dir(folder, schema)?;
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(THREADS, MEMORY)?;
        for passage in passages {
            let mut document = TantivyDocument::default();
            document.add_text(text, passage);
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(())
    }

    /// Opens what [`Peer::build`] made.
    pub fn open(folder: &Path) -> Result<Self> {
        let index = Index::open_in_dir(folder)?;
        let reader = index.reader()?;
        let (_, text) = schema();
        Ok(Self { index, reader, text })
    }

    /// The number of hits among the best ten for a question, any of its words.
    pub fn ask(&self, question: &str) -> Result<usize> {
        let (query, _) = QueryParser::for_index(&self.index, vec![self.text]).parse_query_lenient(question);
        Ok(self.reader.searcher().search(&query, &TopDocs::with_limit(10).order_by_score())?.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peer_finds_what_it_was_given() {
        let folder = tempfile::tempdir().unwrap();
        Peer::build(folder.path(), ["data residency in the union", "nothing of the kind"].into_iter()).unwrap();
        assert_eq!(Peer::open(folder.path()).unwrap().ask("residence data").unwrap(), 1);
    }
}
