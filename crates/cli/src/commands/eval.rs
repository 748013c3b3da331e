//! `eval retrieval`: judged queries through the app's own index and query path.

use app::{Result, commands::measure};

use super::Door;
use crate::{args::Eval, output};

pub(super) async fn run(door: &Door, order: Eval) -> Result<()> {
    let Eval::Retrieval { corpus, queries, qrels } = order;
    let figures = tokio::task::spawn_blocking(move || measure::retrieval(&corpus, &queries, &qrels)).await??;
    output::reply(door.json, &figures, |figures| {
        output::line(&format!("{} queries, {} judgements, {} passages", figures.queries, figures.judgements, figures.passages));
        output::line(&format!("nDCG@10    {:.4}", figures.ndcg_10));
        for (k, recall) in &figures.recall {
            output::line(&format!("recall@{k:<3} {recall:.4}"));
        }
        output::line(&format!("MRR        {:.4}", figures.mrr));
    })
}
