-- Before caches were parted, and with nothing but the list of answers left.
CREATE TABLE cfurl_cache_response(entry_ID INTEGER PRIMARY KEY, version INTEGER, hash_value INTEGER, request_key TEXT,
  time_stamp TEXT);
INSERT INTO cfurl_cache_response VALUES (1, 0, 1, 'http://example.com/', '2015-11-23 19:33:20');
