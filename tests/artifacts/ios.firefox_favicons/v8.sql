-- browser.db of Firefox: an icon of a page, and one whose page is gone.
CREATE TABLE history (id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, url TEXT UNIQUE, title TEXT NOT NULL);
CREATE TABLE favicons (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, width INTEGER, height INTEGER,
  type INTEGER NOT NULL, date REAL NOT NULL);
CREATE TABLE favicon_sites (id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL, faviconID INTEGER NOT NULL);
INSERT INTO history VALUES (1, 'g1', 'https://example.org/a', 'A page');
INSERT INTO favicons VALUES (1, 'https://example.org/favicon.ico', 16, 16, 1, 1560000000.5);
INSERT INTO favicon_sites VALUES (1, 1, 1);
INSERT INTO favicon_sites VALUES (2, 9, 1);
