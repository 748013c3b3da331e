-- The twin of a change to how SQLite lays out passages; PostgreSQL lays them out by row already.
SELECT 1;
