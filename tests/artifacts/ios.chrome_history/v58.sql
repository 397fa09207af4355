-- Chrome's History: a typed address that a server redirects, and a load whose address is gone.
CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT, url LONGVARCHAR, title LONGVARCHAR, visit_count INTEGER DEFAULT 0 NOT NULL,
  typed_count INTEGER DEFAULT 0 NOT NULL, last_visit_time INTEGER NOT NULL, hidden INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE visits(id INTEGER PRIMARY KEY, url INTEGER NOT NULL, visit_time INTEGER NOT NULL, from_visit INTEGER,
  transition INTEGER DEFAULT 0 NOT NULL, segment_id INTEGER, visit_duration INTEGER DEFAULT 0 NOT NULL);
INSERT INTO urls VALUES (1, 'http://example.com/', 'Example', 1, 1, 13210780800000000, 0), (2, 'https://example.com/', 'Example', 1, 0, 13210780800000001, 0);
INSERT INTO visits VALUES (1, 1, 13210780800000000, 0, 268435457, 0, 0);
INSERT INTO visits VALUES (2, 2, 13210780800000001, 1, -1610612735, 0, 12500000);
INSERT INTO visits VALUES (3, 9, 13210780900000000, 2, 77, 0, 0);
