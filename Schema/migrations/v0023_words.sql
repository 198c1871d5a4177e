-- Everything worth finding stands in the index of words: the prompts as asked in a column of their own, by which they are
-- ranked, and all other texts with facts in the second.
DROP TABLE generation_text;

CREATE VIRTUAL TABLE generation_text USING fts5 (
  prompt,
  more,
  content = '',
  columnsize = 0,
  tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TABLE prompt_length (
  page INTEGER PRIMARY KEY,                  -- number of a generation divided by 2048
  lengths BLOB NOT NULL                      -- words of the prompts of those of the page, a byte each, at most 255
) STRICT;

CREATE INDEX asset_name ON asset (name COLLATE NOCASE);

-- Generations that were made elsewhere.
CREATE TABLE imported (
  generation TEXT PRIMARY KEY REFERENCES generation (id), -- the generation as this library keeps it
  at INTEGER NOT NULL,                       -- when it was imported
  source TEXT NOT NULL,                      -- name of the file that told of it
  line_key INTEGER NOT NULL,                 -- first 64 bits of the SHA-256 of what the file says of it
  name TEXT,                                 -- its id there, where that is no ULID
  parent TEXT REFERENCES generation (id),    -- the generation that it was made from; NULL for none
  named_parent TEXT,                         -- id of that one there, where it is not in the library
  rest_json TEXT CHECK (rest_json IS NULL OR json_valid(rest_json)), -- what else the file says of it
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE INDEX imported_line_key ON imported (line_key);

CREATE INDEX imported_name ON imported (name) WHERE name IS NOT NULL;

CREATE INDEX imported_parent ON imported (parent) WHERE parent IS NOT NULL;
