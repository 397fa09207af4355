-- Without times of tabs.
CREATE TABLE cloud_tab_devices (device_uuid TEXT PRIMARY KEY NOT NULL, device_name TEXT, last_modified REAL);
CREATE TABLE cloud_tabs (tab_uuid TEXT PRIMARY KEY NOT NULL, device_uuid TEXT, title TEXT, url TEXT, last_viewed REAL);
INSERT INTO cloud_tab_devices VALUES ('AAAAAAAA-0000-4000-8000-000000000001', 'A tablet', 560000000.5);
INSERT INTO cloud_tabs VALUES ('BBBBBBBB-0000-4000-8000-000000000001', 'AAAAAAAA-0000-4000-8000-000000000001', 'A page', 'https://example.org/a', NULL);
