-- TCC.db as seen on iOS 27: reminders and boot identifiers beside the decision.
CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, auth_value INTEGER NOT NULL,
  auth_reason INTEGER NOT NULL, auth_version INTEGER NOT NULL, csreq BLOB, policy_id INTEGER,
  indirect_object_identifier_type INTEGER, indirect_object_identifier TEXT NOT NULL DEFAULT 'UNUSED',
  indirect_object_code_identity BLOB, flags INTEGER, last_modified INTEGER NOT NULL DEFAULT 0, pid INTEGER,
  pid_version INTEGER, boot_uuid TEXT NOT NULL DEFAULT 'UNUSED', last_reminded INTEGER NOT NULL DEFAULT 0,
  one_time_reprompt_eligible INTEGER, reminder_count INTEGER,
  PRIMARY KEY (service, client, client_type, indirect_object_identifier));
INSERT INTO access (service, client, client_type, auth_value, auth_reason, auth_version, flags, last_modified, last_reminded)
  VALUES ('kTCCServiceCamera', 'com.example.camera', 0, 0, 2, 1, 0, 1788249600, 1788336000),
         ('kTCCServiceCamera', 'com.example.other', 0, 2, 2, 1, 0, 1788249601, 0);
