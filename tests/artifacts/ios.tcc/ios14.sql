-- TCC.db with `auth_value`, as iOS 14 to 17 write it; the third decision has a code that is not published.
CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, auth_value INTEGER NOT NULL,
  auth_reason INTEGER NOT NULL, auth_version INTEGER NOT NULL, csreq BLOB, policy_id INTEGER,
  indirect_object_identifier_type INTEGER, indirect_object_identifier TEXT NOT NULL DEFAULT 'UNUSED',
  indirect_object_code_identity BLOB, flags INTEGER, last_modified INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (service, client, client_type, indirect_object_identifier));
INSERT INTO access (service, client, client_type, auth_value, auth_reason, auth_version, flags, last_modified) VALUES
  ('kTCCServicePhotos', 'com.example.camera', 0, 3, 2, 2, 0, 1640995200),
  ('kTCCServiceMicrophone', 'com.example.recorder', 0, 2, 3, 1, 0, 1640995201),
  ('kTCCServiceAddressBook', 'com.example.other', 0, 4, 99, 1, 0, 1640995202);
INSERT INTO access VALUES ('kTCCServiceAppleEvents', 'com.example.remote', 0, 2, 2, 1, NULL, NULL, 0, 'com.example.player', NULL, 0, 1640995203);
