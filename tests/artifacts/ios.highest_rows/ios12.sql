-- sms.db: two messages of nine were kept, one was added in the log; one table is gone; one counts below what it holds.
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT);
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT);
INSERT INTO message VALUES (3, 'a'), (4, 'b'), (9, 'c');
INSERT INTO handle VALUES (5, '+15550100');
DELETE FROM message WHERE ROWID = 9;
UPDATE sqlite_sequence SET seq = 2 WHERE name = 'handle';
INSERT INTO sqlite_sequence VALUES ('dropped', 7), (NULL, 'x');
-- wal:
INSERT INTO message (text) VALUES ('d');
