-- Two pages with one icon; the icon of the third is gone.
CREATE TABLE page_url (url TEXT NOT NULL ON CONFLICT FAIL UNIQUE, uuid TEXT NOT NULL ON CONFLICT FAIL);
CREATE TABLE icon_info (uuid TEXT PRIMARY KEY NOT NULL ON CONFLICT FAIL, url TEXT NOT NULL ON CONFLICT FAIL,
  timestamp INTEGER, width INTEGER DEFAULT 0, height INTEGER DEFAULT 0, has_generated_representations INTEGER DEFAULT 0);
CREATE TABLE rejected_resources (page_url TEXT NOT NULL ON CONFLICT FAIL, icon_url TEXT NOT NULL ON CONFLICT FAIL,
  timestamp INTEGER, UNIQUE(page_url, icon_url));
INSERT INTO icon_info VALUES ('U1', 'https://example.org/favicon.ico', 588000000, 32, 32, 1);
INSERT INTO page_url VALUES ('https://example.org/', 'U1'), ('https://example.org/a', 'U1'), ('https://example.com/', 'U9');
