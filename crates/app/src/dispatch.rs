//! The macro that turns the list of commands into a router, a name table and TypeScript.

/// See `contract.rs`. A listed command without a function does not compile; a function not listed cannot be reached.
macro_rules! commands {
    (
        host { $($hname:ident $hmod:ident ( $hreq:ty ) -> $hrep:ty : [ $($htag:expr),* ];)* }
        app { $($name:ident $module:ident ( $req:ty ) -> $rep:ty : [ $($tag:expr),* ];)* }
    ) => {
        /// Every command's name, in the order of the list.
        pub const NAMES: &[&str] = &[$(stringify!($hname),)* $(stringify!($name),)*];

        /// Runs one command by name, with its request as JSON.
        ///
        /// # Errors
        /// `Invalid` for an unknown name or a request of another form; whatever the command refuses.
        pub async fn dispatch(host: &$crate::Host, name: &str, payload: serde_json::Value) -> $crate::Result<serde_json::Value> {
            // Boxed, or the router's future would be as large as every command's together and overflow a thread's stack.
            match name {
                $(stringify!($hname) => {
                    let order: $hreq = serde_json::from_value(payload)?;
                    let reply: $hrep = Box::pin($hmod::$hname(host, order)).await?;
                    let tags: &[Tag] = &[$($htag),*];
                    host.changed(tags);
                    Ok(serde_json::to_value(reply)?)
                })*
                $(stringify!($name) => {
                    let order: $req = serde_json::from_value(payload)?;
                    let (app, caller) = host.at_work().await?;
                    let reply: $rep = Box::pin($module::$name(&app, &caller, order)).await?;
                    let tags: &[Tag] = &[$($tag),*];
                    if !tags.is_empty() {
                        app.changed(tags);
                    }
                    Ok(serde_json::to_value(reply)?)
                })*
                _ => Err($crate::AppError::invalid(format!("There is no command '{name}'"))),
            }
        }

        /// The TypeScript of the whole contract, as `ui/src/backend/generated/contract.ts` holds it.
        ///
        /// # Errors
        /// When a type has no TypeScript form.
        pub fn typescript() -> Result<String, String> {
            use ts_rs::{Config, TS};
            let cfg = Config::new().with_large_int("number");
            let mut types = $crate::dispatch::Types::default();
            $(types.add::<$hreq>(&cfg); types.add::<$hrep>(&cfg);)*
            $(types.add::<$req>(&cfg); types.add::<$rep>(&cfg);)*
            types.add::<$crate::CoreEvent>(&cfg);
            types.add::<$crate::ErrorCode>(&cfg);
            types.add::<$crate::AppError>(&cfg);
            let mut lines = Vec::new();
            $(lines.push(format!("  {}: {{ request: {}; reply: {} }};", stringify!($hname), <$hreq>::name(&cfg), <$hrep>::name(&cfg)));)*
            $(lines.push(format!("  {}: {{ request: {}; reply: {} }};", stringify!($name), <$req>::name(&cfg), <$rep>::name(&cfg)));)*
            Ok($crate::dispatch::typescript_file(&types, &lines))
        }
    };
}
pub(crate) use commands;

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

/// TypeScript declarations by name.
#[derive(Default)]
pub(crate) struct Types {
    declarations: BTreeMap<String, String>,
}

impl Types {
    /// Adds a type and everything it is made of.
    pub(crate) fn add<T: TS + 'static + ?Sized>(&mut self, cfg: &Config) {
        let mut visit = Visit { types: self, cfg };
        visit.visit::<T>();
    }
}

struct Visit<'a> {
    types: &'a mut Types,
    cfg: &'a Config,
}

impl TypeVisitor for Visit<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only our own types have a file to be written to; numbers, texts and lists are TypeScript's own.
        if T::output_path().is_some() {
            let name = T::ident(self.cfg);
            if self.types.declarations.contains_key(&name) {
                return;
            }
            self.types.declarations.insert(name, T::decl(self.cfg));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

pub(crate) fn typescript_file(types: &Types, commands: &[String]) -> String {
    let mut file =
        String::from("// Written by `cargo xtask bindings` from crates/app/src/contract.rs; never edited.\n\n");
    for declaration in types.declarations.values() {
        file.push_str("export ");
        file.push_str(declaration);
        file.push('\n');
    }
    let kinds: Vec<String> = domain::EntryKind::ALL.iter().map(|kind| format!("\"{}\"", kind.word())).collect();
    file.push_str(&format!("export type EntryKind = {};\n", kinds.join(" | ")));
    file.push_str("\nexport type Contract = {\n");
    file.push_str(&commands.join("\n"));
    file.push_str("\n  pick_files: { request: { folder: boolean }; reply: { paths: string[] } };");
    file.push_str("\n  save_file: { request: { name: string }; reply: { path: string | null } };");
    file.push_str("\n};\n\nexport type CommandName = keyof Contract;\n");
    file
}
