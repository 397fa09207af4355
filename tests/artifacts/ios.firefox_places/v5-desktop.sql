-- The desktop's file: microseconds, no note of the device.
CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR);
CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER, visit_date INTEGER, visit_type INTEGER);
INSERT INTO moz_places VALUES (1, 'http://example.org/', 'A');
INSERT INTO moz_historyvisits VALUES (1, 0, 1, 1309518981371935, 1);
