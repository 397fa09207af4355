-- Calendar.sqlitedb as macOS 26 and iOS 26 have it: files, calls, places and identities in tables of their own.
CREATE TABLE Store (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, type INTEGER, disabled INTEGER, owner_name TEXT);
CREATE TABLE Calendar (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, store_id INTEGER, title TEXT, flags INTEGER, color TEXT,
  type TEXT, UUID TEXT, published_URL TEXT, self_identity_email TEXT, subcal_url TEXT);
CREATE TABLE Identity (display_name TEXT, address TEXT, first_name TEXT, last_name TEXT,
  UNIQUE (display_name, address, first_name, last_name));
CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, entity_type INTEGER, type INTEGER, status INTEGER,
  pending_status INTEGER, role INTEGER, identity_id INTEGER, owner_id INTEGER, external_rep BLOB, UUID TEXT, email TEXT,
  phone_number TEXT, is_self INTEGER, comment TEXT, last_modified REAL);
CREATE TABLE Location (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, address TEXT, latitude INTEGER,
  longitude INTEGER, item_owner_id INTEGER);
CREATE TABLE Conference (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT, owner_id INTEGER, url TEXT, feature TEXT,
  info TEXT, language TEXT, region TEXT);
CREATE TABLE Attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, owner_id INTEGER, external_rep BLOB, file_id INTEGER);
CREATE TABLE AttachmentFile (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, external_id TEXT, external_mod_tag TEXT, url TEXT,
  UUID TEXT, format TEXT, flags INTEGER, filename TEXT, local_path TEXT, file_size INTEGER, store_id INTEGER);
CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, summary TEXT, location_id INTEGER, description TEXT,
  start_date REAL, start_tz TEXT, end_date REAL, end_tz TEXT, all_day INTEGER, calendar_id INTEGER, organizer_id INTEGER,
  self_attendee_id INTEGER, status INTEGER, invitation_status INTEGER, url TEXT, last_modified REAL,
  unique_identifier TEXT, hidden INTEGER, has_attachment INTEGER, has_attendees INTEGER, UUID TEXT, entity_type INTEGER,
  creation_date REAL, calendar_scale TEXT, junk_status INTEGER, conference_url TEXT, conference_url_detected TEXT);
INSERT INTO Store VALUES (1, 'Work', 2, 0, NULL), (2, 'Subscribed', 4, 0, NULL);
INSERT INTO Calendar VALUES (1, 1, 'Calendar', 0, '#1BADF8', NULL, 'C1', NULL, 'me@example.org', NULL),
  (2, 2, 'Prizes', 0, '#FF2968', NULL, 'C2', NULL, NULL, 'https://example.com/prizes.ics');
INSERT INTO Identity VALUES ('First Inviter', 'mailto:inviter@example.org', NULL, NULL), ('Second', 'tel:+15550101', NULL, NULL);
-- the organizer has only an identity, one participant only a number, one nothing at all
INSERT INTO Participant VALUES (1, 8, 0, 1, 0, 0, 1, 1, NULL, 'P1', NULL, NULL, 0, NULL, 784000000),
  (2, 7, 0, 0, 0, 1, 2, 1, NULL, 'P2', NULL, '+15550100', 0, NULL, 784000000),
  (3, 7, 0, 0, 0, 1, NULL, 1, NULL, 'P3', 'me@example.org', NULL, 1, NULL, 784000000),
  (4, 7, 0, 0, 0, 1, 99, 1, NULL, 'P4', NULL, NULL, 0, NULL, 784000000);
INSERT INTO Location VALUES (1, 'https://meet.example.com/room', NULL, 0, 0, 1);
INSERT INTO Conference VALUES (1, 'F1', 2, 'https://facetime.example.com/join#v=1', NULL, NULL, NULL, NULL);
INSERT INTO AttachmentFile VALUES (1, NULL, NULL, 'https://example.com/agenda.ics', 'A1', NULL, 0, 'agenda.ics', NULL, 10, 1);
INSERT INTO Attachment VALUES (1, 1, NULL, 1), (2, 1, NULL, 77);
INSERT INTO CalendarItem VALUES
  (1, 'Meeting', 1, NULL, 784000000, 'Europe/Madrid', 784003600, 'Europe/Madrid', 0, 1, 1, 3, 0, 1, NULL, 784000000,
   'X1', 0, 1, 1, 'I1', 2, 783990000, NULL, 0, NULL, 'https://meet.example.com/room'),
  (2, 'You won', NULL, 'https://example.com/claim', 784100000, 'UTC', 784103600, 'UTC', 0, 2, NULL, NULL, 0, 0, NULL,
   784000000, 'X2', 0, 0, 0, 'I2', 2, 784000000, NULL, 1, NULL, NULL);
