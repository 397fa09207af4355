-- Two downloads, one over a redirect with its hash kept, one interrupted without a chain.
CREATE TABLE downloads (id INTEGER PRIMARY KEY, guid VARCHAR NOT NULL, current_path LONGVARCHAR, target_path LONGVARCHAR,
  start_time INTEGER, received_bytes INTEGER, total_bytes INTEGER, state INTEGER, hash BLOB, end_time INTEGER,
  opened INTEGER, referrer VARCHAR, tab_url VARCHAR, mime_type VARCHAR);
CREATE TABLE downloads_url_chains (id INTEGER NOT NULL, chain_index INTEGER NOT NULL, url LONGVARCHAR NOT NULL,
  PRIMARY KEY (id, chain_index));
INSERT INTO downloads VALUES (1, 'AAAAAAAA-0000-4000-8000-000000000001', '/p/a.pdf', '/p/a.pdf', 13161017367200398, 2048, 2048,
  1, X'00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF', 13161017368116062, 0, 'https://example.org/', 'https://example.org/', 'application/pdf');
INSERT INTO downloads VALUES (2, 'AAAAAAAA-0000-4000-8000-000000000002', NULL, '/p/b.zip', 13161017467200398, 10, 2048, 4, X'', 0, 0, '', '', '');
INSERT INTO downloads_url_chains VALUES (1, 0, 'https://short.example/x');
INSERT INTO downloads_url_chains VALUES (1, 1, 'https://example.org/a.pdf');
