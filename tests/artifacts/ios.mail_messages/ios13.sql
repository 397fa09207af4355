-- Envelope Index of iOS 13 and later: rows refer to the other file.
CREATE TABLE mailboxes (ROWID INTEGER PRIMARY KEY, url TEXT);
CREATE TABLE messages (ROWID INTEGER PRIMARY KEY, message_id INTEGER, sender INTEGER, subject INTEGER, summary INTEGER,
  date_sent INTEGER, date_received INTEGER, mailbox INTEGER, read INTEGER, flagged INTEGER, deleted INTEGER);
INSERT INTO mailboxes VALUES (1, 'imap://name%40example.org@mail.example.org/INBOX');
INSERT INTO messages VALUES (1, 100, 7, 8, 9, 1600000000, 1600000060, 1, 1, 0, 0);
INSERT INTO messages VALUES (2, 101, 7, 8, NULL, NULL, 1600000160, 9, 0, 0, 1);
