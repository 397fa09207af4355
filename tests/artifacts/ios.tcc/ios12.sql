-- TCC.db with `allowed`: one permission, one refusal, a program without a bundle.
CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, allowed INTEGER NOT NULL,
  prompt_count INTEGER NOT NULL, csreq BLOB, policy_id INTEGER, indirect_object_identifier_type INTEGER,
  indirect_object_identifier TEXT, indirect_object_code_identity BLOB, flags INTEGER,
  last_modified INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (service, client, client_type, indirect_object_identifier));
INSERT INTO access VALUES ('kTCCServiceMicrophone', 'com.example.recorder', 0, 1, 1, NULL, NULL, NULL, 'UNUSED', NULL, 0, 1566307200);
INSERT INTO access VALUES ('kTCCServicePhotos', 'com.example.camera', 0, 0, 1, NULL, NULL, NULL, 'UNUSED', NULL, NULL, 1566307201);
INSERT INTO access VALUES ('kTCCServiceCamera', '/usr/libexec/exampled', 1, 1, 0, NULL, NULL, NULL, NULL, NULL, 0, 1566307202);
