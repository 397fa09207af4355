-- iOS 17: text often only in attributedBody; previews, edits, unsent and recently deleted messages; a live log.
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, country TEXT,
  service TEXT NOT NULL, uncanonicalized_id TEXT, person_centric_id TEXT, UNIQUE (id, service));
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, style INTEGER, state INTEGER,
  account_id TEXT, properties BLOB, chat_identifier TEXT, service_name TEXT, room_name TEXT, account_login TEXT,
  is_archived INTEGER DEFAULT 0, last_addressed_handle TEXT, display_name TEXT, group_id TEXT,
  is_filtered INTEGER DEFAULT 0, last_read_message_timestamp INTEGER DEFAULT 0, is_blackholed INTEGER DEFAULT 0);
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT,
  service_center TEXT, handle_id INTEGER DEFAULT 0, subject TEXT, attributedBody BLOB, service TEXT, account TEXT,
  error INTEGER DEFAULT 0, date INTEGER, date_read INTEGER, date_delivered INTEGER, is_from_me INTEGER DEFAULT 0,
  is_read INTEGER DEFAULT 0, cache_has_attachments INTEGER DEFAULT 0, cache_roomnames TEXT,
  item_type INTEGER DEFAULT 0, other_handle INTEGER DEFAULT 0, group_title TEXT, associated_message_guid TEXT,
  associated_message_type INTEGER DEFAULT 0, balloon_bundle_id TEXT, payload_data BLOB, message_summary_info BLOB,
  destination_caller_id TEXT, reply_to_guid TEXT, is_spam INTEGER DEFAULT 0, thread_originator_guid TEXT,
  thread_originator_part TEXT, date_retracted INTEGER DEFAULT 0, date_edited INTEGER DEFAULT 0);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL,
  created_date INTEGER DEFAULT 0, start_date INTEGER DEFAULT 0, filename TEXT, uti TEXT, mime_type TEXT,
  transfer_state INTEGER DEFAULT 0, is_outgoing INTEGER DEFAULT 0, user_info BLOB, transfer_name TEXT,
  total_bytes INTEGER DEFAULT 0, is_sticker INTEGER DEFAULT 0, hide_attachment INTEGER DEFAULT 0,
  original_guid TEXT UNIQUE NOT NULL);
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER, UNIQUE(chat_id, handle_id));
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, message_date INTEGER DEFAULT 0,
  PRIMARY KEY (chat_id, message_id));
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER,
  UNIQUE(message_id, attachment_id));
CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER,
  ck_sync_state INTEGER DEFAULT 0, PRIMARY KEY (chat_id, message_id), CHECK (delete_date != 0));
CREATE TABLE recoverable_message_part (chat_id INTEGER, message_id INTEGER, part_index INTEGER,
  delete_date INTEGER, part_text BLOB NOT NULL, ck_sync_state INTEGER DEFAULT 0,
  PRIMARY KEY (chat_id, message_id, part_index), CHECK (delete_date != 0));

INSERT INTO handle VALUES (1, '+15550100', 'us', 'iMessage', '555-0100', 'P-1'),
  (2, 'stranger@example.com', NULL, 'iMessage', NULL, NULL);
INSERT INTO chat (ROWID, guid, style, state, chat_identifier, service_name, account_login, last_addressed_handle,
    display_name, is_filtered, last_read_message_timestamp, is_blackholed)
  VALUES (1, 'iMessage;-;+15550100', 45, 3, '+15550100', 'iMessage', 'E:owner@example.org', '+15550199', '', 0,
          731750400000000000, 0),
         (2, 'iMessage;-;stranger@example.com', 45, 3, 'stranger@example.com', 'iMessage', 'E:owner@example.org',
          'owner@example.org', NULL, 1, 0, 1);
INSERT INTO chat_handle_join VALUES (1, 1), (2, 2);

-- 1: link only in the attributed body; 2: link with its preview; 3: answer to it; 4: edited from a link to words
INSERT INTO message (ROWID, guid, attributedBody, handle_id, service, account, destination_caller_id, date,
    date_read, is_read)
  VALUES (1, 'M-1', typedstream('look here', 'https://cdn.example.org/7654321s/'), 2, 'iMessage',
          'E:owner@example.org', 'owner@example.org', 731750400000000000, 0, 0);
INSERT INTO message (ROWID, guid, text, attributedBody, handle_id, service, account, destination_caller_id, date,
    date_read, is_read, balloon_bundle_id, payload_data, subject)
  VALUES (2, 'M-2', 'https://example.org/a', typedstream('https://example.org/a', 'https://example.org/a'), 1,
          'iMessage', 'P:+15550199', '+15550199', 731750460000000000, 731750470000000000, 1,
          'com.apple.messages.URLBalloonProvider', rich_link('https://www.example.org/a?x=1'), 'Read this');
INSERT INTO message (ROWID, guid, text, handle_id, service, account, destination_caller_id, date, date_delivered,
    is_from_me, reply_to_guid, thread_originator_guid)
  VALUES (3, 'M-3', 'What is it?', 1, 'iMessage', 'P:+15550199', '+15550199', 731750520000000000,
          731750521000000000, 1, 'M-2', 'M-2');
INSERT INTO message (ROWID, guid, text, handle_id, service, account, date, date_edited, message_summary_info)
  VALUES (4, 'M-4', 'never mind', 2, 'iMessage', 'E:owner@example.org', 731750580000000000, 731750640000000000,
          edits('https://first.example.com/x', 'never mind'));
-- 5: unsent; 6: junk; 7: recently deleted; 8: one part recently deleted
INSERT INTO message (ROWID, guid, handle_id, service, account, date, date_retracted, is_spam)
  VALUES (5, 'M-5', 2, 'iMessage', 'E:owner@example.org', 731750700000000000, 731750760000000000, 0);
INSERT INTO message (ROWID, guid, text, handle_id, service, service_center, account, date, error, is_spam)
  VALUES (6, 'M-6', 'You won', 0, 'SMS', '+15550111', 'P:+15550199', 731750820000000000, 0, 1),
         (7, 'M-7', 'regretted', 1, 'iMessage', NULL, 'P:+15550199', 731750880000000000, 0, 0),
         (8, 'M-8', 'kept part', 1, 'iMessage', NULL, 'P:+15550199', 731750940000000000, 4, 0);
INSERT INTO chat_message_join (chat_id, message_id) VALUES (2, 1), (1, 2), (1, 3), (2, 4), (2, 5), (1, 8), (2, 8);
INSERT INTO chat_recoverable_message_join (chat_id, message_id, delete_date) VALUES (1, 7, 731754000000000000);
INSERT INTO recoverable_message_part VALUES (1, 8, 1, 731754000000000000, typedstream('deleted part'), 0);

INSERT INTO attachment VALUES (1, 'A-1', 731750400000000000, 731750405000000000,
  '~/Library/SMS/Attachments/1f/15/A-1/card.pkpass', 'com.apple.pkpass', 'application/vnd.apple.pkpass', 5, 0,
  plist('<dict><key>mmcs-owner</key><string>someone</string></dict>'), 'card.pkpass', 20480, 0, 0, 'A-0');
INSERT INTO attachment VALUES (2, 'A-2', 731750460000000000, 0, NULL, 'dyn.example', NULL, 0, 1, NULL, 'preview', 0, 0,
  1, 'A-2');
INSERT INTO message_attachment_join VALUES (1, 1), (99, 2);

-- wal: what was written since the last checkpoint
INSERT INTO message (ROWID, guid, text, handle_id, service, account, date)
  VALUES (9, 'M-9', 'newest', 1, 'iMessage', 'P:+15550199', 731757600000000000);
INSERT INTO chat_message_join (chat_id, message_id) VALUES (1, 9);
UPDATE message SET date_read = 731750410000000000, is_read = 1 WHERE ROWID = 1;
