-- A mailbox from before messages were encrypted end to end.
CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO contacts VALUES (1000000001, 'A friend');
