-- What users say of images, in no digest of the record: ratings, picks, tags, notes, primary takes; and boards of images.

CREATE TABLE annotation_act (
  id INTEGER PRIMARY KEY,                    -- order of arrival, from 1
  at INTEGER NOT NULL,                       -- when
  who TEXT NOT NULL,                         -- the user's name on their machine; may be empty
  undoes INTEGER UNIQUE REFERENCES annotation_act -- the act that it takes back; NULL for one that says something
) STRICT;

CREATE TABLE annotation (
  generation TEXT NOT NULL REFERENCES generation (id), -- of which it is said
  position INTEGER NOT NULL,                 -- which of its outputs, from 1; 0 for the whole generation
  kind TEXT NOT NULL CHECK (kind IN ('rating', 'pick', 'tag', 'note', 'primary')), -- what is said
  name TEXT NOT NULL,                        -- the tag, folded; empty for other kinds
  act INTEGER NOT NULL REFERENCES annotation_act, -- with which it was said; the last that stands holds
  value ANY NOT NULL CHECK (CASE kind WHEN 'rating' THEN value IN (0, 1, 2, 3, 4, 5) WHEN 'pick' THEN value IN (-1, 0, 1) WHEN 'note' THEN typeof(value) = 'text' ELSE value IN (0, 1) END), -- 0 or an empty note takes away
  PRIMARY KEY (generation, position, kind, name, act)
) STRICT, WITHOUT ROWID;

CREATE INDEX annotation_by_act ON annotation (act);

CREATE INDEX annotation_value ON annotation (kind, name, value);

CREATE TABLE board (
  name TEXT PRIMARY KEY,                     -- folded
  created_at INTEGER NOT NULL,               -- when
  query TEXT                                 -- the search that it stands for; NULL for a list
) STRICT, WITHOUT ROWID;

CREATE TABLE board_item (
  board TEXT NOT NULL REFERENCES board,      -- the list that it is on
  generation TEXT NOT NULL REFERENCES generation (id), -- what is on it
  position INTEGER NOT NULL,                 -- which of its outputs, from 1; 0 for the whole generation
  number INTEGER NOT NULL,                   -- order on the list
  PRIMARY KEY (board, generation, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX generation_batch ON generation (batch) WHERE batch IS NOT NULL;
