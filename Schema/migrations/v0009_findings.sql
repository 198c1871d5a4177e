-- What a user should know of an answer: where it differs from what was asked, and what came with its images.

CREATE TABLE finding (
  generation TEXT NOT NULL REFERENCES generation (id), -- the generation whose answer it is about
  number INTEGER NOT NULL,                   -- order, from 1
  code TEXT NOT NULL,                        -- what it is, such as unreadable, pixels or draft
  position INTEGER,                          -- the output that it is about, from 1; NULL for none of them
  asked TEXT,                                -- what was asked, in words; NULL where nothing was
  got TEXT NOT NULL,                         -- what came: values, an address, or words
  digest TEXT REFERENCES object,             -- the bytes that it is about, where they are no output; NULL for none
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, number)
) STRICT, WITHOUT ROWID;
