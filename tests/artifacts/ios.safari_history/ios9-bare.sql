-- The least that published readers describe: what newer versions added is not there.
CREATE TABLE history_items (id INTEGER PRIMARY KEY, url TEXT, visit_count INTEGER);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY, history_item INTEGER, visit_time REAL, load_successful INTEGER,
  redirect_source INTEGER, redirect_destination INTEGER);
INSERT INTO history_items VALUES (1, 'http://example.com/', 1);
INSERT INTO history_visits VALUES (1, 1, 470000000, 1, NULL, NULL);
