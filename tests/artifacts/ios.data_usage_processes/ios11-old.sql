-- Without the bundle and the first use, as the oldest published readers describe it.
CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTIMESTAMP TIMESTAMP, ZPROCNAME VARCHAR);
INSERT INTO ZPROCESS VALUES (1, 7, 1, 530000000, 'mDNSResponder/com.apple.MobileSMS');
