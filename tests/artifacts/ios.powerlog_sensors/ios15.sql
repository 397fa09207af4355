-- PowerLog: camera, sound and location.
CREATE TABLE PLStorageOperator_EventForward_TimeOffset (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, system REAL);
INSERT INTO PLStorageOperator_EventForward_TimeOffset VALUES (1, 1635848600.5, -400.0);
CREATE TABLE PLCameraAgent_EventForward_Camera (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, BundleId TEXT,
  CameraType INTEGER, State INTEGER);
INSERT INTO PLCameraAgent_EventForward_Camera VALUES (1, 1635848700.0, 'com.example.app', 2, 1);
CREATE TABLE PLAudioAgent_EventPoint_AudioApp (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, ApplicationName TEXT,
  Operation INTEGER, PID INTEGER);
INSERT INTO PLAudioAgent_EventPoint_AudioApp VALUES (1, 1635848701.0, 'com.example.recorder', 1, 77);
CREATE TABLE PLLocationAgent_EventForward_ClientStatus (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL,
  BundleId TEXT, Client TEXT, Executable TEXT, InUseLevel INTEGER, Type TEXT, timestampEnd REAL);
INSERT INTO PLLocationAgent_EventForward_ClientStatus VALUES (1, 1635848702.0, NULL, 'CoreParsec.framework', 'parsecd', 3, 'Visit', 1635848802.0);
