"""The columns of sms.db by iOS version, as far as published schemas tell.

Sources: public schema listings of iOS and macOS message databases and the column names of IMDPersistence; where the
exact release that added a column is not published, the major version is given.
"""

_GROWTH: tuple[tuple[int, str], ...] = (
    (
        9,
        "ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, replace INTEGER DEFAULT 0,"
        " service_center TEXT, handle_id INTEGER DEFAULT 0, subject TEXT, country TEXT, attributedBody BLOB,"
        " version INTEGER DEFAULT 0, type INTEGER DEFAULT 0, service TEXT, account TEXT, account_guid TEXT,"
        " error INTEGER DEFAULT 0, date INTEGER, date_read INTEGER, date_delivered INTEGER,"
        " is_delivered INTEGER DEFAULT 0, is_finished INTEGER DEFAULT 0, is_emote INTEGER DEFAULT 0,"
        " is_from_me INTEGER DEFAULT 0, is_empty INTEGER DEFAULT 0, is_delayed INTEGER DEFAULT 0,"
        " is_auto_reply INTEGER DEFAULT 0, is_prepared INTEGER DEFAULT 0, is_read INTEGER DEFAULT 0,"
        " is_system_message INTEGER DEFAULT 0, is_sent INTEGER DEFAULT 0, has_dd_results INTEGER DEFAULT 0,"
        " is_service_message INTEGER DEFAULT 0, is_forward INTEGER DEFAULT 0, was_downgraded INTEGER DEFAULT 0,"
        " is_archive INTEGER DEFAULT 0, cache_has_attachments INTEGER DEFAULT 0, cache_roomnames TEXT,"
        " was_data_detected INTEGER DEFAULT 0, was_deduplicated INTEGER DEFAULT 0,"
        " is_audio_message INTEGER DEFAULT 0, is_played INTEGER DEFAULT 0, date_played INTEGER,"
        " item_type INTEGER DEFAULT 0, other_handle INTEGER DEFAULT 0, group_title TEXT,"
        " group_action_type INTEGER DEFAULT 0, share_status INTEGER DEFAULT 0, share_direction INTEGER DEFAULT 0,"
        " is_expirable INTEGER DEFAULT 0, expire_state INTEGER DEFAULT 0, message_action_type INTEGER DEFAULT 0,"
        " message_source INTEGER DEFAULT 0",
    ),
    (
        10,
        "associated_message_guid TEXT, associated_message_type INTEGER DEFAULT 0, balloon_bundle_id TEXT,"
        " payload_data BLOB, expressive_send_style_id TEXT, associated_message_range_location INTEGER DEFAULT 0,"
        " associated_message_range_length INTEGER DEFAULT 0, time_expressive_send_played INTEGER,"
        " message_summary_info BLOB",
    ),
    (
        11,
        "ck_sync_state INTEGER DEFAULT 0, ck_record_id TEXT DEFAULT NULL,"
        " ck_record_change_tag TEXT DEFAULT NULL, destination_caller_id TEXT DEFAULT NULL",
    ),
    (12, "is_corrupt INTEGER DEFAULT 0"),
    (13, "reply_to_guid TEXT DEFAULT NULL, sort_id INTEGER DEFAULT 0, is_spam INTEGER DEFAULT 0"),
    (
        14,
        "has_unseen_mention INTEGER DEFAULT 0, thread_originator_guid TEXT DEFAULT NULL,"
        " thread_originator_part TEXT DEFAULT NULL",
    ),
    (
        15,
        "syndication_ranges TEXT DEFAULT NULL, synced_syndication_ranges TEXT DEFAULT NULL,"
        " was_delivered_quietly INTEGER DEFAULT 0, did_notify_recipient INTEGER DEFAULT 0",
    ),
    (
        16,
        "date_retracted INTEGER DEFAULT 0, date_edited INTEGER DEFAULT 0, was_detonated INTEGER DEFAULT 0,"
        " part_count INTEGER",
    ),
    (
        17,
        "is_stewie INTEGER DEFAULT 0, is_kt_verified INTEGER DEFAULT 0, is_sos INTEGER DEFAULT 0,"
        " is_critical INTEGER DEFAULT 0, bia_reference_id TEXT DEFAULT NULL, fallback_hash TEXT DEFAULT NULL",
    ),
    (
        18,
        "associated_message_emoji TEXT DEFAULT NULL, is_pending_satellite_send INTEGER DEFAULT 0,"
        " needs_relay INTEGER DEFAULT 0, schedule_type INTEGER DEFAULT 0, schedule_state INTEGER DEFAULT 0,"
        " sent_or_received_off_grid INTEGER DEFAULT 0, date_recovered INTEGER DEFAULT 0",
    ),
    (26, "is_time_sensitive INTEGER DEFAULT 0, ck_chat_id TEXT"),
)
_ATTACHMENT: tuple[tuple[int, str], ...] = (
    (
        9,
        "ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, created_date INTEGER DEFAULT 0,"
        " start_date INTEGER DEFAULT 0, filename TEXT, uti TEXT, mime_type TEXT,"
        " transfer_state INTEGER DEFAULT 0, is_outgoing INTEGER DEFAULT 0, user_info BLOB, transfer_name TEXT,"
        " total_bytes INTEGER DEFAULT 0",
    ),
    (
        10,
        "is_sticker INTEGER DEFAULT 0, sticker_user_info BLOB, attribution_info BLOB,"
        " hide_attachment INTEGER DEFAULT 0",
    ),
    (
        11,
        "ck_sync_state INTEGER DEFAULT 0, ck_server_change_token_blob BLOB DEFAULT NULL,"
        " ck_record_id TEXT DEFAULT NULL, original_guid TEXT",
    ),
    (15, "is_commsafety_sensitive INTEGER DEFAULT 0"),
)
_JOIN = "REFERENCES {} (ROWID) ON DELETE CASCADE"


def schema(major: int) -> str:
    """The statements that create sms.db for that major version of iOS."""
    person = ", person_centric_id TEXT" if major >= 13 else ""
    joined = ", message_date INTEGER DEFAULT 0" if major >= 11 else ""
    recoverable = (
        "CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER,"
        " ck_sync_state INTEGER DEFAULT 0, PRIMARY KEY (chat_id, message_id));"
    )
    read = ", last_read_message_timestamp INTEGER DEFAULT 0" if major >= 12 else ""
    blocked = ", is_blackholed INTEGER DEFAULT 0" if major >= 14 else ""
    chat, message, attachment = (_JOIN.format(name) for name in ("chat", "message", "attachment"))
    return (
        "CREATE TABLE _SqliteDatabaseProperties (key TEXT, value TEXT, UNIQUE(key));"
        "CREATE TABLE deleted_messages (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, guid TEXT NOT NULL);"
        "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, country TEXT,"
        f" service TEXT NOT NULL, uncanonicalized_id TEXT{person}, UNIQUE (id, service));"
        "CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, style INTEGER,"
        " state INTEGER, account_id TEXT, properties BLOB, chat_identifier TEXT, service_name TEXT, room_name TEXT,"
        " account_login TEXT, is_archived INTEGER DEFAULT 0, last_addressed_handle TEXT, display_name TEXT,"
        " group_id TEXT, is_filtered INTEGER DEFAULT 0, successful_query INTEGER"
        f"{read}{blocked});"
        f"CREATE TABLE chat_handle_join (chat_id INTEGER {chat}, handle_id INTEGER"
        f" {_JOIN.format('handle')}, UNIQUE(chat_id, handle_id));"
        f"CREATE TABLE message ({_columns(_GROWTH, major)});"
        f"CREATE TABLE chat_message_join (chat_id INTEGER {chat}, message_id INTEGER {message}{joined},"
        " PRIMARY KEY (chat_id, message_id));"
        f"CREATE TABLE attachment ({_columns(_ATTACHMENT, major)});"
        f"CREATE TABLE message_attachment_join (message_id INTEGER {message}, attachment_id INTEGER {attachment},"
        f" UNIQUE(message_id, attachment_id));{recoverable if major >= 16 else ''}"
        "CREATE INDEX message_idx_date ON message(date);"
        "CREATE INDEX message_idx_handle ON message(handle_id, date);"
        "CREATE INDEX chat_message_join_idx_message_id ON chat_message_join(message_id, chat_id);"
        "CREATE INDEX message_attachment_join_idx_message_id ON message_attachment_join(message_id);"
        "CREATE TRIGGER add_to_deleted_messages AFTER DELETE ON message BEGIN"
        " INSERT INTO deleted_messages (guid) VALUES (OLD.guid); END;"
    )


def _columns(growth: tuple[tuple[int, str], ...], major: int) -> str:
    return ", ".join(columns for since, columns in growth if since <= major)
