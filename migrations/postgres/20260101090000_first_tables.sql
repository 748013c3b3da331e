-- The workspace's first tables. Bodies are whole values as JSON with a version; the columns beside them serve queries.
-- COLLATE "C": what is sorted is sorted by bytes, as SQLite does.
CREATE TABLE epoch (number BIGINT NOT NULL);
INSERT INTO epoch (number) VALUES (1);
CREATE TABLE counters (name TEXT COLLATE "C" PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO counters (name, value) VALUES ('changes', 0);
CREATE TABLE workspace (
    id TEXT COLLATE "C" PRIMARY KEY, name TEXT COLLATE "C" NOT NULL, sample BOOLEAN NOT NULL, pinned_now BIGINT,
    zone_minutes BIGINT NOT NULL, created BIGINT NOT NULL
);
CREATE TABLE settings (name TEXT COLLATE "C" PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE accounts (id TEXT COLLATE "C" PRIMARY KEY, name TEXT COLLATE "C" NOT NULL, body TEXT NOT NULL);
CREATE TABLE contacts (
    id TEXT COLLATE "C" PRIMARY KEY, account TEXT COLLATE "C" NOT NULL REFERENCES accounts (id), name TEXT COLLATE "C" NOT NULL, body TEXT NOT NULL
);
CREATE INDEX contacts_of_account ON contacts (account);
CREATE TABLE opportunities (
    id TEXT COLLATE "C" PRIMARY KEY, account TEXT COLLATE "C" REFERENCES accounts (id), name TEXT COLLATE "C" NOT NULL, body TEXT NOT NULL
);
CREATE INDEX opportunities_of_account ON opportunities (account);
CREATE TABLE entries (
    id TEXT COLLATE "C" PRIMARY KEY, account TEXT COLLATE "C" REFERENCES accounts (id), kind TEXT NOT NULL, at BIGINT NOT NULL,
    cancelled BOOLEAN NOT NULL, path TEXT COLLATE "C" NOT NULL, body TEXT NOT NULL, item_key TEXT NOT NULL
);
CREATE INDEX entries_of_account ON entries (account, at, id);
CREATE INDEX entries_by_key ON entries (item_key);
CREATE INDEX entries_of_path ON entries (path);
CREATE INDEX entries_by_time ON entries (kind, at);
CREATE TABLE bodies (
    source TEXT COLLATE "C" NOT NULL, part BIGINT NOT NULL, account TEXT COLLATE "C", count BIGINT NOT NULL, passages TEXT NOT NULL,
    PRIMARY KEY (source, part)
);
CREATE TABLE documents (
    id TEXT COLLATE "C" PRIMARY KEY, path TEXT COLLATE "C" NOT NULL UNIQUE, title TEXT NOT NULL, superseded_by TEXT COLLATE "C" REFERENCES documents (id),
    body TEXT NOT NULL
);
CREATE INDEX documents_replaced ON documents (superseded_by);
CREATE TABLE versions (
    id TEXT COLLATE "C" PRIMARY KEY, document TEXT COLLATE "C" NOT NULL REFERENCES documents (id), number BIGINT NOT NULL,
    imported BIGINT NOT NULL, body TEXT NOT NULL, UNIQUE (document, number)
);
CREATE TABLE files (version TEXT COLLATE "C" PRIMARY KEY REFERENCES versions (id), bytes BYTEA NOT NULL);
CREATE TABLE seen (
    path TEXT COLLATE "C" PRIMARY KEY, hash TEXT COLLATE "C" NOT NULL, door TEXT NOT NULL, format TEXT NOT NULL, imported BIGINT NOT NULL,
    items BIGINT NOT NULL
);
CREATE INDEX seen_by_hash ON seen (hash);
CREATE TABLE import_runs (id TEXT COLLATE "C" PRIMARY KEY, started BIGINT NOT NULL, body TEXT NOT NULL);
CREATE TABLE briefings (
    id TEXT COLLATE "C" PRIMARY KEY, account TEXT COLLATE "C" NOT NULL REFERENCES accounts (id), meeting TEXT COLLATE "C", as_of BIGINT NOT NULL,
    made_at BIGINT NOT NULL, made_by TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX briefings_of_account ON briefings (account, made_at);
CREATE TABLE people (id TEXT COLLATE "C" PRIMARY KEY, name TEXT COLLATE "C" NOT NULL, body TEXT NOT NULL);
CREATE TABLE changes (number BIGINT PRIMARY KEY, source TEXT COLLATE "C" NOT NULL, gone BOOLEAN NOT NULL);
CREATE TABLE audit (
    number BIGINT PRIMARY KEY, at BIGINT NOT NULL, person TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL,
    body TEXT NOT NULL, previous TEXT COLLATE "C" NOT NULL, hash TEXT COLLATE "C" NOT NULL
);
