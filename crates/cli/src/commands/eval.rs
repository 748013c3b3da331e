//! `eval retrieval`: judged queries through the app's own index and query path.

use app::{Result, commands::measure};

use super::Door;
use crate::{args::Eval, output};

pub(super) async fn run(door: &Door, order: Eval) -> Result<()> {
    let Eval::Retrieval { corpus, queries, qrels } = order;
    let figures = tokio::task::spawn_blocking(move || measure::retrieval(&corpus, &queries, &qrels)).await??;
    output::reply(door.json, &figures, |figures| {
        output::line(&format!("{} questions, {} passages", figures.questions, figures.passages));
        let rows = [
            ("nDCG@10", figures.ndcg_10),
            ("recall@1", figures.recall_1),
            ("recall@5", figures.recall_5),
            ("recall@10", figures.recall_10),
            ("recall@20", figures.recall_20),
            ("MRR", figures.mrr),
        ];
        rows.iter().for_each(|(name, value)| output::line(&format!("{name:<10} {value:.4}")));
    })
}
