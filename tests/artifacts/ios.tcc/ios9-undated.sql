-- The oldest form: no time, no reason.
CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, allowed INTEGER NOT NULL,
  prompt_count INTEGER NOT NULL, csreq BLOB, CONSTRAINT key PRIMARY KEY (service, client, client_type));
INSERT INTO access VALUES ('kTCCServiceAddressBook', 'com.example.app', 0, 1, 0, NULL);
