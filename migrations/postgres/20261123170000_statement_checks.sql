-- What people said of single statements of a kept briefing: checked, or wrong and why. Only ever added to.
CREATE TABLE statement_checks (
    number BIGINT PRIMARY KEY, briefing TEXT COLLATE "C" NOT NULL REFERENCES briefings (id), at BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL, body TEXT COLLATE "C" NOT NULL
);
CREATE INDEX checks_of_briefing ON statement_checks (briefing, number);
CREATE TRIGGER statement_checks_refuses_update BEFORE UPDATE ON statement_checks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statement_checks_refuses_delete BEFORE DELETE ON statement_checks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statement_checks_refuses_truncate BEFORE TRUNCATE ON statement_checks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
