-- How good each choice of images is proven to be, and what sheets are made of.

CREATE TABLE selection (
  generation TEXT PRIMARY KEY REFERENCES generation (id), -- the generation it belongs to
  value REAL NOT NULL,                       -- worth of the images chosen
  bound REAL NOT NULL,                       -- no choice within the limits is worth more
  is_optimal INTEGER NOT NULL,               -- whether it is proven that none is worth more than this one
  values_json TEXT NOT NULL CHECK (json_valid(values_json)), -- what each image adds, in order of position
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE sheet_part (
  generation TEXT NOT NULL,                  -- the generation it belongs to
  position INTEGER NOT NULL,                 -- of the input that is the sheet
  number INTEGER NOT NULL,                   -- place on the sheet, from 1
  asset TEXT,                                -- ULID of the asset it shows
  handle TEXT NOT NULL,                      -- of that asset then
  name TEXT NOT NULL,                        -- of that asset then
  kind TEXT NOT NULL,                        -- character, object or style
  look TEXT,                                 -- the look it shows
  view TEXT,                                 -- the view it shows
  reference TEXT NOT NULL REFERENCES object, -- the picture
  label TEXT NOT NULL,                       -- the words under it
  reason TEXT NOT NULL,                      -- why it is on the sheet
  value REAL NOT NULL,                       -- what it adds to the choice's worth
  origin_generation TEXT REFERENCES generation (id), -- the generation that drew it; NULL for an imported file
  origin_position INTEGER,                   -- which of that generation's outputs, from 1
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, position, number),
  FOREIGN KEY (generation, position) REFERENCES input (generation, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX sheet_part_origin ON sheet_part (origin_generation) WHERE origin_generation IS NOT NULL;
