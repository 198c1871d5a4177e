-- Places are a kind of their own. Looks have tags, leave out traits of their asset, begin at a shot of the story, and can
-- be removed; traits of assets begin at a shot too.
PRAGMA legacy_alter_table = ON; -- so that other tables name the new table, not the one set aside
ALTER TABLE asset RENAME TO asset_v16;
PRAGMA legacy_alter_table = OFF;
PRAGMA ignore_check_constraints = ON; -- so that a damaged row keeps no other from being moved

CREATE TABLE asset (
  id TEXT PRIMARY KEY,                       -- ULID; a rename keeps it
  handle TEXT NOT NULL,                      -- as written, NFC, without the @
  handle_key TEXT NOT NULL UNIQUE,           -- NFKC and case folded: equal keys are the same handle
  kind TEXT NOT NULL CHECK (kind IN ('character', 'object', 'style', 'place')), -- what it is
  name TEXT NOT NULL,                        -- how people and models call it
  description TEXT NOT NULL,                 -- as the user wrote it; may be empty
  created_at INTEGER NOT NULL,               -- when it was added
  removed_at INTEGER,                        -- when it was removed; NULL while it is in use
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT;
INSERT INTO asset SELECT * FROM asset_v16;
DROP TABLE asset_v16;
PRAGMA ignore_check_constraints = OFF;

ALTER TABLE look ADD COLUMN tags_json TEXT CHECK (tags_json IS NULL OR json_valid(tags_json)); -- words to find it by
ALTER TABLE look ADD COLUMN dropped_json TEXT CHECK (dropped_json IS NULL OR json_valid(dropped_json)); -- traits of the asset that do not hold while it is worn
ALTER TABLE look ADD COLUMN from_shot INTEGER; -- the shot of the story from which it is the usual look; NULL for none
ALTER TABLE look ADD COLUMN removed_at INTEGER; -- when it was removed; NULL while it is in use
ALTER TABLE trait ADD COLUMN from_shot INTEGER; -- the shot of the story from which it holds; NULL for always
