-- Before loads of other devices were told apart.
CREATE TABLE history (id INTEGER PRIMARY KEY, url TEXT, title TEXT);
CREATE TABLE visits (id INTEGER PRIMARY KEY, siteID INTEGER NOT NULL, date REAL NOT NULL, type INTEGER NOT NULL);
INSERT INTO history VALUES (1, 'https://example.org/', 'Example');
INSERT INTO visits VALUES (1, 1, 1466307200123456, 1);
