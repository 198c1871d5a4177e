-- A look has facts of its own that must not change, as its asset has.

CREATE TABLE look_trait (
  asset TEXT NOT NULL,                       -- the asset it belongs to
  look TEXT NOT NULL,                        -- name_key of the look it belongs to
  position INTEGER NOT NULL,                 -- order, from 0
  text TEXT NOT NULL,                        -- one fact that must not change while the asset has this look
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, look, position),
  FOREIGN KEY (asset, look) REFERENCES look (asset, name_key)
) STRICT, WITHOUT ROWID;
