-- Protected Index of iOS 13 and later.
CREATE TABLE addresses (ROWID INTEGER PRIMARY KEY, address TEXT, comment TEXT);
CREATE TABLE subjects (ROWID INTEGER PRIMARY KEY, subject TEXT);
CREATE TABLE summaries (ROWID INTEGER PRIMARY KEY, summary TEXT);
INSERT INTO addresses VALUES (7, 'sender@example.com', 'A sender');
INSERT INTO subjects VALUES (8, 'An offer');
INSERT INTO summaries VALUES (9, 'See https://example.org/offer for more');
