-- A folder, a bookmark in it, one of the reading list that was removed.
CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, special_id INTEGER DEFAULT 0, parent INTEGER, type INTEGER, title TEXT,
  url TEXT, num_children INTEGER DEFAULT 0, editable INTEGER DEFAULT 1, hidden INTEGER DEFAULT 0, deleted INTEGER DEFAULT 0,
  external_uuid TEXT UNIQUE, last_modified REAL DEFAULT NULL);
INSERT INTO bookmarks VALUES (1, 0, NULL, 1, 'Favourites', NULL, 1, 1, 0, 0, 'AAAAAAAA-0000-4000-8000-000000000001', NULL);
INSERT INTO bookmarks VALUES (2, 0, 1, 0, 'A page', 'https://example.org/a', 0, 1, 0, 0, 'AAAAAAAA-0000-4000-8000-000000000002', 560000000.5);
INSERT INTO bookmarks VALUES (3, 0, 99, 0, 'Gone', 'https://example.org/gone', 0, 1, 1, 1, NULL, NULL);
