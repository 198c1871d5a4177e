-- Questions to vision models on images that were made, and what they answered. Inserted once, digested, never edited.

CREATE TABLE picture_check (
  seq INTEGER PRIMARY KEY,                   -- order of arrival in this library, from 1; in no digest
  id TEXT NOT NULL UNIQUE,                   -- ULID; its answer arrives in a spool file of this name
  created_at INTEGER NOT NULL,               -- when it was planned, before anything was sent
  generation TEXT NOT NULL,                  -- the generation whose image was looked at
  position INTEGER NOT NULL,                 -- which of its outputs, from 1
  profile TEXT NOT NULL,                     -- id of the judge's profile
  profile_digest TEXT NOT NULL REFERENCES model_profile, -- the profile as used
  provider TEXT NOT NULL,                    -- the provider asked
  questions_json TEXT NOT NULL CHECK (json_valid(questions_json)), -- the questions in order, with the answers that each takes
  method TEXT NOT NULL,                      -- of HTTP
  url TEXT NOT NULL,                         -- without a key
  headers_json TEXT NOT NULL CHECK (json_valid(headers_json)), -- names and values in order, without the key
  key_header TEXT,                           -- the header that carried the key; NULL when none did
  body TEXT NOT NULL REFERENCES object,      -- the file with the body: runs of text, and pictures by digest
  request_key TEXT NOT NULL,                 -- digest of address and body: equal checks have equal keys
  price_usd REAL,                            -- the most that it was to cost, US dollars; NULL when not known
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns, seq left out
  FOREIGN KEY (generation, position) REFERENCES output (generation, position)
) STRICT;

CREATE INDEX picture_check_request_key ON picture_check (request_key);

CREATE INDEX picture_check_image ON picture_check (generation, position);

CREATE TABLE check_event (
  picture_check TEXT NOT NULL REFERENCES picture_check (id), -- the check whose course it tells
  number INTEGER NOT NULL,                   -- order, from 1; the last one holds
  at INTEGER NOT NULL,                       -- when
  state TEXT NOT NULL CHECK (state IN ('planned', 'sent', 'done', 'no_verdict', 'failed', 'unknown')), -- from now on
  message TEXT NOT NULL,                     -- why, for people; may be empty
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (picture_check, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE check_answer (
  picture_check TEXT PRIMARY KEY REFERENCES picture_check (id), -- the check that it answers
  received_at INTEGER NOT NULL,              -- when the last byte was on disk
  status INTEGER NOT NULL,                   -- of HTTP
  body TEXT NOT NULL REFERENCES object,      -- the file with the answer byte for byte
  model_resolved TEXT,                       -- the model that says it answered
  finish_reason TEXT,                        -- the provider's word for how it ended
  usage_json TEXT CHECK (usage_json IS NULL OR json_valid(usage_json)), -- tokens counted; NULL when not given
  cost_usd REAL,                             -- US dollars by the price in force; NULL when not known
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE check_verdict (
  picture_check TEXT NOT NULL REFERENCES picture_check (id), -- the check that it is part of
  number INTEGER NOT NULL,                   -- place of its question, from 1
  subject TEXT NOT NULL CHECK (subject IN ('trait', 'presence', 'identity', 'copy', 'people')), -- what it is about
  asset TEXT,                                -- ULID of the asset that it is about; NULL for none
  trait TEXT,                                -- the trait as it was sent; NULL for other subjects
  answer TEXT NOT NULL,                      -- one of those that the question takes
  evidence TEXT NOT NULL,                    -- the judge's words; may be empty
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (picture_check, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX check_verdict_asset ON check_verdict (asset) WHERE asset IS NOT NULL;
