-- An archive without offsets and with one of the tables.
CREATE TABLE PLProcessNetworkAgent_EventInterval_UsageDiff (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL,
  BundleName TEXT, ProcessName TEXT, WifiIn INTEGER, WifiOut INTEGER, timestampEnd REAL);
INSERT INTO PLProcessNetworkAgent_EventInterval_UsageDiff VALUES (1, 1561000000.0, 'com.example.app', 'com.example.app', 1, 2, 1561000300.0);
INSERT INTO PLProcessNetworkAgent_EventInterval_UsageDiff VALUES (2, 0, NULL, NULL, NULL, NULL, NULL);
