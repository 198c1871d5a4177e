-- Rows of the catalogue and of what is derived from pictures get digests too, and every table with digests a sum over
-- them: rows that another hand changed, added or took away are seen. The program computes both.
PRAGMA legacy_alter_table = ON; -- so that other tables name the new tables, not those set aside
ALTER TABLE asset RENAME TO asset_v7;
ALTER TABLE asset_tag RENAME TO asset_tag_v7;
ALTER TABLE fingerprint RENAME TO fingerprint_v7;
ALTER TABLE library RENAME TO library_v7;
ALTER TABLE look RENAME TO look_v7;
ALTER TABLE object RENAME TO object_v7;
ALTER TABLE reference RENAME TO reference_v7;
ALTER TABLE reference_tag RENAME TO reference_tag_v7;
ALTER TABLE rendition RENAME TO rendition_v7;
ALTER TABLE source RENAME TO source_v7;
ALTER TABLE thumbnail RENAME TO thumbnail_v7;
ALTER TABLE trait RENAME TO trait_v7;
PRAGMA legacy_alter_table = OFF;
PRAGMA ignore_check_constraints = ON; -- so that a damaged row keeps no other from being moved

CREATE TABLE asset (
  id TEXT PRIMARY KEY,                       -- ULID; a rename keeps it
  handle TEXT NOT NULL,                      -- as written, NFC, without the @
  handle_key TEXT NOT NULL UNIQUE,           -- NFKC and case folded: equal keys are the same handle
  kind TEXT NOT NULL CHECK (kind IN ('character', 'object', 'style')), -- what it is
  name TEXT NOT NULL,                        -- how people and models call it
  description TEXT NOT NULL,                 -- as the user wrote it; may be empty
  created_at INTEGER NOT NULL,               -- when it was added
  removed_at INTEGER,                        -- when it was removed; NULL while it is in use
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT;
INSERT INTO asset SELECT *, '' FROM asset_v7;
DROP TABLE asset_v7;

CREATE TABLE asset_tag (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset it belongs to
  tag TEXT NOT NULL,                         -- a word to find it by
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, tag)
) STRICT, WITHOUT ROWID;
INSERT INTO asset_tag SELECT *, '' FROM asset_tag_v7;
DROP TABLE asset_tag_v7;

CREATE TABLE fingerprint (
  digest TEXT PRIMARY KEY REFERENCES object, -- the image
  frequencies INTEGER NOT NULL,              -- perceptual hash, 64 bits: its lowest frequencies above their median
  gradients INTEGER NOT NULL,                -- gradient hash, 64 bits: where it grows brighter from left to right
  aspect REAL NOT NULL,                      -- width over height
  mean_color INTEGER NOT NULL,               -- 0xRRGGBB in sRGB, transparent parts on white
  palette_json TEXT NOT NULL CHECK (json_valid(palette_json)), -- at most five colors as numbers like it, most frequent first
  sharpness REAL NOT NULL,                   -- variance of the Laplacian of its 8-bit luminance
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;
INSERT INTO fingerprint SELECT *, '' FROM fingerprint_v7;
DROP TABLE fingerprint_v7;

CREATE TABLE library (
  id TEXT PRIMARY KEY,                       -- ULID of this library
  created_at INTEGER NOT NULL,               -- when it was made
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT;
INSERT INTO library SELECT *, '' FROM library_v7;
DROP TABLE library_v7;

CREATE TABLE look (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset it belongs to
  name TEXT NOT NULL,                        -- as written, NFC
  name_key TEXT NOT NULL,                    -- NFKC and case folded
  position INTEGER NOT NULL,                 -- order of first use, from 0
  description TEXT NOT NULL,                 -- as the user wrote it; may be empty
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, name_key)
) STRICT, WITHOUT ROWID;
INSERT INTO look SELECT *, '' FROM look_v7;
DROP TABLE look_v7;

CREATE TABLE object (
  digest TEXT PRIMARY KEY,                   -- SHA-256 of the file's bytes
  extension TEXT NOT NULL,                   -- of the file's name, without the dot
  byte_count INTEGER NOT NULL,               -- size in bytes
  added_at INTEGER NOT NULL,                 -- when the file was first named by a row
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;
INSERT INTO object SELECT *, '' FROM object_v7;
DROP TABLE object_v7;

CREATE TABLE reference (
  id INTEGER PRIMARY KEY,                    -- row number
  asset TEXT NOT NULL REFERENCES asset,      -- the asset it shows
  digest TEXT NOT NULL REFERENCES object,    -- the normalized image
  source TEXT NOT NULL REFERENCES source,    -- the bytes it was made from
  media_type TEXT NOT NULL,                  -- of the normalized image
  width INTEGER NOT NULL,                    -- pixels of the normalized image
  height INTEGER NOT NULL,                   -- pixels of the normalized image
  view TEXT,                                 -- what it shows, such as profile; NULL when not said
  look TEXT,                                 -- name_key of the look it shows; NULL for the usual one
  caption TEXT NOT NULL,                     -- a sentence about it; may be empty
  is_pinned INTEGER NOT NULL CHECK (is_pinned IN (0, 1)), -- chosen before others of its asset
  rank INTEGER NOT NULL,                     -- order among the asset's references, from 0
  origin_generation TEXT REFERENCES generation (id), -- the generation that drew it; NULL for an imported file
  origin_position INTEGER,                   -- which of that generation's outputs, from 1
  imported_at INTEGER NOT NULL,              -- when it became a reference
  retired_at INTEGER,                        -- when it was retired; NULL while it may be chosen
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  UNIQUE (asset, digest),
  FOREIGN KEY (asset, look) REFERENCES look (asset, name_key)
) STRICT;
INSERT INTO reference SELECT *, '' FROM reference_v7;
DROP TABLE reference_v7;

CREATE TABLE reference_tag (
  reference INTEGER NOT NULL REFERENCES reference, -- the reference it belongs to
  tag TEXT NOT NULL,                         -- a word to find it by
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (reference, tag)
) STRICT, WITHOUT ROWID;
INSERT INTO reference_tag SELECT *, '' FROM reference_tag_v7;
DROP TABLE reference_tag_v7;

CREATE TABLE rendition (
  original TEXT NOT NULL REFERENCES object,  -- the image that was made to fit
  form TEXT NOT NULL,                        -- how: its longest edge in pixels, and auto, image/jpeg or image/png
  digest TEXT NOT NULL,                      -- the bytes it became; their file may be missing
  media_type TEXT NOT NULL,                  -- of those bytes
  byte_count INTEGER NOT NULL,               -- their number
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (original, form)
) STRICT, WITHOUT ROWID;
INSERT INTO rendition SELECT *, '' FROM rendition_v7;
DROP TABLE rendition_v7;

CREATE TABLE source (
  digest TEXT PRIMARY KEY REFERENCES object, -- the bytes as imported, never changed
  media_type TEXT NOT NULL,                  -- what the bytes show, such as image/png
  width INTEGER NOT NULL,                    -- pixels, as stored
  height INTEGER NOT NULL,                   -- pixels, as stored
  orientation INTEGER NOT NULL,              -- EXIF orientation, 1 to 8
  file_name TEXT NOT NULL,                   -- as it was called when imported
  imported_at INTEGER NOT NULL,              -- when it was first imported
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;
INSERT INTO source SELECT *, '' FROM source_v7;
DROP TABLE source_v7;

CREATE TABLE thumbnail (
  digest TEXT PRIMARY KEY REFERENCES object, -- the image
  thumbnail TEXT NOT NULL REFERENCES object, -- a picture of it, at most 256 pixels on a side
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;
INSERT INTO thumbnail SELECT *, '' FROM thumbnail_v7;
DROP TABLE thumbnail_v7;

CREATE TABLE trait (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset it belongs to
  position INTEGER NOT NULL,                 -- order, from 0
  text TEXT NOT NULL,                        -- one fact that must not change
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, position)
) STRICT, WITHOUT ROWID;
INSERT INTO trait SELECT *, '' FROM trait_v7;
DROP TABLE trait_v7;

CREATE TABLE table_digest (
  name TEXT PRIMARY KEY,                     -- a table whose rows have digests
  row_count INTEGER NOT NULL,                -- how many rows it has
  sum TEXT NOT NULL,                         -- of the digests of its rows with their row numbers, 256 bits in hexadecimal
  change_count INTEGER NOT NULL              -- transactions that changed it
) STRICT, WITHOUT ROWID;
PRAGMA ignore_check_constraints = OFF;
