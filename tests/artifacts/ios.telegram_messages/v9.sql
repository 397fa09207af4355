-- db_sqlite: a message with a marked link, one forwarded, one whose author is not known, a hole, one of another form.
CREATE TABLE t2 (key INTEGER PRIMARY KEY, value BLOB);
CREATE TABLE t7 (key BLOB PRIMARY KEY, value BLOB);
INSERT INTO t2 VALUES (100, telegram_peer('fn', 'First', 'ln', 'Last', 'p', '15550100', 'un', 'first_last')),
  (200, telegram_peer('t', 'A group')), (300, telegram_peer('fn', 'Other', 'un', 'other_one')), (400, X'015F09');
INSERT INTO t7 VALUES
  (telegram_key(100, 0, 1700000100, 11), telegram_message(4, 100, 'see here', 'https://example.org/x')),
  (telegram_key(200, 0, 1700000200, 12), telegram_message(4, 300, 'passed on', NULL, 100)),
  (telegram_key(200, 0, 1700000300, 13), telegram_message(0, NULL, 'https://example.com/ and more')),
  (telegram_key(200, 0, 1700000400, 14), X'01'), (X'00', telegram_message(0, 1, 'a key cut short')),
  (telegram_key(200, 2, 0, 15), telegram_message(4, 100, ''));
-- wal:
INSERT INTO t7 VALUES (telegram_key(100, 0, 1700000500, 16), telegram_message(1, 7, 'not sent yet'));
