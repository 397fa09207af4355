-- Two pages, one whose icon is gone.
CREATE TABLE icon_mapping (id INTEGER PRIMARY KEY, page_url LONGVARCHAR NOT NULL, icon_id INTEGER);
CREATE TABLE favicons (id INTEGER PRIMARY KEY, url LONGVARCHAR NOT NULL, icon_type INTEGER DEFAULT 1);
CREATE TABLE favicon_bitmaps (id INTEGER PRIMARY KEY, icon_id INTEGER NOT NULL, last_updated INTEGER DEFAULT 0,
  image_data BLOB, width INTEGER DEFAULT 0, height INTEGER DEFAULT 0, last_requested INTEGER DEFAULT 0);
INSERT INTO favicons VALUES (1, 'https://example.org/favicon.ico', 1);
INSERT INTO favicon_bitmaps VALUES (1, 1, 13161017367200398, NULL, 16, 16, 13161017467200398);
INSERT INTO icon_mapping VALUES (1, 'https://example.org/a', 1);
INSERT INTO icon_mapping VALUES (2, 'https://example.com/b', 9);
