-- Questionnaires of buyers, the work on their rows, corrections of their columns, and answers to use again.
CREATE TABLE questionnaires (
    id TEXT COLLATE "C" PRIMARY KEY, account TEXT COLLATE "C" NOT NULL REFERENCES accounts (id), hash TEXT COLLATE "C" NOT NULL, taken_at BIGINT NOT NULL,
    body TEXT COLLATE "C" NOT NULL, bytes BYTEA NOT NULL, UNIQUE (account, hash)
);
CREATE TABLE questionnaire_rows (
    questionnaire TEXT COLLATE "C" NOT NULL REFERENCES questionnaires (id), number BIGINT NOT NULL, draft TEXT COLLATE "C", body TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (questionnaire, number)
);
CREATE TABLE mappings (fingerprint TEXT COLLATE "C" PRIMARY KEY, body TEXT COLLATE "C" NOT NULL);
CREATE TABLE answers (
    id TEXT COLLATE "C" PRIMARY KEY, draft TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES drafts (id), signed_at BIGINT NOT NULL, body TEXT COLLATE "C" NOT NULL
);
