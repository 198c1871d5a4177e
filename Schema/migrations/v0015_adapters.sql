-- Trained adapters of assets, which a server of the user's own loads by name, and which of them went with a generation.

CREATE TABLE adapter (
  id TEXT PRIMARY KEY,                       -- ULID
  asset TEXT NOT NULL REFERENCES asset,      -- whom it was trained on
  look TEXT,                                 -- key of the look that it is for; NULL for all
  model TEXT NOT NULL,                       -- a model, or a family of them, as the user named it
  trigger_words TEXT NOT NULL,               -- what calls it in a prompt
  weight REAL NOT NULL,                      -- how strongly it acts
  name TEXT NOT NULL,                        -- by which servers load it
  file_name TEXT NOT NULL,                   -- as the user's file was called
  digest TEXT NOT NULL,                      -- of the file's bytes, which are no object of this library
  byte_count INTEGER NOT NULL,               -- of the file
  base TEXT,                                 -- the model that it was trained on, as the file says; NULL where it does not
  added_at INTEGER NOT NULL,                 -- when
  retired_at INTEGER,                        -- when it went out of use; NULL while it is in use
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  FOREIGN KEY (asset, look) REFERENCES look (asset, name_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX adapter_asset ON adapter (asset);

CREATE TABLE adapter_use (
  generation TEXT NOT NULL REFERENCES generation (id), -- with which it was sent
  position INTEGER NOT NULL,                 -- order in it, from 1
  adapter TEXT NOT NULL,                     -- ULID of the adapter
  asset TEXT NOT NULL,                       -- ULID of its asset
  handle TEXT NOT NULL,                      -- of that asset, as it was then
  digest TEXT NOT NULL,                      -- of the file's bytes
  name TEXT NOT NULL,                        -- by which the server loaded it
  trigger_words TEXT NOT NULL,               -- what called it in the words sent
  weight REAL NOT NULL,                      -- as sent
  reason TEXT NOT NULL,                      -- why it was chosen, in words
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, position)
) STRICT, WITHOUT ROWID;
