-- Without contacts and attachments.
CREATE TABLE messages (thread_key INTEGER, timestamp_ms INTEGER, message_id TEXT, sender_id INTEGER, text TEXT);
INSERT INTO messages VALUES (1, 1500000000000, 'mid.1', 1, 'Hello');
