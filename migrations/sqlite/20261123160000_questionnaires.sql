-- Questionnaires of buyers, the work on their rows, corrections of their columns, and answers to use again.
CREATE TABLE questionnaires (
    id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), hash TEXT NOT NULL, taken_at INTEGER NOT NULL,
    body TEXT NOT NULL, bytes BLOB NOT NULL, UNIQUE (account, hash)
) STRICT;
CREATE TABLE questionnaire_rows (
    questionnaire TEXT NOT NULL REFERENCES questionnaires (id), number INTEGER NOT NULL, draft TEXT, body TEXT NOT NULL,
    PRIMARY KEY (questionnaire, number)
) STRICT;
CREATE TABLE mappings (fingerprint TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE answers (
    id TEXT PRIMARY KEY, draft TEXT NOT NULL UNIQUE REFERENCES drafts (id), signed_at INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
