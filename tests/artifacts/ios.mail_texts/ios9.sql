-- Protected Index up to iOS 12.
CREATE TABLE messages (message_id INTEGER PRIMARY KEY, sender TEXT, subject TEXT, _to TEXT, cc TEXT, bcc TEXT);
INSERT INTO messages VALUES (100, 'A sender <sender@example.com>', 'An offer', 'name@example.org', NULL, 'other@example.org');
