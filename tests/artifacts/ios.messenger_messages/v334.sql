-- Messenger: a message with a preview, and one of an account that is not among the contacts.
CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT, profile_picture_url TEXT);
CREATE TABLE attachments (attachment_fbid TEXT, message_id TEXT, title_text TEXT, subtitle_text TEXT);
CREATE TABLE messages (thread_key INTEGER, timestamp_ms INTEGER, message_id TEXT PRIMARY KEY, sender_id INTEGER, text TEXT,
  has_attachment INTEGER);
INSERT INTO contacts VALUES (1000000001, 'A friend', 'https://img.example.org/p');
INSERT INTO attachments VALUES ('1', 'mid.1', 'An offer at https://example.org/offer', NULL);
INSERT INTO messages VALUES (1000000001, 1600000000500, 'mid.1', 1000000001, 'See this', 1);
INSERT INTO messages VALUES (1000000002, 1600000100500, 'mid.2', 1000000009, NULL, NULL);
