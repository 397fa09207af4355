-- iOS 12: no edits, no Recently Deleted, no threads. Rows older than iOS 11 have seconds.
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, country TEXT,
  service TEXT NOT NULL, uncanonicalized_id TEXT, UNIQUE (id, service));
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, style INTEGER, state INTEGER,
  account_id TEXT, properties BLOB, chat_identifier TEXT, service_name TEXT, room_name TEXT, account_login TEXT,
  is_archived INTEGER DEFAULT 0, display_name TEXT, group_id TEXT);
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT,
  service_center TEXT, handle_id INTEGER DEFAULT 0, subject TEXT, attributedBody BLOB, service TEXT, account TEXT,
  error INTEGER DEFAULT 0, date INTEGER, date_read INTEGER, date_delivered INTEGER, is_from_me INTEGER DEFAULT 0,
  is_read INTEGER DEFAULT 0, cache_has_attachments INTEGER DEFAULT 0, cache_roomnames TEXT,
  item_type INTEGER DEFAULT 0, other_handle INTEGER DEFAULT 0, group_title TEXT, associated_message_guid TEXT,
  associated_message_type INTEGER DEFAULT 0, balloon_bundle_id TEXT, payload_data BLOB);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL,
  created_date INTEGER DEFAULT 0, start_date INTEGER DEFAULT 0, filename TEXT, uti TEXT, mime_type TEXT,
  transfer_state INTEGER DEFAULT 0, is_outgoing INTEGER DEFAULT 0, user_info BLOB, transfer_name TEXT,
  total_bytes INTEGER DEFAULT 0, is_sticker INTEGER DEFAULT 0);
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER, UNIQUE(chat_id, handle_id));
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, PRIMARY KEY (chat_id, message_id));
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER,
  UNIQUE(message_id, attachment_id));

INSERT INTO handle VALUES (1, '+15550100', 'us', 'SMS', '555-0100'),
  (2, 'someone@example.org', NULL, 'iMessage', NULL);
INSERT INTO chat (ROWID, guid, style, state, chat_identifier, service_name, room_name, account_login, display_name)
  VALUES (1, 'SMS;-;+15550100', 45, 3, '+15550100', 'SMS', NULL, 'P:+15550199', ''),
         (2, 'iMessage;+;chat100200', 43, 3, 'chat100200', 'iMessage', 'chat100200', 'E:owner@example.org', 'Walking');
INSERT INTO chat_handle_join VALUES (1, 1), (2, 2), (2, 1);

-- 1: seconds, as before iOS 11 (2014); 2: nanoseconds, a link; 3: sent to a group, no handle; 4: orphan handle
INSERT INTO message (ROWID, guid, text, service_center, handle_id, service, account, date, is_from_me, is_read)
  VALUES (1, 'M-1', 'Hello', '+15550111', 1, 'SMS', 'P:+15550199', 420000000, 0, 1);
INSERT INTO message (ROWID, guid, text, handle_id, service, account, date, date_read, is_from_me, is_read)
  VALUES (2, 'M-2', 'Parcel waiting: https://example.org/p?i=1', 1, 'SMS', 'P:+15550199', 581083200000000000,
          581083260000000000, 0, 1),
         (3, 'M-3', 'On my way', 0, 'iMessage', 'E:owner@example.org', 581083500000000000, 0, 1, 0),
         (4, 'M-4', 'Gone handle', 77, 'SMS', 'P:+15550199', 581083800000000000, 0, 0, 0);
-- 5: a group event; 6: text only in the attributed body, undated; 7: a reaction
INSERT INTO message (ROWID, guid, handle_id, service, date, item_type, other_handle, group_title)
  VALUES (5, 'M-5', 2, 'iMessage', 581084100000000000, 2, 1, 'Walking');
INSERT INTO message (ROWID, guid, handle_id, service, attributedBody, date, cache_has_attachments)
  VALUES (6, 'M-6', 2, 'iMessage', typedstream('See you'), NULL, 1);
INSERT INTO message (ROWID, guid, handle_id, service, text, date, associated_message_guid, associated_message_type)
  VALUES (7, 'M-7', 2, 'iMessage', 'Liked “On my way”', 581084400000000000, 'p:0/M-3', 2001);
INSERT INTO chat_message_join VALUES (1, 1), (1, 2), (2, 3), (2, 5), (2, 6), (2, 7);

INSERT INTO attachment VALUES (1, 'A-1', 581083200, 0, '~/Library/SMS/Attachments/0a/10/A-1/IMG_1.gif',
  'com.compuserve.gif', 'image/gif', 5, 0, NULL, 'IMG_1.gif', 748, 0);
INSERT INTO attachment VALUES (2, 'A-2', 0, 0, '/var/tmp/0b/note.pdf-1', 'com.adobe.pdf', 'application/pdf', 3, 0,
  plist('<dict><key>mmcs-url</key><string>https://files.example.com/obj/1</string></dict>'), 'note.pdf', 90210, 0);
INSERT INTO message_attachment_join VALUES (6, 1);
