-- A host that gave no icon.
CREATE TABLE page_url (url TEXT NOT NULL ON CONFLICT FAIL UNIQUE, uuid TEXT NOT NULL ON CONFLICT FAIL);
CREATE TABLE icon_info (uuid TEXT PRIMARY KEY NOT NULL ON CONFLICT FAIL, url TEXT NOT NULL ON CONFLICT FAIL,
  timestamp INTEGER, width INTEGER DEFAULT 0, height INTEGER DEFAULT 0, has_generated_representations INTEGER DEFAULT 0);
CREATE TABLE rejected_resources (page_url TEXT NOT NULL ON CONFLICT FAIL, icon_url TEXT NOT NULL ON CONFLICT FAIL,
  timestamp INTEGER, UNIQUE(page_url, icon_url));
INSERT INTO rejected_resources VALUES ('https://a1b2c3.d4e5.example.com:30495/Ab3dE6g', 'https://a1b2c3.d4e5.example.com:30495/favicon.ico', 588000001);
