-- The first form, without the icon's size.
CREATE TABLE page_url (url TEXT NOT NULL UNIQUE, uuid TEXT NOT NULL);
CREATE TABLE icon_info (uuid TEXT PRIMARY KEY NOT NULL, url TEXT NOT NULL, timestamp INTEGER);
INSERT INTO icon_info VALUES ('U1', 'http://example.com/favicon.ico', 530000000.5);
INSERT INTO page_url VALUES ('http://example.com/', 'U1');
