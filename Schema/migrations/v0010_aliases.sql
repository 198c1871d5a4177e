-- Other names of assets: prompts find an asset by its handle, its aliases and its name.

CREATE TABLE asset_alias (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset that it names
  position INTEGER NOT NULL,                 -- order of addition; a removed one leaves a gap
  alias TEXT NOT NULL,                       -- as written, NFC, without the @
  alias_key TEXT NOT NULL,                   -- NFKC and case folded, white space as one space; once among the cast in use
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, alias_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX asset_alias_key ON asset_alias (alias_key);
