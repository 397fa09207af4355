-- As systems from about iOS 13 make it: other events are notes, and measurements have a table of their own.
CREATE TABLE hard_failures (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, data BLOB);
CREATE TABLE soft_failures (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, data BLOB);
CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, data BLOB);
CREATE TABLE samples (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, name STRING, value REAL);
INSERT INTO notes VALUES (1, 1630000000.25, plist('<dict><key>eventName</key><string>ConnectionInfo</string>
  <key>build</key><string>19A346</string><key>process</key><string>exampled</string></dict>'));
INSERT INTO samples VALUES (1, 1630000000.5, 'CKKSitems', 12.0);
