-- PowerLog: processes noticed, states of apps.
CREATE TABLE PLStorageOperator_EventForward_TimeOffset (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, system REAL);
INSERT INTO PLStorageOperator_EventForward_TimeOffset VALUES (1, 1635848600.5, -400.0);
CREATE TABLE PLProcessMonitorAgent_EventForward_ProcessID (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL,
  BundleID TEXT, CoalitionID INTEGER, PID INTEGER, ProcessName TEXT);
INSERT INTO PLProcessMonitorAgent_EventForward_ProcessID VALUES (1, 1635848624.5, 'com.example.service', 141, 253, 'serviced');
INSERT INTO PLProcessMonitorAgent_EventForward_ProcessID VALUES (2, 1635848625.5, NULL, 390, 251, 'roled');
CREATE TABLE PLApplicationAgent_EventForward_Application (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL,
  Identifier TEXT, pid INTEGER, State INTEGER, Reason INTEGER);
INSERT INTO PLApplicationAgent_EventForward_Application VALUES (1, 1635848700.0, 'com.example.app', 308, 8, 1);
CREATE TABLE PLApplicationAgent_EventPoint_ApplicationExitReason (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL,
  Identifier TEXT, Reason INTEGER);
INSERT INTO PLApplicationAgent_EventPoint_ApplicationExitReason VALUES (1, 1635848800.0, 'com.example.app', 2);
