-- The oldest form the real test files have: no duration.
CREATE TABLE urls(id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR);
CREATE TABLE visits(id INTEGER PRIMARY KEY, url INTEGER NOT NULL, visit_time INTEGER NOT NULL, from_visit INTEGER);
INSERT INTO urls VALUES (1, 'http://example.com/', NULL);
INSERT INTO visits VALUES (1, 1, 12946651391000000, 0);
