-- client_messages: one with a picture, one without a time, one whose sender leads nowhere.
CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT, profile_picture_url TEXT);
CREATE TABLE fb_transport_contacts (client_contact_pk INTEGER PRIMARY KEY, server_contact_id INTEGER);
CREATE TABLE client_messages (pk INTEGER PRIMARY KEY, thread_pk INTEGER, sender_contact_pk INTEGER, text TEXT,
  message_content_type INTEGER, display_ts_ms INTEGER, authoritative_ts_ms INTEGER);
CREATE TABLE client_attachments (pk INTEGER PRIMARY KEY, message_pk INTEGER, filename TEXT, filesize INTEGER,
  content_token TEXT);
CREATE TABLE client_attachment_store_keys (content_token TEXT PRIMARY KEY, persisted_path TEXT);
INSERT INTO contacts VALUES (1000000001, 'A friend', NULL);
INSERT INTO fb_transport_contacts VALUES (7, 1000000001);
INSERT INTO client_messages VALUES (1, 3, 7, 'See https://example.org/offer', 2, 1750000000500, 1750000001000);
INSERT INTO client_messages VALUES (2, 3, 7, 'No time', 0, -9223372036854775807, NULL);
INSERT INTO client_messages VALUES (3, 3, 9, NULL, 1, 1750000100500, NULL);
INSERT INTO client_attachments VALUES (1, 1, NULL, 1000, 'T1');
INSERT INTO client_attachment_store_keys VALUES ('T1', 'media_bank/AdvancedCrypto/1/persistent/att.AAAA.jpg');
