-- What was said of the looks that a request shows, so that a change of it is seen later; and indexes by which all that
-- was said and shown is compared with today at once, and replays are found.

CREATE TABLE cast_look (
  generation TEXT NOT NULL,                  -- in which it was shown
  position INTEGER NOT NULL,                 -- of its asset in the cast
  asset TEXT NOT NULL,                       -- ULID of that asset
  looks_json TEXT NOT NULL CHECK (json_valid(looks_json)), -- its looks with descriptions and traits, as they were then
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, position),
  FOREIGN KEY (generation, position) REFERENCES cast_member (generation, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX cast_look_facts ON cast_look (asset, looks_json);

CREATE INDEX cast_member_facts ON cast_member (asset, description, traits_json);

CREATE INDEX input_reference ON input (reference);

CREATE INDEX generation_replay_of ON generation (replay_of) WHERE replay_of IS NOT NULL;
