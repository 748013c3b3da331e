-- What is logged stays as it was written: the log refuses changes and removals, the change feed refuses changes.
CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the log is append-only');
END;
CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the log is append-only');
END;
CREATE TRIGGER changes_refuses_update BEFORE UPDATE ON changes BEGIN
    SELECT RAISE(ABORT, 'the change feed is never rewritten');
END;
