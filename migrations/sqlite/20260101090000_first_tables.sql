-- The workspace's first tables. Bodies are whole values as JSON with a version; the columns beside them serve queries.
CREATE TABLE epoch (number INTEGER NOT NULL) STRICT;
INSERT INTO epoch (number) VALUES (1);
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO counters (name, value) VALUES ('changes', 0);
CREATE TABLE workspace (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, sample INTEGER NOT NULL, pinned_now INTEGER,
    zone_minutes INTEGER NOT NULL, created INTEGER NOT NULL
) STRICT;
CREATE TABLE settings (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE accounts (id TEXT PRIMARY KEY, name TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE contacts (
    id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), name TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX contacts_of_account ON contacts (account);
CREATE TABLE opportunities (
    id TEXT PRIMARY KEY, account TEXT REFERENCES accounts (id), name TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX opportunities_of_account ON opportunities (account);
CREATE TABLE entries (
    id TEXT PRIMARY KEY, account TEXT REFERENCES accounts (id), kind TEXT NOT NULL, at INTEGER NOT NULL,
    cancelled INTEGER NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL, item_key TEXT NOT NULL
) STRICT;
CREATE INDEX entries_of_account ON entries (account, at, id);
CREATE INDEX entries_by_key ON entries (item_key);
CREATE INDEX entries_of_path ON entries (path);
CREATE INDEX entries_by_time ON entries (kind, at);
CREATE TABLE bodies (
    source TEXT NOT NULL, part INTEGER NOT NULL, account TEXT, count INTEGER NOT NULL, passages TEXT NOT NULL,
    PRIMARY KEY (source, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, title TEXT NOT NULL, superseded_by TEXT REFERENCES documents (id),
    body TEXT NOT NULL
) STRICT;
CREATE INDEX documents_replaced ON documents (superseded_by);
CREATE TABLE versions (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents (id), number INTEGER NOT NULL,
    imported INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (document, number)
) STRICT;
CREATE TABLE files (version TEXT PRIMARY KEY REFERENCES versions (id), bytes BLOB NOT NULL) STRICT;
CREATE TABLE seen (
    path TEXT PRIMARY KEY, hash TEXT NOT NULL, door TEXT NOT NULL, format TEXT NOT NULL, imported INTEGER NOT NULL,
    items INTEGER NOT NULL
) STRICT;
CREATE INDEX seen_by_hash ON seen (hash);
CREATE TABLE import_runs (id TEXT PRIMARY KEY, started INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE briefings (
    id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), meeting TEXT, as_of INTEGER NOT NULL,
    made_at INTEGER NOT NULL, made_by TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX briefings_of_account ON briefings (account, made_at);
CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE changes (number INTEGER PRIMARY KEY, source TEXT NOT NULL, gone INTEGER NOT NULL) STRICT;
CREATE TABLE audit (
    number INTEGER PRIMARY KEY, at INTEGER NOT NULL, person TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL,
    body TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
