-- Calendar.sqlitedb: an invitation made long after it took place, and an item whose organizer is gone.
CREATE TABLE Calendar (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT);
CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, entity_type INTEGER, identity_id INTEGER, owner_id INTEGER,
  UUID TEXT, email TEXT, last_modified REAL);
CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, summary TEXT, description TEXT, start_date REAL,
  start_tz TEXT, end_date REAL, all_day INTEGER, calendar_id INTEGER, organizer_id INTEGER, invitation_status INTEGER,
  url TEXT, last_modified REAL, unique_identifier TEXT, hidden INTEGER, UUID TEXT, creation_date REAL);
CREATE TABLE Attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, owner_id INTEGER, external_id TEXT, url TEXT, UUID TEXT,
  format TEXT, flags INTEGER, filename TEXT, local_path TEXT, file_size INTEGER);
INSERT INTO Attachment VALUES (1, 1, NULL, 'https://example.com/plan.pdf', 'A', 'application/pdf', 0, 'plan.pdf', NULL, 100);
INSERT INTO Calendar VALUES (1, 'Home');
INSERT INTO Participant VALUES (5, 8, 1, 1, 'P', 'inviter@example.org', 600000000), (6, 7, 2, 1, 'Q', 'someone@example.org', 600000000);
INSERT INTO CalendarItem VALUES (1, 'Meeting', 'Notes https://example.com/x', 588000000, 'UTC', 588003600, 0, 1, 5, 3, 'https://example.org/', 600000000.5, 'X', 0, 'I', 600000000.5);
INSERT INTO CalendarItem VALUES (2, 'Holiday', NULL, 588038400, '_float', 588124799, 1, 9, 44, 0, NULL, NULL, NULL, 1, 'J', NULL);
