-- observations.db as WebKit first wrote it: a news site redirected to a host nobody has interacted with.
CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain TEXT NOT NULL UNIQUE ON CONFLICT FAIL,
  lastSeen REAL NOT NULL, hadUserInteraction INTEGER NOT NULL, mostRecentUserInteractionTime REAL NOT NULL,
  grandfathered INTEGER NOT NULL, isPrevalent INTEGER NOT NULL, isVeryPrevalent INTEGER NOT NULL,
  dataRecordsRemoved INTEGER NOT NULL, timesAccessedAsFirstPartyDueToUserInteraction INTEGER NOT NULL,
  timesAccessedAsFirstPartyDueToStorageAccessAPI INTEGER NOT NULL);
CREATE TABLE TopFrameUniqueRedirectsTo (sourceDomainID INTEGER NOT NULL, toDomainID INTEGER NOT NULL);
CREATE TABLE TopFrameUniqueRedirectsFrom (targetDomainID INTEGER NOT NULL, fromDomainID INTEGER NOT NULL);
CREATE TABLE SubframeUnderTopFrameDomains (subFrameDomainID INTEGER NOT NULL, lastUpdated REAL NOT NULL,
  topFrameDomainID INTEGER NOT NULL);
CREATE TABLE SubresourceUnderTopFrameDomains (subresourceDomainID INTEGER NOT NULL, lastUpdated REAL NOT NULL,
  topFrameDomainID INTEGER NOT NULL);
INSERT INTO ObservedDomains VALUES (1, 'example.org', 1566307200.0, 1, 1566307195.0, 0, 0, 0, 0, 0, 0);
INSERT INTO ObservedDomains VALUES (2, 'example.com', 1566307200.0, 0, -1.0, 0, 1, 0, 2, 0, 0);
INSERT INTO ObservedDomains VALUES (3, 'example.net', 0, 0, -1.0, 1, 0, 0, 0, 0, 0);
INSERT INTO TopFrameUniqueRedirectsTo VALUES (1, 2), (1, 77);
INSERT INTO TopFrameUniqueRedirectsFrom VALUES (2, 1);
INSERT INTO SubframeUnderTopFrameDomains VALUES (3, 1566307200.0, 1);
INSERT INTO SubresourceUnderTopFrameDomains VALUES (3, 1566307200.0, 1), (3, 1566307200.0, 2);
