-- Two tabs, one of a device that is gone.
CREATE TABLE cloud_tab_devices (device_uuid TEXT PRIMARY KEY NOT NULL, system_fields BLOB, device_name TEXT,
  device_type_identifier TEXT, is_ephemeral_device BOOLEAN DEFAULT 0, last_modified REAL NOT NULL);
CREATE TABLE cloud_tabs (tab_uuid TEXT PRIMARY KEY NOT NULL, system_fields BLOB, device_uuid TEXT NOT NULL, position BLOB,
  title TEXT, url TEXT NOT NULL, is_showing_reader BOOLEAN, is_pinned BOOLEAN, last_viewed_time REAL);
INSERT INTO cloud_tab_devices VALUES ('AAAAAAAA-0000-4000-8000-000000000001', NULL, 'A laptop', 'com.apple.macbook', 0, 650000000.5);
INSERT INTO cloud_tabs VALUES ('BBBBBBBB-0000-4000-8000-000000000001', NULL, 'AAAAAAAA-0000-4000-8000-000000000001', NULL,
  'A page', 'https://example.org/a', 0, 1, 649999000.0);
INSERT INTO cloud_tabs VALUES ('BBBBBBBB-0000-4000-8000-000000000002', NULL, 'AAAAAAAA-0000-4000-8000-000000000009', NULL,
  NULL, 'https://example.org/b', 0, 0, NULL);
