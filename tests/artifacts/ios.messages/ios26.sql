-- iOS 26: date_recovered (since 18); RCS; a join table with an index state.
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, country TEXT,
  service TEXT NOT NULL, uncanonicalized_id TEXT, person_centric_id TEXT, UNIQUE (id, service));
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, style INTEGER, state INTEGER,
  account_id TEXT, properties BLOB, chat_identifier TEXT, service_name TEXT, room_name TEXT, account_login TEXT,
  is_archived INTEGER DEFAULT 0, last_addressed_handle TEXT, display_name TEXT, group_id TEXT,
  is_filtered INTEGER DEFAULT 0, last_read_message_timestamp INTEGER DEFAULT 0, is_blackholed INTEGER DEFAULT 0,
  is_recovered INTEGER DEFAULT 0, is_deleting_incoming_messages INTEGER DEFAULT 0,
  is_pending_review INTEGER DEFAULT 0);
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT,
  service_center TEXT, handle_id INTEGER DEFAULT 0, subject TEXT, attributedBody BLOB, service TEXT, account TEXT,
  error INTEGER DEFAULT 0, date INTEGER, date_read INTEGER, date_delivered INTEGER, is_from_me INTEGER DEFAULT 0,
  is_read INTEGER DEFAULT 0, cache_has_attachments INTEGER DEFAULT 0, cache_roomnames TEXT,
  item_type INTEGER DEFAULT 0, other_handle INTEGER DEFAULT 0, group_title TEXT, associated_message_guid TEXT,
  associated_message_type INTEGER DEFAULT 0, balloon_bundle_id TEXT, payload_data BLOB, message_summary_info BLOB,
  destination_caller_id TEXT, reply_to_guid TEXT, is_spam INTEGER DEFAULT 0, thread_originator_guid TEXT,
  thread_originator_part TEXT, date_retracted INTEGER, date_edited INTEGER, associated_message_emoji TEXT,
  schedule_type INTEGER DEFAULT 0, date_recovered INTEGER DEFAULT 0, is_time_sensitive INTEGER DEFAULT 0,
  ck_chat_id TEXT, index_state INTEGER DEFAULT 0);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL,
  created_date INTEGER DEFAULT 0, start_date INTEGER DEFAULT 0, filename TEXT, uti TEXT, mime_type TEXT,
  transfer_state INTEGER DEFAULT 0, is_outgoing INTEGER DEFAULT 0, user_info BLOB, transfer_name TEXT,
  total_bytes INTEGER DEFAULT 0, is_sticker INTEGER DEFAULT 0, hide_attachment INTEGER DEFAULT 0,
  original_guid TEXT UNIQUE NOT NULL, preview_generation_state INTEGER DEFAULT 0);
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER, UNIQUE(chat_id, handle_id));
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, message_date INTEGER DEFAULT 0,
  index_state INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (chat_id, message_id));
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER,
  UNIQUE(message_id, attachment_id));
CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER,
  ck_sync_state INTEGER DEFAULT 0, PRIMARY KEY (chat_id, message_id), CHECK (delete_date != 0));
CREATE TABLE recoverable_message_part (chat_id INTEGER, message_id INTEGER, part_index INTEGER,
  delete_date INTEGER, part_text BLOB NOT NULL, ck_sync_state INTEGER DEFAULT 0,
  PRIMARY KEY (chat_id, message_id, part_index), CHECK (delete_date != 0));

INSERT INTO handle VALUES (1, '+15550100', 'us', 'RCS', NULL, 'P-1');
INSERT INTO chat (ROWID, guid, style, state, chat_identifier, service_name, account_login, is_filtered)
  VALUES (1, 'any;-;+15550100', 45, 3, '+15550100', 'RCS', 'P:+15550199', 2);
INSERT INTO chat_handle_join VALUES (1, 1);
INSERT INTO message (ROWID, guid, attributedBody, handle_id, service, account, date, date_recovered)
  VALUES (1, 'M-1', typedstream('taken back'), 1, 'RCS', 'P:+15550199', 789300000000000000, 789303600000000000);
-- 2: blobs that are not what they should be cost their own cells
INSERT INTO message (ROWID, guid, attributedBody, handle_id, service, account, date, payload_data,
    message_summary_info)
  VALUES (2, 'M-2', X'00010203', 1, 'RCS', 'P:+15550199', 789300060000000000, X'0A021001', X'62706C69737430FF');
-- 3: text and attributed body differ, and the payload is no archive but holds a link
INSERT INTO message (ROWID, guid, text, attributedBody, handle_id, service, account, date, payload_data)
  VALUES (3, 'M-3', 'hello', typedstream('see example.com/b'), 1, 'RCS', 'P:+15550199', 789300120000000000,
          CAST(X'0A02' || 'https://example.org/poll?id=3' || X'1001' AS BLOB));
INSERT INTO chat_message_join (chat_id, message_id) VALUES (1, 1), (1, 2), (1, 3);
INSERT INTO attachment (ROWID, guid, original_guid, created_date, transfer_name, user_info)
  VALUES (1, 'A-1', 'A-1', 789300000000000000, 'photo.heic', X'00');
