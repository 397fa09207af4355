-- All in one file, as on a Mac.
CREATE TABLE mailboxes (ROWID INTEGER PRIMARY KEY, url TEXT);
CREATE TABLE addresses (ROWID INTEGER PRIMARY KEY, address TEXT, comment TEXT);
CREATE TABLE subjects (ROWID INTEGER PRIMARY KEY, subject TEXT);
CREATE TABLE messages (ROWID INTEGER PRIMARY KEY, sender INTEGER, subject INTEGER, date_sent INTEGER,
  date_received INTEGER, mailbox INTEGER);
INSERT INTO mailboxes VALUES (1, 'imap://name%40example.org@mail.example.org/INBOX');
INSERT INTO addresses VALUES (7, 'sender@example.com', 'A sender');
INSERT INTO subjects VALUES (8, 'An offer');
INSERT INTO messages VALUES (1, 7, 8, 1560000000, 1560000060, 1);
