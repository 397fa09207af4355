-- PowerLog: an app, an app that was removed, an extension.
CREATE TABLE PLStorageOperator_EventForward_TimeOffset (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, system REAL);
INSERT INTO PLStorageOperator_EventForward_TimeOffset VALUES (1, 1635848600.5, -400.0);
CREATE TABLE PLApplicationAgent_EventNone_AllApps (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, AppBundleId TEXT,
  AppBundleVersion TEXT, AppDeletedDate REAL, AppExecutable TEXT, AppIs3rdParty INTEGER, AppName TEXT, AppType INTEGER);
INSERT INTO PLApplicationAgent_EventNone_AllApps VALUES (1, 1635848700.0, 'com.example.app', '1.0', 0, 'App', 1, 'An app', 3);
INSERT INTO PLApplicationAgent_EventNone_AllApps VALUES (2, 1635848700.0, 'com.example.gone', '2.0', 1635848650.0, 'Gone', 1, 'Gone', 3);
CREATE TABLE PLApplicationAgent_EventNone_AllPlugins (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL,
  PluginDeletedDate REAL, PluginExecutableName TEXT, PluginId TEXT, PluginParentApp TEXT, PluginType TEXT);
INSERT INTO PLApplicationAgent_EventNone_AllPlugins VALUES (1, 1635848700.0, NULL, 'Widget', 'com.example.app.widget', 'com.example.app', 'com.apple.widgetkit-extension');
