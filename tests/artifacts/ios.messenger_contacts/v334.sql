-- Two accounts.
CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT, normalized_name_for_search TEXT, profile_picture_url TEXT,
  is_messenger_user INTEGER);
INSERT INTO contacts VALUES (1000000001, 'A friend', 'a friend', 'https://img.example.org/p', 1);
INSERT INTO contacts VALUES (1000000002, NULL, NULL, NULL, 0);
