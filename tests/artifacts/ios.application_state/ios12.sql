-- An app, one that is gone with its day, one whose values cannot be read; 5 is wrapped as phones wrap them.
CREATE TABLE application_identifier_tab (id INTEGER PRIMARY KEY, application_identifier TEXT UNIQUE);
CREATE TABLE key_tab (id INTEGER PRIMARY KEY, key TEXT UNIQUE);
CREATE TABLE kvs (id INTEGER PRIMARY KEY, application_identifier INTEGER, key INTEGER, value BLOB);
INSERT INTO application_identifier_tab VALUES (1, 'com.example.app');
INSERT INTO application_identifier_tab VALUES (2, 'com.example.gone');
INSERT INTO application_identifier_tab VALUES (3, 'com.example.odd');
INSERT INTO key_tab VALUES (1, 'compatibilityInfo');
INSERT INTO key_tab VALUES (13, '_UninstallDate');
INSERT INTO key_tab VALUES (14, 'XBApplicationSnapshotManifest');
INSERT INTO kvs VALUES (1, 1, 1, plist('<dict><key>bundleIdentifier</key><string>com.example.app</string>
  <key>bundlePath</key><string>/private/var/containers/Bundle/Application/AAAAAAAA-0000-4000-8000-000000000001/App.app</string>
  <key>sandboxPath</key><string>/private/var/mobile/Containers/Data/Application/AAAAAAAA-0000-4000-8000-000000000002</string></dict>'));
INSERT INTO kvs VALUES (2, 2, 13, plist('<date>2019-04-01T08:30:00Z</date>'));
INSERT INTO kvs VALUES (3, 2, 14, NULL);
INSERT INTO kvs VALUES (4, 3, 1, X'0102');
INSERT INTO application_identifier_tab VALUES (5, 'com.example.real');
INSERT INTO kvs VALUES (5, 5, 1, plist('<data>YnBsaXN0MDDUAQIDBAUGGh1ZJGFyY2hpdmVyWCRvYmplY3RzVCR0b3BYJHZlcnNpb25fEA9OU0tleWVkQXJjaGl2ZXKmBwgREhMU
  VSRudWxs1AkKCwwNDg8QViRjbGFzc18QEGJ1bmRsZUlkZW50aWZpZXJaYnVuZGxlUGF0aFtzYW5kYm94UGF0aIAFgAKAA4AEXxAQ
  Y29tLmV4YW1wbGUucmVhbF8QWC9wcml2YXRlL3Zhci9jb250YWluZXJzL0J1bmRsZS9BcHBsaWNhdGlvbi9BQUFBQUFBQS0wMDAw
  LTQwMDAtODAwMC0wMDAwMDAwMDAwMDMvUmVhbC5hcHBfEFQvcHJpdmF0ZS92YXIvbW9iaWxlL0NvbnRhaW5lcnMvRGF0YS9BcHBs
  aWNhdGlvbi9BQUFBQUFBQS0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDTSFRYXGFgkY2xhc3Nlc1okY2xhc3NuYW1lohgZXxAk
  WEJBcHBsaWNhdGlvbkxhdW5jaENvbXBhdGliaWxpdHlJbmZvWE5TT2JqZWN00RscVHJvb3SAARIAAYagAAgAEQAbACQAKQAyAEQA
  SwBRAFoAYQB0AH8AiwCNAI8AkQCTAKYBAQFYAV0BZgFxAXQBmwGkAacBrAGuAAAAAAAAAgEAAAAAAAAAHgAAAAAAAAAAAAAAAAAA
  AbM=</data>'));
-- wal:
INSERT INTO application_identifier_tab VALUES (4, 'com.example.late');
