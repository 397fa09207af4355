-- History.db as iOS 12 to 16 write it: a cleartext page redirects in three milliseconds to a host with a high port.
CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, domain_expansion TEXT NULL,
  visit_count INTEGER NOT NULL, daily_visit_counts BLOB NOT NULL, weekly_visit_counts BLOB NULL,
  autocomplete_triggers BLOB NULL, should_recompute_derived_visit_counts INTEGER NOT NULL,
  visit_count_score INTEGER NOT NULL);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT,
  history_item INTEGER NOT NULL REFERENCES history_items(id) ON DELETE CASCADE, visit_time REAL NOT NULL, title TEXT NULL,
  load_successful BOOLEAN NOT NULL DEFAULT 1, http_non_get BOOLEAN NOT NULL DEFAULT 0,
  synthesized BOOLEAN NOT NULL DEFAULT 0, redirect_source INTEGER NULL UNIQUE REFERENCES history_visits(id),
  redirect_destination INTEGER NULL UNIQUE REFERENCES history_visits(id), origin INTEGER NOT NULL DEFAULT 0,
  generation INTEGER NOT NULL DEFAULT 0, attributes INTEGER NOT NULL DEFAULT 0, score INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_tombstones (id INTEGER PRIMARY KEY AUTOINCREMENT, start_time REAL NOT NULL, end_time REAL NOT NULL,
  url TEXT, generation INTEGER NOT NULL DEFAULT 0);
INSERT INTO history_items VALUES (1, 'http://news.example.org/', 'news.example', 3, X'64000000', NULL, NULL, 0, 100);
INSERT INTO history_items VALUES (2, 'https://a1b2c3.d4e5.example.com:30495/Ab3dE6g', 'example', 1, X'64', NULL, NULL, 0, 100);
INSERT INTO history_items VALUES (3, 'https://www.example.org/search?q=weather', 'example', 1, X'64', NULL, NULL, 0, 100);
INSERT INTO history_visits VALUES (10, 1, 588000000.0, 'News', 1, 0, 0, NULL, 11, 0, 0, 0, 100);
INSERT INTO history_visits VALUES (11, 2, 588000000.003, NULL, 0, 0, 0, 10, NULL, 0, 0, 0, 100);
INSERT INTO history_visits VALUES (12, 3, 588000031.25, 'Weather', 1, 1, 0, NULL, NULL, 1, 2, 0, 100);
-- The source of this redirect is gone, its own address too: both stay visible as ids.
INSERT INTO history_visits VALUES (13, 99, 588000040, '', 1, 0, 1, 7, NULL, 0, 0, 0, 0);
