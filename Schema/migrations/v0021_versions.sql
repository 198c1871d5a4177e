-- Assets keep what they were: what changes what is said of one, or its pictures, makes a version of it, and a request may
-- ask for an earlier one. An asset without rows was never changed since: it is at its first.
CREATE TABLE asset_version (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset that was so
  number INTEGER NOT NULL CHECK (number >= 1), -- order of change, from 1
  at INTEGER NOT NULL,                       -- since when
  facts_json TEXT NOT NULL CHECK (json_valid(facts_json)), -- its name, description, traits and looks of then
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_version (
  asset TEXT NOT NULL,                       -- the asset that it shows
  digest TEXT NOT NULL,                      -- its normalized image
  number INTEGER NOT NULL,                   -- the version of the asset from which on this holds
  facts_json TEXT CHECK (facts_json IS NULL OR json_valid(facts_json)), -- its view, look, caption, tags and pin; NULL out of use
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, digest, number),
  FOREIGN KEY (asset, number) REFERENCES asset_version (asset, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE cast_version (
  generation TEXT NOT NULL,                  -- in which an earlier version was asked for
  position INTEGER NOT NULL,                 -- of its asset in the cast
  asset TEXT NOT NULL,                       -- ULID of that asset
  number INTEGER NOT NULL,                   -- which version of it
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, position),
  FOREIGN KEY (generation, position) REFERENCES cast_member (generation, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX cast_version_asset ON cast_version (asset);
