-- Conversations go on from a turn of another one, and ask a turn again. Assets say whether they show a real person, who
-- signed for it, and pictures and words can be removed for good.
ALTER TABLE asset ADD COLUMN likeness TEXT CHECK (likeness IN ('real', 'fictional')); -- whether it shows a real person; NULL where that is not said

CREATE TABLE release (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset whose person agreed
  number INTEGER NOT NULL,                   -- order of addition, from 1
  digest TEXT NOT NULL REFERENCES object,    -- the file that says to what
  file_name TEXT NOT NULL,                   -- as it was called when added
  added_at INTEGER NOT NULL,                 -- when
  removed_at INTEGER,                        -- when it was taken back or another took its place; NULL while it holds
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE fork_turn (
  session TEXT NOT NULL REFERENCES session,  -- the conversation that begins with it
  number INTEGER NOT NULL,                   -- of the turn, as in the conversation that it comes from
  generation TEXT NOT NULL REFERENCES generation (id), -- what was said and answered
  origin TEXT NOT NULL REFERENCES session,   -- the conversation that it comes from
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE turn_retry (
  generation TEXT PRIMARY KEY REFERENCES turn, -- the turn that asks again
  earlier TEXT NOT NULL REFERENCES generation (id), -- the turn in whose place, and in that of all after it, it stands
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE purge (
  id TEXT PRIMARY KEY,                       -- ULID
  at INTEGER NOT NULL,                       -- when it was begun
  subject TEXT NOT NULL CHECK (subject IN ('asset', 'reference', 'generation')), -- what was removed for good
  name TEXT NOT NULL,                        -- ULID of that asset or generation, or digest of that reference
  reason TEXT NOT NULL,                      -- why, in the user's words; may be empty
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE purge_file (
  digest TEXT NOT NULL,                      -- of the file that was removed
  purge TEXT NOT NULL REFERENCES purge,      -- with what
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (digest, purge)
) STRICT, WITHOUT ROWID;

CREATE TABLE purge_row (
  purge TEXT NOT NULL REFERENCES purge,      -- with what it was changed
  number INTEGER NOT NULL,                   -- order, from 1
  table_name TEXT NOT NULL,                  -- the table of the row
  row_key TEXT NOT NULL,                     -- its key, as 'id=…'
  before TEXT NOT NULL,                      -- the row's digest with its words
  after TEXT,                                -- its digest without them; NULL where the row was removed
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (purge, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX purge_row_key ON purge_row (table_name, row_key);

CREATE TABLE purge_event (
  purge TEXT NOT NULL REFERENCES purge,      -- how far it has come
  step TEXT NOT NULL CHECK (step IN ('rows', 'done')), -- rows are changed; nothing of it is left on the disk
  at INTEGER NOT NULL,                       -- when
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (purge, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE backup_place (
  path TEXT PRIMARY KEY,                     -- of a folder on this machine
  at INTEGER NOT NULL                        -- when the last backup to it was whole
) STRICT, WITHOUT ROWID;
