-- Drafts and what is done to them, people's keys, policies: all of it only ever added to.
CREATE TABLE drafts (
    id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), kind TEXT NOT NULL, made_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_of_account ON drafts (account, made_at);
CREATE TABLE revisions (
    id TEXT PRIMARY KEY, draft TEXT NOT NULL REFERENCES drafts (id), number INTEGER NOT NULL, author TEXT NOT NULL,
    at INTEGER NOT NULL, content TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (draft, number)
) STRICT;
CREATE TABLE moves (
    draft TEXT NOT NULL REFERENCES drafts (id), number INTEGER NOT NULL, at INTEGER NOT NULL, person TEXT NOT NULL,
    body TEXT NOT NULL, PRIMARY KEY (draft, number)
) STRICT;
CREATE TABLE releases (
    number INTEGER PRIMARY KEY, draft TEXT NOT NULL REFERENCES drafts (id), account TEXT NOT NULL, at INTEGER NOT NULL,
    destination TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX releases_of_draft ON releases (draft, number);
CREATE INDEX releases_of_account ON releases (account, at);
CREATE TABLE policies (
    number INTEGER PRIMARY KEY, hash TEXT NOT NULL, text TEXT NOT NULL, adopted_at INTEGER NOT NULL,
    adopted_by TEXT NOT NULL
) STRICT;
CREATE TABLE certificates (number INTEGER PRIMARY KEY, person TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE terms (
    account TEXT NOT NULL REFERENCES accounts (id), number INTEGER NOT NULL, at INTEGER NOT NULL, person TEXT NOT NULL,
    body TEXT NOT NULL, PRIMARY KEY (account, number)
) STRICT;
CREATE TABLE checkpoints (
    number INTEGER PRIMARY KEY, size INTEGER NOT NULL, at INTEGER NOT NULL, person TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TRIGGER drafts_refuses_update BEFORE UPDATE ON drafts BEGIN
    SELECT RAISE(ABORT, 'drafts are append-only');
END;
CREATE TRIGGER drafts_refuses_delete BEFORE DELETE ON drafts BEGIN
    SELECT RAISE(ABORT, 'drafts are append-only');
END;
CREATE TRIGGER revisions_refuses_update BEFORE UPDATE ON revisions BEGIN
    SELECT RAISE(ABORT, 'revisions are append-only');
END;
CREATE TRIGGER revisions_refuses_delete BEFORE DELETE ON revisions BEGIN
    SELECT RAISE(ABORT, 'revisions are append-only');
END;
CREATE TRIGGER moves_refuses_update BEFORE UPDATE ON moves BEGIN
    SELECT RAISE(ABORT, 'moves are append-only');
END;
CREATE TRIGGER moves_refuses_delete BEFORE DELETE ON moves BEGIN
    SELECT RAISE(ABORT, 'moves are append-only');
END;
CREATE TRIGGER releases_refuses_update BEFORE UPDATE ON releases BEGIN
    SELECT RAISE(ABORT, 'releases are append-only');
END;
CREATE TRIGGER releases_refuses_delete BEFORE DELETE ON releases BEGIN
    SELECT RAISE(ABORT, 'releases are append-only');
END;
CREATE TRIGGER policies_refuses_update BEFORE UPDATE ON policies BEGIN
    SELECT RAISE(ABORT, 'policies are append-only');
END;
CREATE TRIGGER policies_refuses_delete BEFORE DELETE ON policies BEGIN
    SELECT RAISE(ABORT, 'policies are append-only');
END;
CREATE TRIGGER certificates_refuses_update BEFORE UPDATE ON certificates BEGIN
    SELECT RAISE(ABORT, 'certificates are append-only');
END;
CREATE TRIGGER certificates_refuses_delete BEFORE DELETE ON certificates BEGIN
    SELECT RAISE(ABORT, 'certificates are append-only');
END;
CREATE TRIGGER terms_refuses_update BEFORE UPDATE ON terms BEGIN
    SELECT RAISE(ABORT, 'terms are append-only');
END;
CREATE TRIGGER terms_refuses_delete BEFORE DELETE ON terms BEGIN
    SELECT RAISE(ABORT, 'terms are append-only');
END;
CREATE TRIGGER checkpoints_refuses_update BEFORE UPDATE ON checkpoints BEGIN
    SELECT RAISE(ABORT, 'checkpoints are append-only');
END;
CREATE TRIGGER checkpoints_refuses_delete BEFORE DELETE ON checkpoints BEGIN
    SELECT RAISE(ABORT, 'checkpoints are append-only');
END;
