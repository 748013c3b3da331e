-- Drafts and what is done to them, people's keys, policies: all of it only ever added to.
CREATE TABLE drafts (
    id TEXT COLLATE "C" PRIMARY KEY, account TEXT COLLATE "C" NOT NULL REFERENCES accounts (id), kind TEXT COLLATE "C" NOT NULL, made_at BIGINT NOT NULL,
    body TEXT COLLATE "C" NOT NULL
);
CREATE INDEX drafts_of_account ON drafts (account, made_at);
CREATE TABLE revisions (
    id TEXT COLLATE "C" PRIMARY KEY, draft TEXT COLLATE "C" NOT NULL REFERENCES drafts (id), number BIGINT NOT NULL, author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL, content TEXT COLLATE "C" NOT NULL, body TEXT COLLATE "C" NOT NULL, UNIQUE (draft, number)
);
CREATE TABLE moves (
    draft TEXT COLLATE "C" NOT NULL REFERENCES drafts (id), number BIGINT NOT NULL, at BIGINT NOT NULL, person TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL, PRIMARY KEY (draft, number)
);
CREATE TABLE releases (
    number BIGINT PRIMARY KEY, draft TEXT COLLATE "C" NOT NULL REFERENCES drafts (id), account TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL,
    destination TEXT COLLATE "C" NOT NULL, body TEXT COLLATE "C" NOT NULL
);
CREATE INDEX releases_of_draft ON releases (draft, number);
CREATE INDEX releases_of_account ON releases (account, at);
CREATE TABLE policies (
    number BIGINT PRIMARY KEY, hash TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, adopted_at BIGINT NOT NULL,
    adopted_by TEXT COLLATE "C" NOT NULL
);
CREATE TABLE certificates (number BIGINT PRIMARY KEY, person TEXT COLLATE "C" NOT NULL, body TEXT COLLATE "C" NOT NULL);
CREATE TABLE terms (
    account TEXT COLLATE "C" NOT NULL REFERENCES accounts (id), number BIGINT NOT NULL, at BIGINT NOT NULL, person TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL, PRIMARY KEY (account, number)
);
CREATE TABLE checkpoints (
    number BIGINT PRIMARY KEY, size BIGINT NOT NULL, at BIGINT NOT NULL, person TEXT COLLATE "C" NOT NULL, body TEXT COLLATE "C" NOT NULL
);
CREATE TRIGGER drafts_refuses_update BEFORE UPDATE ON drafts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER drafts_refuses_delete BEFORE DELETE ON drafts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER drafts_refuses_truncate BEFORE TRUNCATE ON drafts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER revisions_refuses_update BEFORE UPDATE ON revisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER revisions_refuses_delete BEFORE DELETE ON revisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER revisions_refuses_truncate BEFORE TRUNCATE ON revisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER moves_refuses_update BEFORE UPDATE ON moves FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER moves_refuses_delete BEFORE DELETE ON moves FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER moves_refuses_truncate BEFORE TRUNCATE ON moves FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER releases_refuses_update BEFORE UPDATE ON releases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER releases_refuses_delete BEFORE DELETE ON releases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER releases_refuses_truncate BEFORE TRUNCATE ON releases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policies_refuses_update BEFORE UPDATE ON policies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policies_refuses_delete BEFORE DELETE ON policies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policies_refuses_truncate BEFORE TRUNCATE ON policies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER certificates_refuses_update BEFORE UPDATE ON certificates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER certificates_refuses_delete BEFORE DELETE ON certificates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER certificates_refuses_truncate BEFORE TRUNCATE ON certificates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER terms_refuses_update BEFORE UPDATE ON terms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER terms_refuses_delete BEFORE DELETE ON terms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER terms_refuses_truncate BEFORE TRUNCATE ON terms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoints_refuses_update BEFORE UPDATE ON checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoints_refuses_delete BEFORE DELETE ON checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoints_refuses_truncate BEFORE TRUNCATE ON checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
