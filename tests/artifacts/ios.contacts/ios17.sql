-- iOS 17: cards and values have GUIDs; the newest card is only in the log.
CREATE TABLE ABStore (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, Name TEXT, ExternalIdentifier TEXT, Type INTEGER,
  AccountID INTEGER DEFAULT -1, Enabled INTEGER DEFAULT 1, guid TEXT);
CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, First TEXT, Last TEXT, Middle TEXT, Organization TEXT,
  Department TEXT, Note TEXT, Kind INTEGER, Birthday TEXT, JobTitle TEXT, Nickname TEXT, CreationDate INTEGER,
  ModificationDate INTEGER, ExternalUUID TEXT, StoreID INTEGER, DisplayName TEXT, guid TEXT, ImageType TEXT,
  DowntimeWhitelist TEXT, UNIQUE(guid));
CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, identifier INTEGER,
  label INTEGER, value TEXT, guid TEXT, UNIQUE(guid));
CREATE TABLE ABMultiValueLabel (value TEXT, UNIQUE(value));
CREATE TABLE ABMultiValueEntry (parent_id INTEGER, key INTEGER, value TEXT, UNIQUE(parent_id, key));
INSERT INTO ABStore VALUES (0, NULL, 'local', 0, -1, 1, 'G-S');
INSERT INTO ABPerson VALUES (1, 'First', 'Contact', 'M', 'Example Company', 'Garden', NULL, 0, NULL, NULL, 'Fi',
  703260029, 704051995, NULL, 0, NULL, 'G-1', NULL, NULL);
INSERT INTO ABMultiValueLabel VALUES ('_$!<Mobile>!$_');
INSERT INTO ABMultiValue VALUES (1, 1, 3, 0, 1, '+15550100', 'G-2');

-- wal: a card made since the last checkpoint
INSERT INTO ABPerson (ROWID, First, Kind, CreationDate, ModificationDate, StoreID, guid)
  VALUES (2, 'Second', 0, 731750400, 731750400, 0, 'G-3');
INSERT INTO ABMultiValue VALUES (2, 2, 4, 0, NULL, 'second@example.com', 'G-4');
