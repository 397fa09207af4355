-- The first versions: one address, seconds since 1970.
CREATE TABLE downloads (id INTEGER PRIMARY KEY, full_path LONGVARCHAR NOT NULL, url LONGVARCHAR NOT NULL,
  start_time INTEGER NOT NULL, received_bytes INTEGER NOT NULL, total_bytes INTEGER NOT NULL, state INTEGER NOT NULL);
INSERT INTO downloads VALUES (1, '/p/c.exe', 'https://example.org/c.exe', 1306139730, 1132155, 1132155, 1);
