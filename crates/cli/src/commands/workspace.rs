//! `workspace new | sample | show`.

use app::{
    Result,
    commands::workspace as act,
    view::{CreateWorkspace, Nothing, WorkspaceView},
};

use super::Door;
use crate::{args::Workspace, output};

pub(super) async fn run(door: &Door, order: Workspace) -> Result<()> {
    let view = match order {
        Workspace::New { name, me, email, our_domains } => {
            let person = me.unwrap_or_else(|| door.host.user());
            let order = CreateWorkspace { path: door.place.shown(), name, person, email, our_domains };
            act::create_workspace(&door.host, order).await?
        }
        Workspace::Sample => {
            if !door.place.exists() {
                output::remark("Making the sample workspace: importing its history and library …");
                drop(act::make_sample(&door.host, &door.place).await?);
            }
            door.open().await?;
            act::get_workspace(&door.host, Nothing {}).await?
        }
        Workspace::Show => {
            door.open().await?;
            act::get_workspace(&door.host, Nothing {}).await?
        }
    };
    output::reply(door.json, &view, show)
}

fn show(view: &WorkspaceView) {
    let counts = &view.counts;
    output::line(&format!("{} ({})", view.name, view.path));
    output::line(&format!("You are {}, {}", view.person, view.role));
    output::line(&format!(
        "{} accounts, {} contacts, {} deals, {} entries ({} to be placed)",
        counts.accounts, counts.contacts, counts.opportunities, counts.entries, counts.unattached
    ));
    output::line(&format!(
        "{} documents ({} in quarantine), {} passages",
        counts.documents, counts.quarantined, counts.passages
    ));
    if view.sample {
        output::line(&format!("This is the sample: made up, and standing still at {}", view.now));
    }
}
