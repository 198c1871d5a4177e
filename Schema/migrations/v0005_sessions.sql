-- Conversations with one model: which generation is which turn, and which earlier turns it was sent with.

CREATE TABLE session (
  id TEXT PRIMARY KEY,                       -- ULID
  created_at INTEGER NOT NULL,               -- when it was started
  configuration_json TEXT NOT NULL CHECK (json_valid(configuration_json)), -- model and settings that every turn repeats
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE session_end (
  session TEXT PRIMARY KEY REFERENCES session, -- the conversation that ended
  ended_at INTEGER NOT NULL,                 -- when it ended
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE turn (
  generation TEXT PRIMARY KEY REFERENCES generation (id), -- what was said and answered
  session TEXT NOT NULL REFERENCES session,  -- in which conversation
  number INTEGER NOT NULL,                   -- order in it, from 1
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  UNIQUE (session, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
  generation TEXT NOT NULL REFERENCES generation (id), -- the turn that was sent
  earlier TEXT NOT NULL REFERENCES generation (id), -- a turn that was sent with it, as said and as answered
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, earlier)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_earlier ON history (earlier);
