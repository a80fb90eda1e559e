/** "Agog" as a big-endian number: what tells our files from all others. */
export const applicationId = 0x41676f67;

/** Raised when a file written from then on cannot be read by what was published before. */
export const formatVersion = 1;

/**
 * Bodies have a table of their own, so that whoever lists heads reads none of them. Message ids outlive their messages.
 * What lies before a stream's first sequence has expired, counts for nothing and is deleted bit by bit. Times are
 * milliseconds since 1970.
 */
export const schema = `
CREATE TABLE clock (last_created INTEGER NOT NULL) STRICT;
INSERT INTO clock VALUES (0);

CREATE TABLE streams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  config TEXT NOT NULL,
  created INTEGER NOT NULL,
  first_sequence INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL,
  last_time INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE messages (
  stream INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  time INTEGER NOT NULL,
  size INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  body INTEGER NOT NULL,
  subject TEXT NOT NULL,
  headers TEXT NOT NULL,
  PRIMARY KEY (stream, sequence)
) WITHOUT ROWID, STRICT;
CREATE INDEX messages_by_subject ON messages (stream, subject, sequence);

CREATE TABLE bodies (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;

CREATE TABLE message_ids (
  stream INTEGER NOT NULL,
  message_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (stream, message_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX message_ids_by_time ON message_ids (stream, time);

CREATE TABLE consumers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  stream INTEGER NOT NULL,
  name TEXT NOT NULL,
  filters TEXT NOT NULL,
  since INTEGER NOT NULL,
  position INTEGER NOT NULL,
  UNIQUE (stream, name)
) STRICT;

CREATE TABLE deliveries (
  consumer INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  due REAL NOT NULL,
  PRIMARY KEY (consumer, sequence)
) WITHOUT ROWID, STRICT;
CREATE INDEX deliveries_by_due ON deliveries (consumer, due);
`;
