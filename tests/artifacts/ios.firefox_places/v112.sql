-- places.db of the shared storage: milliseconds.
CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR NOT NULL, title LONGVARCHAR, guid TEXT);
CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, is_local INTEGER NOT NULL, from_visit INTEGER, place_id INTEGER NOT NULL,
  visit_date INTEGER NOT NULL, visit_type INTEGER NOT NULL);
INSERT INTO moz_places VALUES (1, 'http://example.org/', 'A', 'g1'), (2, 'https://example.org/', 'B', 'g2');
INSERT INTO moz_historyvisits VALUES (1, 1, 0, 1, 1713307200123, 2), (2, 0, 1, 2, 1713307200456, 6);
