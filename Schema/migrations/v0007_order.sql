-- Row numbers are local to one library and leave the digests; events get identifiers; a model's profile is stored once.
-- The old tables are set aside: the program checks their rows, moves them with new digests, and drops the tables.
PRAGMA legacy_alter_table = ON; -- so that other tables name the new tables, not those set aside
ALTER TABLE generation RENAME TO generation_v6;
ALTER TABLE event RENAME TO event_v6;
PRAGMA legacy_alter_table = OFF;
DROP INDEX generation_request_key;
DROP INDEX generation_profile;
DROP INDEX generation_rebuild_of;
DROP INDEX event_generation;

CREATE TABLE model_profile (
  digest TEXT PRIMARY KEY,                   -- SHA-256 of profile_json
  profile_json TEXT NOT NULL CHECK (json_valid(profile_json)), -- a model's profile as generations used it
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE generation (
  seq INTEGER PRIMARY KEY,                   -- order of arrival in this library, from 1; in no digest
  id TEXT NOT NULL UNIQUE,                   -- ULID
  created_at INTEGER NOT NULL,               -- when it was planned
  prompt TEXT NOT NULL,                      -- as written
  prompt_sent TEXT NOT NULL,                 -- the words as composed for the model
  model TEXT NOT NULL,                       -- as asked for
  profile TEXT NOT NULL,                     -- id of the profile used
  profile_digest TEXT NOT NULL REFERENCES model_profile, -- the profile as used
  provider TEXT NOT NULL,                    -- the provider asked
  request_json TEXT NOT NULL CHECK (json_valid(request_json)), -- what was asked
  sent_json TEXT NOT NULL CHECK (json_valid(sent_json)), -- parameters as sent
  composition_json TEXT NOT NULL CHECK (json_valid(composition_json)), -- words and places of images, in order
  excluded_json TEXT NOT NULL CHECK (json_valid(excluded_json)), -- candidates left out, with reasons
  adjustments_json TEXT NOT NULL CHECK (json_valid(adjustments_json)), -- differences between asked and sent
  request_key TEXT NOT NULL,                 -- digest of address and body: equal requests have equal keys
  price_usd REAL,                            -- price of one output image in force, US dollars; NULL when not known
  batch TEXT,                                -- ULID shared by the generations of one command
  replay_of TEXT REFERENCES generation (id), -- the generation sent again; NULL when it is new
  rebuild_of TEXT REFERENCES generation (id), -- the generation rebuilt on another model; NULL otherwise
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns, seq left out
) STRICT;
CREATE INDEX generation_request_key ON generation (request_key);
CREATE INDEX generation_profile ON generation (profile);
CREATE INDEX generation_rebuild_of ON generation (rebuild_of) WHERE rebuild_of IS NOT NULL;

CREATE TABLE event (
  id TEXT PRIMARY KEY,                       -- ULID; the ids of a generation's events rise in order
  generation TEXT NOT NULL REFERENCES generation (id), -- the generation that changed its state
  at INTEGER NOT NULL,                       -- when
  state TEXT NOT NULL CHECK (state IN ('planned', 'sent', 'received', 'done', 'refused', 'failed', 'unknown')), -- from now on
  message TEXT NOT NULL,                     -- why, for people; may be empty
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;
CREATE INDEX event_generation ON event (generation, id);
