-- BrowserState.db of iOS 26, whose times are seconds since 1970; a row from before the update keeps its own.
CREATE TABLE tabs (id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, title TEXT, url TEXT COLLATE NOCASE,
  user_visible_url TEXT COLLATE NOCASE, order_index INTEGER NOT NULL, last_viewed_time REAL DEFAULT NULL,
  readinglist_bookmark_id INTEGER DEFAULT 0, opened_from_link BOOL DEFAULT 0, showing_reader BOOL DEFAULT 0,
  reader_view_top_scroll_offset INTEGER DEFAULT 0, private_browsing BOOL DEFAULT 0,
  displaying_standalone_image BOOL DEFAULT 0, browser_window_uuid TEXT NOT NULL, browser_window_id INTEGER NOT NULL,
  tab_group_uuid TEXT NOT NULL DEFAULT '', profile_uuid TEXT NOT NULL DEFAULT '');
CREATE TABLE tab_sessions (id INTEGER PRIMARY KEY AUTOINCREMENT, tab_uuid TEXT NOT NULL UNIQUE,
  session_data BLOB DEFAULT NULL, uncompressed_session_data_size INTEGER NOT NULL DEFAULT 0);
INSERT INTO tabs VALUES (1, 'A', 'Example', 'https://example.org/', 'example.org', 0, 1783852800.5, 0, 0, 0, 0, 0, 0, 'W', 1, '', 'P');
INSERT INTO tabs VALUES (2, 'B', 'Before', 'https://example.com/', 'example.com', 1, 742060073, 0, 1, 0, 0, 0, 0, 'W', 1, '', 'P');
INSERT INTO tabs VALUES (3, 'C', 'Never', 'https://example.com/x', 'example.com', 2, NULL, 0, 0, 0, 0, 1, 0, 'W', 1, '', 'P');
