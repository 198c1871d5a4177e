-- Work over whole lineages: rebuilds on another model and replays of chains, with the plan that was frozen for each step.

CREATE TABLE rework (
  seq INTEGER PRIMARY KEY,                   -- order of arrival in this library, from 1; in no digest
  id TEXT NOT NULL UNIQUE,                   -- ULID
  created_at INTEGER NOT NULL,               -- when it was planned
  kind TEXT NOT NULL CHECK (kind IN ('rebuild', 'replay')), -- on another model, or on the recorded ones
  focus TEXT NOT NULL REFERENCES generation (id), -- the generation whose lineage it goes over
  scope TEXT NOT NULL CHECK (scope IN ('line', 'branch', 'tree')), -- how much of that lineage
  model TEXT,                                -- the model as named; NULL for a replay
  terms_json TEXT NOT NULL CHECK (json_valid(terms_json)), -- what the user set for all of it
  plan_digest TEXT NOT NULL,                 -- equal for plans that would send the same
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns, seq left out
) STRICT;

CREATE INDEX rework_focus ON rework (focus);

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
) STRICT, WITHOUT ROWID;

CREATE INDEX rework_step_old ON rework_step (old);

CREATE TABLE rework_event (
  rework TEXT NOT NULL REFERENCES rework (id), -- the work whose course it tells
  number INTEGER NOT NULL,                   -- order, from 1
  step INTEGER,                              -- the step that it is about; NULL for the whole
  take INTEGER,                              -- the take of that step, from 1; NULL for the whole
  at INTEGER NOT NULL,                       -- when
  state TEXT NOT NULL CHECK (state IN ('waiting', 'making', 'made', 'unknown', 'failed', 'left', 'kept', 'skipped', 'ended')), -- from now on; of 'making' the generation tells the rest
  generation TEXT REFERENCES generation (id), -- the generation that is or was made for it
  output INTEGER,                            -- which of its outputs stands for the take, from 1; NULL for the one in its place
  plan_json TEXT CHECK (plan_json IS NULL OR json_valid(plan_json)), -- what is sent from now on instead; NULL for what was planned
  message TEXT NOT NULL,                     -- why, for people; may be empty
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (rework, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX rework_event_generation ON rework_event (generation) WHERE generation IS NOT NULL;
