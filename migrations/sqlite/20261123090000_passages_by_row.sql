-- Passages lie in a table with row numbers: a part then fills one page instead of spilling over several small ones.
CREATE TABLE bodies_by_row (
    source TEXT NOT NULL, part INTEGER NOT NULL, account TEXT, count INTEGER NOT NULL, passages TEXT NOT NULL,
    PRIMARY KEY (source, part)
) STRICT;
INSERT INTO bodies_by_row (source, part, account, count, passages)
    SELECT source, part, account, count, passages FROM bodies ORDER BY source, part;
DROP TABLE bodies;
ALTER TABLE bodies_by_row RENAME TO bodies;
