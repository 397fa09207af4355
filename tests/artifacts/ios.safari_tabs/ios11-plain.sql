-- Before sessions had a table of their own.
CREATE TABLE tabs (id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, title TEXT, url TEXT,
  order_index INTEGER NOT NULL, last_viewed_time REAL DEFAULT NULL);
INSERT INTO tabs VALUES (1, 'A', 'Example', 'http://example.com/', 0, 530000000.75);
