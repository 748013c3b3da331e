//! `bench`: speed here and now, beside a peer in the same run.

use app::{
    Result,
    commands::bench::{self, Timed},
};

use super::Door;
use crate::{args::Bench, output};

pub(super) async fn run(door: &Door, order: Bench) -> Result<()> {
    output::remark(&format!("Measuring on {} made-up passages; this takes a while", order.passages));
    let mut rows = bench::run(&door.host, order.passages, order.entries, order.runs).await?;
    if let Some(account) = &order.account {
        let (app, caller) = door.open().await?;
        rows.push(bench::briefing(&app, &caller, account, order.runs).await?);
    }
    output::reply(door.json, &rows, |rows| {
        let head = ["What", "Median", "p99", "n", "Peer", "Median", "p99", "Ratio"];
        output::table(&head, rows.iter().map(line).collect());
    })
}

fn line(row: &Timed) -> Vec<String> {
    let ms = |value: f64| format!("{value:.2} ms");
    let maybe = |value: Option<f64>| value.map(ms).unwrap_or_default();
    vec![
        row.act.clone(),
        ms(row.median_ms),
        ms(row.p99_ms),
        row.n.to_string(),
        row.peer.clone().unwrap_or_default(),
        maybe(row.peer_median_ms),
        maybe(row.peer_p99_ms),
        row.peer_median_ms.map(|peer| format!("{:.2}", row.median_ms / peer)).unwrap_or_default(),
    ]
}
