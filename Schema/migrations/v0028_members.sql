-- Who asked for a generation is recorded, and what it cost is summed under their name too. A prompt that says a word several
-- times, or once among few, holds it in the index once more, marked with how much of the prompt it is: so the most relevant
-- of very many are found without the others. The sums are made and the index is filled again. Files of other tools that were
-- imported are known by their place, so that importing a folder again reads none of them.
CREATE TABLE generation_member (
  generation TEXT PRIMARY KEY REFERENCES generation (id), -- the generation that was asked for
  member TEXT NOT NULL,                      -- who asked: `member` of the settings, else the user's name on their machine
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE INDEX generation_member_name ON generation_member (member);

INSERT INTO generation_text (generation_text) VALUES ('delete-all');

DROP TABLE cost_sum;

CREATE TABLE cost_sum (
  kind TEXT NOT NULL CHECK (kind IN ('day', 'model', 'provider', 'asset', 'tag', 'scene', 'member')), -- what its subject is
  subject TEXT NOT NULL,                     -- day (UTC), id of a profile, name of a provider, ULID of an asset and its handle then, tag, ULID of a scene, name of a member; empty for none
  requests INTEGER NOT NULL,                 -- requests that were sent
  images INTEGER NOT NULL,                   -- images that came
  cost INTEGER NOT NULL,                     -- what those cost whose cost is known
  open_requests INTEGER NOT NULL,            -- requests among them whose cost is not known
  unpriced INTEGER NOT NULL,                 -- requests among those whose price is not known either
  open_cost INTEGER NOT NULL,                -- what the open ones cost at their prices
  planned_cost INTEGER NOT NULL,             -- what those cost at their prices that are not sent yet
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE imported_file (
  path TEXT PRIMARY KEY,                     -- where it stood, from the root
  byte_count INTEGER NOT NULL,               -- its size then
  modified_at INTEGER NOT NULL,              -- its time of change then, in millionths of a second since 1970
  digest TEXT NOT NULL                       -- SHA-256 of its bytes, which are those of an image of the library
) STRICT, WITHOUT ROWID;
