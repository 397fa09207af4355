-- History.db should iOS 26 keep times as BrowserState.db does there, since 1970; loads from before keep theirs.
CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, domain_expansion TEXT NULL,
  visit_count INTEGER NOT NULL, daily_visit_counts BLOB NOT NULL, weekly_visit_counts BLOB NULL,
  autocomplete_triggers BLOB NULL, should_recompute_derived_visit_counts INTEGER NOT NULL,
  visit_count_score INTEGER NOT NULL, status_code INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT,
  history_item INTEGER NOT NULL REFERENCES history_items(id) ON DELETE CASCADE, visit_time REAL NOT NULL, title TEXT NULL,
  load_successful BOOLEAN NOT NULL DEFAULT 1, http_non_get BOOLEAN NOT NULL DEFAULT 0,
  synthesized BOOLEAN NOT NULL DEFAULT 0, redirect_source INTEGER NULL UNIQUE REFERENCES history_visits(id),
  redirect_destination INTEGER NULL UNIQUE REFERENCES history_visits(id), origin INTEGER NOT NULL DEFAULT 0,
  generation INTEGER NOT NULL DEFAULT 0, attributes INTEGER NOT NULL DEFAULT 0, score INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_tombstones (id INTEGER PRIMARY KEY AUTOINCREMENT, start_time REAL NOT NULL, end_time REAL NOT NULL,
  url TEXT, generation INTEGER NOT NULL DEFAULT 0, udid TEXT, attributes INTEGER NOT NULL DEFAULT 0);
INSERT INTO history_items VALUES (1, 'https://example.org/', 'example', 2, X'64', NULL, NULL, 0, 100, 200);
INSERT INTO history_visits VALUES (1, 1, 735000000.125, 'Example', 1, 0, 0, NULL, NULL, 0, 0, 0, 100);
INSERT INTO history_visits VALUES (2, 1, 1783852800.25, 'Example', 1, 0, 0, NULL, NULL, 0, 0, 0, 100);
