-- Without what later versions added.
CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY, owner_id INTEGER, UUID TEXT);
CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY, summary TEXT, description TEXT, start_date REAL, end_date REAL,
  all_day INTEGER, calendar_id INTEGER, organizer_id INTEGER, last_modified REAL, unique_identifier TEXT, UUID TEXT);
INSERT INTO CalendarItem VALUES (1, 'Lunch', NULL, 470000000, 470003600, 0, 1, 0, 470000000, 'X', 'I');
