//! `search QUERY…`: ranked passages with the match marked, and why.

use app::{
    Result,
    commands::search::search_passages,
    view::{MarkedSpan, SearchPassages, SearchView},
};

use super::{Door, library::state};
use crate::{args::Search, output};

pub(super) async fn run(door: &Door, order: Search) -> Result<()> {
    let (app, caller) = door.open().await?;
    let order = SearchPassages {
        query: order.query.join(" "),
        account: order.account,
        typing: order.typing,
        limit: order.limit,
    };
    let view = search_passages(&app, &caller, order).await?;
    output::reply(door.json, &view, show)
}

fn show(view: &SearchView) {
    for (typed, used) in &view.corrected {
        output::line(&format!("Showing “{used}” for “{typed}”, which nobody has written"));
    }
    for filter in &view.unknown {
        output::line(&format!(
            "The filter {filter} was not understood; there are account: type: from: before: after: in-force:"
        ));
    }
    for (hit, number) in view.hits.iter().zip(1..) {
        let from =
            [hit.account_name.clone(), Some(hit.kind.clone()), hit.by.clone(), Some(hit.at.chars().take(10).collect())];
        let mut facts: Vec<String> = from.into_iter().flatten().collect();
        facts.extend(hit.force.as_ref().map(state));
        if !hit.place.is_empty() {
            facts.push(hit.place.clone());
        }
        output::line(&format!("{number}. {}  ({})", hit.title, facts.join(", ")));
        output::line(&format!("   {}", marked(&hit.snippet)));
        output::line(&format!("   why: {}", hit.why.join("; ")));
    }
    if view.hits.is_empty() {
        output::line(&format!("Nothing found among {} passages", view.searched));
    }
}

fn marked(spans: &[MarkedSpan]) -> String {
    let (on, off) = if output::is_terminal() { ("\u{1b}[1;33m", "\u{1b}[0m") } else { ("[", "]") };
    let text: String = spans
        .iter()
        .map(|span| if span.marked { format!("{on}{}{off}", span.text) } else { span.text.clone() })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
