-- PowerLog: four tables of use, with two offsets of the log's clock, 400 seconds and then 600 seconds fast.
CREATE TABLE PLStorageOperator_EventForward_TimeOffset (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL,
  baseband REAL, kernel REAL, system REAL);
INSERT INTO PLStorageOperator_EventForward_TimeOffset VALUES (1, 1635848600.5, 0.0, -1571153284.0, -400.0);
INSERT INTO PLStorageOperator_EventForward_TimeOffset VALUES (2, 1635850000.5, 0.0, -1571153284.0, -600.0);
CREATE TABLE PLAppTimeService_Aggregate_AppRunTime (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL,
  timeInterval REAL, BackgroundAudioPlayingTime REAL, BackgroundLocationTime REAL, BackgroundTime REAL, BundleID TEXT,
  ScreenOnTime REAL);
INSERT INTO PLAppTimeService_Aggregate_AppRunTime VALUES (10, 1635847545.0, 3600.0, 0.0, 1.5, 5.25, 'com.example.app', 30.5);
CREATE TABLE PLProcessNetworkAgent_EventInterval_UsageDiff (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL,
  BundleName TEXT, CellIn INTEGER, CellOut INTEGER, ProcessName TEXT, WifiIn INTEGER, WifiOut INTEGER, timestampEnd REAL);
INSERT INTO PLProcessNetworkAgent_EventInterval_UsageDiff VALUES (20, 1635850100.0, NULL, 1, 2, 'locationd', 300, 4000, 1635850400.0);
CREATE TABLE PLCoalitionAgent_EventInterval_CoalitionInterval (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL,
  BundleId TEXT, LaunchdCoalitionId INTEGER, LaunchdName TEXT, cpu_time REAL, timestampEnd REAL);
INSERT INTO PLCoalitionAgent_EventInterval_CoalitionInterval VALUES (30, 1635849000.0, '', 462, 'com.example.daemon', 0.75, 1635849300.0);
CREATE TABLE PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval (ID INTEGER PRIMARY KEY AUTOINCREMENT,
  timestamp REAL, timestampEnd REAL);
INSERT INTO PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval VALUES (5, 1635849000.0, 1635849300.0);
CREATE TABLE PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval_Dynamic (ID INTEGER PRIMARY KEY AUTOINCREMENT,
  FK_ID INTEGER, BundleID TEXT, PID INTEGER, ProcessName TEXT, unit TEXT, value REAL);
INSERT INTO PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval_Dynamic VALUES (40, 5, NULL, 37, 'routined', 's', 33.5);
INSERT INTO PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval_Dynamic VALUES (41, 99, NULL, 38, 'orphan', 's', 1.5);
-- wal:
INSERT INTO PLAppTimeService_Aggregate_AppRunTime VALUES (11, 1635853000.0, 3600.0, 2.5, 0.0, 0.0, 'com.example.app', 0.0);
