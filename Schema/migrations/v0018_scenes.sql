-- Files of shots, and which generation is which take of which shot.

CREATE TABLE scene (
  id TEXT PRIMARY KEY,                       -- ULID; stays the same when its file moves
  created_at INTEGER NOT NULL,               -- when it was first run
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT;

CREATE TABLE scene_file (
  scene TEXT NOT NULL REFERENCES scene,      -- whose file it is
  number INTEGER NOT NULL,                   -- 1 for the first place of the file; the last holds
  path TEXT NOT NULL,                        -- where it stands, relative to the library's folder where that is within it
  at INTEGER NOT NULL,                       -- since when
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (scene, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX scene_file_path ON scene_file (path);

CREATE TABLE shot_take (
  scene TEXT NOT NULL REFERENCES scene,      -- of which scene
  shot TEXT NOT NULL,                        -- the shot's id in its file
  stage TEXT NOT NULL CHECK (stage IN ('draft', 'final', 'sheet')), -- what it was made for
  shot_text TEXT NOT NULL,                   -- digest of what the file said of the shot
  take INTEGER NOT NULL CHECK (take >= 1),   -- which of the takes that the file asks for
  attempt INTEGER NOT NULL CHECK (attempt >= 1), -- 1, and more where it failed or was made again
  generation TEXT NOT NULL REFERENCES generation (id), -- what is made for it
  draft_generation TEXT REFERENCES generation (id), -- whose image it finishes; NULL for none
  draft_position INTEGER,                    -- which of that one's images
  at INTEGER NOT NULL,                       -- when
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (scene, shot, stage, shot_text, take, attempt)
) STRICT, WITHOUT ROWID;

CREATE INDEX shot_take_generation ON shot_take (generation);
