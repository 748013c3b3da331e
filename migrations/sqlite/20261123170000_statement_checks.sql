-- What people said of single statements of a kept briefing: checked, or wrong and why. Only ever added to.
CREATE TABLE statement_checks (
    number INTEGER PRIMARY KEY, briefing TEXT NOT NULL REFERENCES briefings (id), at INTEGER NOT NULL,
    person TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX checks_of_briefing ON statement_checks (briefing, number);
CREATE TRIGGER statement_checks_refuses_update BEFORE UPDATE ON statement_checks BEGIN
    SELECT RAISE(ABORT, 'statement_checks are append-only');
END;
CREATE TRIGGER statement_checks_refuses_delete BEFORE DELETE ON statement_checks BEGIN
    SELECT RAISE(ABORT, 'statement_checks are append-only');
END;
