//! Each command calls the same functions as the window, typed, and prints their reply.

mod accounts;
mod audit;
mod bench;
mod brief;
mod doctor;
mod draft;
mod elsewhere;
mod eval;
mod import;
mod library;
mod people;
mod policy;
mod questionnaire;
mod search;
mod workspace;

use std::sync::Arc;

use app::{App, Caller, Host, Place, Result, config::Config};

use crate::{
    args::{Cli, Command},
    args_gate::Passphrase,
};

/// The door: where we are, who asks, and how to answer.
pub(crate) struct Door {
    pub(crate) host: Host,
    pub(crate) place: Place,
    pub(crate) person: Option<String>,
    pub(crate) json: bool,
}

impl Door {
    /// Opens the workspace in the caller's name.
    pub(crate) async fn open(&self) -> Result<(Arc<App>, Caller)> {
        self.host.open(&self.place, self.person.as_deref()).await?;
        self.host.at_work().await
    }
}

/// Runs one command.
pub(crate) async fn run(cli: Cli) -> Result<()> {
    let config = Config::from_environment();
    let _log = app::log::start(&config.home.join("logs"), false);
    let place = match &cli.workspace {
        Some(place) => Place::read(place, &config.here),
        None => Place::Folder(config.sample()),
    };
    let door = Door { host: Host::new(config), place, person: cli.person, json: cli.json };
    match cli.command {
        Command::Workspace(order) => workspace::run(&door, order).await,
        Command::Import(order) => import::run(&door, order).await,
        Command::Library(order) => library::run(&door, order).await,
        Command::Accounts(order) => accounts::list(&door, order).await,
        Command::Account(order) => accounts::run(&door, order).await,
        Command::Search(order) => search::run(&door, order).await,
        Command::Brief(order) => brief::run(&door, order).await,
        Command::Draft(order) => draft::run(&door, order).await,
        Command::Questionnaire(order) => questionnaire::run(&door, order).await,
        Command::Answers(order) => questionnaire::library(&door, order).await,
        Command::Reviews => draft::queue(&door).await,
        Command::Decide(order) => elsewhere::decide(&door, &order),
        Command::Key(order) => elsewhere::key(&door, &order),
        Command::Policy(order) => policy::run(&door, order).await,
        Command::People(order) => people::run(&door, order).await,
        Command::Audit(order) => audit::run(&door, order).await,
        Command::Eval(order) => eval::run(&door, order).await,
        Command::Bench(order) => bench::run(&door, order).await,
        Command::Doctor => doctor::run(&door).await,
    }
}

/// The passphrase of the caller's key: from a file, from standard input, or asked for without echo.
pub(crate) fn passphrase(given: &Passphrase) -> Result<String> {
    use std::io::BufRead as _;
    let failed = |error: std::io::Error| app::AppError::invalid(format!("The passphrase cannot be read: {error}"));
    let text = match &given.passphrase_file {
        Some(path) if path.as_os_str() == "-" => {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line).map_err(failed)?;
            line
        }
        Some(path) => std::fs::read_to_string(path).map_err(failed)?,
        None => rpassword::prompt_password("Passphrase of your key: ").map_err(failed)?,
    };
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
