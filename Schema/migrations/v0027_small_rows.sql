-- Rows that hold requests, answers and signatures are longer than a quarter of a page, which in a table without row numbers
-- costs each of them pages of its own. Tables with row numbers fill their pages. Indexes that nothing reads go, and lines of
-- a file are looked for among those of one moment.
PRAGMA legacy_alter_table = ON; -- so that other tables name the new tables, not those set aside
ALTER TABLE attempt RENAME TO attempt_v26;
ALTER TABLE exchange RENAME TO exchange_v26;
ALTER TABLE leg RENAME TO leg_v26;
ALTER TABLE output RENAME TO output_v26;
ALTER TABLE rework_step RENAME TO rework_step_v26;
PRAGMA legacy_alter_table = OFF;
PRAGMA ignore_check_constraints = ON; -- so that a damaged row keeps no other from being moved

CREATE TABLE attempt (
  id TEXT PRIMARY KEY,                       -- ULID: the intent of one send
  generation TEXT NOT NULL REFERENCES generation (id), -- the generation it belongs to
  number INTEGER NOT NULL,                   -- first, second … send of it, from 1
  created_at INTEGER NOT NULL,               -- when it was decided, before anything was sent
  method TEXT NOT NULL,                      -- of HTTP, or DRAW for the offline model
  url TEXT NOT NULL,                         -- without a key
  headers_json TEXT NOT NULL CHECK (json_valid(headers_json)), -- names and values in order, without the key
  key_header TEXT,                           -- the header that carried the key; NULL when none did
  body_json TEXT NOT NULL CHECK (json_valid(body_json)), -- text runs and files by digest: the body byte for byte
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  UNIQUE (generation, number)
) STRICT;
INSERT INTO attempt SELECT * FROM attempt_v26 ORDER BY id;
DROP TABLE attempt_v26;

CREATE TABLE exchange (
  attempt TEXT PRIMARY KEY REFERENCES attempt, -- the send that it answers
  received_at INTEGER NOT NULL,              -- when the last byte was on disk
  status INTEGER NOT NULL,                   -- of HTTP; 200 for the offline model
  headers_json TEXT NOT NULL CHECK (json_valid(headers_json)), -- names and values in order
  body_json TEXT NOT NULL CHECK (json_valid(body_json)), -- the answer byte for byte, images by digest
  model_resolved TEXT,                       -- the model that says it answered
  response_id TEXT,                          -- the provider's name of the answer
  finish_reason TEXT,                        -- the provider's word for how it ended
  message TEXT,                              -- the provider's words, bounded
  texts_json TEXT NOT NULL CHECK (json_valid(texts_json)), -- texts that came with the images, in order
  usage_json TEXT CHECK (usage_json IS NULL OR json_valid(usage_json)), -- tokens counted; NULL when not given
  grounding_json TEXT CHECK (grounding_json IS NULL OR json_valid(grounding_json)), -- search results as given; NULL when none
  cost_usd REAL,                             -- US dollars by the price in force; NULL when not known
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT;
INSERT INTO exchange SELECT * FROM exchange_v26 ORDER BY attempt;
DROP TABLE exchange_v26;

CREATE TABLE leg (
  attempt TEXT NOT NULL REFERENCES attempt,  -- the send that the answer belongs to
  number INTEGER NOT NULL,                   -- order of the answer, from 1
  received_at INTEGER NOT NULL,              -- when the last byte was on disk
  status INTEGER NOT NULL,                   -- of HTTP
  headers_json TEXT NOT NULL CHECK (json_valid(headers_json)), -- names and values in order
  body_json TEXT NOT NULL CHECK (json_valid(body_json)), -- the answer byte for byte, images by digest
  next_json TEXT NOT NULL CHECK (json_valid(next_json)), -- what it asks for: a message to poll with, or those that fetch
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (attempt, number)
) STRICT;
INSERT INTO leg SELECT * FROM leg_v26 ORDER BY attempt, number;
DROP TABLE leg_v26;

CREATE TABLE output (
  generation TEXT NOT NULL REFERENCES generation (id), -- the generation it belongs to
  position INTEGER NOT NULL,                 -- from 1, in the answer's order
  digest TEXT NOT NULL REFERENCES object,    -- the exact bytes that came
  media_type TEXT NOT NULL,                  -- what the bytes show, else what the provider claimed
  width INTEGER,                             -- pixels as measured; NULL when the bytes cannot be read
  height INTEGER,                            -- pixels as measured
  signature TEXT,                            -- thought signature verbatim; NULL when none came
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, position)
) STRICT;
INSERT INTO output SELECT * FROM output_v26 ORDER BY generation, position;
DROP TABLE output_v26;

CREATE TABLE rework_step (
  rework TEXT NOT NULL REFERENCES rework (id), -- the work that it is part of
  number INTEGER NOT NULL,                   -- order of the old generations, from 1
  old TEXT NOT NULL REFERENCES generation (id), -- the generation that it makes again
  takes_json TEXT NOT NULL CHECK (json_valid(takes_json)), -- the outputs of the old one that its takes stand for, in order
  needs_json TEXT NOT NULL CHECK (json_valid(needs_json)), -- the takes of earlier steps that go into it
  profile_digest TEXT REFERENCES model_profile, -- the profile it was planned for; NULL where no plan could be made
  plan_json TEXT CHECK (plan_json IS NULL OR json_valid(plan_json)), -- all that is sent but for the images of earlier steps
  error_json TEXT CHECK (error_json IS NULL OR json_valid(error_json)), -- why no plan could be made; NULL where one was
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (rework, number)
) STRICT;
INSERT INTO rework_step SELECT * FROM rework_step_v26 ORDER BY rework, number;
DROP TABLE rework_step_v26;

PRAGMA ignore_check_constraints = OFF;

CREATE INDEX exchange_cost ON exchange (attempt, cost_usd);

CREATE INDEX exchange_bad_cost ON exchange (attempt, cost_usd) WHERE NOT cost_usd BETWEEN 0 AND 1e6;

CREATE INDEX exchange_too_large ON exchange (attempt) WHERE status = 413;

CREATE INDEX rework_step_old ON rework_step (old);

CREATE INDEX output_digest ON output (digest, generation, position);

DROP INDEX IF EXISTS cast_member_asset;

DROP INDEX IF EXISTS cast_member_handle;

ALTER TABLE imported ADD COLUMN made_at INTEGER; -- when it was made, as the file says; NULL where it does not

DROP INDEX imported_line_key;

CREATE INDEX imported_line ON imported (made_at, line_key);

DROP INDEX generation_profile;

CREATE INDEX generation_profile ON generation (profile, model);
