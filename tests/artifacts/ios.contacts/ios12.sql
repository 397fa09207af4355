-- iOS 12. ABMultiValue.label counts the rows of ABMultiValueLabel.
CREATE TABLE ABStore (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, Name TEXT, ExternalIdentifier TEXT, Type INTEGER);
CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, First TEXT, Last TEXT, Middle TEXT, Organization TEXT,
  Department TEXT, Note TEXT, Kind INTEGER, Birthday TEXT, JobTitle TEXT, Nickname TEXT, CreationDate INTEGER,
  ModificationDate INTEGER, ExternalUUID TEXT, StoreID INTEGER, DisplayName TEXT);
CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, identifier INTEGER,
  label INTEGER, value TEXT);
CREATE TABLE ABMultiValueLabel (value TEXT, UNIQUE(value));
CREATE TABLE ABMultiValueEntry (parent_id INTEGER, key INTEGER, value TEXT, UNIQUE(parent_id, key));
INSERT INTO ABStore VALUES (0, NULL, 'local', 0), (1, 'Address Book', '/carddav/', 4);
INSERT INTO ABPerson VALUES
  (1, 'First', 'Contact', NULL, NULL, NULL, 'met at example.org', 0, NULL, 'Gardener', NULL, 550000000, 560000000, NULL,
   1, NULL),
  (2, NULL, NULL, NULL, 'Example Company', NULL, NULL, 1, NULL, NULL, NULL, 550000000.5, NULL, NULL, 0, NULL),
  (4, 'No', 'Values', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 9, NULL);
INSERT INTO ABMultiValueLabel VALUES ('_$!<Mobile>!$_'), ('_$!<Home>!$_'), ('_$!<HomePage>!$_');
-- 5 belongs to a card that is gone; 6 has no value of its own
INSERT INTO ABMultiValue VALUES (1, 1, 3, 0, 1, '(555) 010-0100'), (2, 1, 4, 0, 2, 'first@example.org'),
  (3, 2, 22, 0, 3, 'http://www.example.com'), (4, 2, 46, 0, NULL, NULL), (5, 77, 3, 0, 1, '*21#'),
  (6, 1, 23, 0, 99, 'A Sister'), (7, 1, 99, 0, NULL, '1-800-EXAMPLE');
INSERT INTO ABMultiValueEntry VALUES (4, 1, 'https://social.example.net/example'), (4, 2, 'example');
