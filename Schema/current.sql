-- Generated: the schema after all migrations, for reading. Do not edit; regenerate it with
-- TROUPE_WRITE_SCHEMA=1 swift test --filter CurrentSchemaTests

CREATE VIEW view_annotation AS SELECT
  a.generation AS generation,                -- of which it is said
  nullif(a.position, 0) AS position,         -- which of its images, from 1; NULL for the whole generation
  a.kind AS kind,                            -- rating, pick, tag, note or primary
  nullif(a.name, '') AS tag,                 -- NULL for other kinds
  a.value AS value,                          -- rating 1 to 5, pick 1 or -1, the note, else 1
  strftime('%Y-%m-%dT%H:%M:%fZ', t.at / 1000.0, 'unixepoch') AS at, -- when it was said, UTC
  nullif(t.who, '') AS who                   -- the user's name on their machine
FROM annotation a JOIN annotation_act t ON t.id = a.act
WHERE a.value NOT IN (0, '') AND a.act = (SELECT b.act FROM annotation b
  WHERE b.generation = a.generation AND b.position = a.position AND b.kind = a.kind AND b.name = a.name
    AND NOT EXISTS (SELECT 1 FROM annotation_act u WHERE u.undoes = b.act)
  ORDER BY b.act DESC LIMIT 1);

CREATE VIEW view_asset AS SELECT
  a.id AS id,                                -- ULID; a rename keeps it
  '@' || a.handle AS handle,                 -- as written
  a.kind AS kind,                            -- character, object, style or place
  a.name AS name,                            -- how people and models call it
  a.description AS description,              -- may be empty
  (SELECT json_group_array(text) FROM (SELECT t.text FROM trait t WHERE t.asset = a.id ORDER BY t.position)) AS traits, -- JSON
  (SELECT json_group_array(alias) FROM (
    SELECT l.alias FROM asset_alias l WHERE l.asset = a.id ORDER BY l.position)) AS aliases, -- JSON
  (SELECT json_group_array(tag) FROM (SELECT t.tag FROM asset_tag t WHERE t.asset = a.id ORDER BY t.tag)) AS tags, -- JSON
  (SELECT count(*) FROM reference r LEFT JOIN look l ON l.asset = r.asset AND l.name_key = r.look
    WHERE r.asset = a.id AND r.retired_at IS NULL AND l.removed_at IS NULL) AS reference_count, -- of those in use
  a.likeness AS likeness,                    -- real or fictional; NULL when not said
  strftime('%Y-%m-%dT%H:%M:%fZ', a.created_at / 1000.0, 'unixepoch') AS created_at, -- when it was added, UTC
  strftime('%Y-%m-%dT%H:%M:%fZ', a.removed_at / 1000.0, 'unixepoch') AS removed_at -- when it was removed; NULL while in use
FROM asset a;

CREATE VIEW view_attempt AS SELECT
  a.id AS id,                                -- ULID: one send
  a.generation AS generation,                -- that was sent
  a.number AS number,                        -- first, second … send of it, from 1
  strftime('%Y-%m-%dT%H:%M:%fZ', a.created_at / 1000.0, 'unixepoch') AS created_at, -- when it was decided, UTC
  a.method AS method,                        -- of HTTP, or DRAW for the offline model
  a.url AS url,                              -- without a key
  strftime('%Y-%m-%dT%H:%M:%fZ', x.received_at / 1000.0, 'unixepoch') AS received_at, -- when the answer was here; NULL for none
  x.status AS status,                        -- of HTTP
  x.model_resolved AS model_resolved,        -- the model that says it answered
  x.response_id AS response_id,              -- the provider's name of the answer
  x.finish_reason AS finish_reason,          -- the provider's word for how it ended
  x.message AS message,                      -- the provider's words
  x.usage_json AS usage,                     -- JSON: tokens counted; NULL when not given
  x.cost_usd AS cost_usd                     -- US dollars; NULL when not known
FROM attempt a LEFT JOIN exchange x ON x.attempt = a.id;

CREATE VIEW view_cast AS SELECT
  c.generation AS generation,                -- in which it was mentioned
  c.position AS position,                    -- order of mention, from 1
  c.asset AS asset,                          -- ULID of the asset
  '@' || coalesce(a.handle, c.handle) AS handle, -- of today; of then where the asset is not here
  '@' || c.handle AS handle_then,            -- as it was called then
  c.name AS name,                            -- as it was then
  c.kind AS kind,                            -- character, object, style or place
  c.look AS look,                            -- the look asked for; NULL for the usual one
  v.number AS version                        -- the earlier version asked for; NULL for that of its day
FROM cast_member c LEFT JOIN asset a ON a.id = c.asset
LEFT JOIN cast_version v ON v.generation = c.generation AND v.position = c.position;

CREATE VIEW view_cost AS
SELECT
  g.id AS generation,                        -- that was sent, or whose image was checked
  'generation' AS kind,                      -- generation or check
  strftime('%Y-%m-%d', g.created_at / 1000, 'unixepoch') AS day, -- UTC
  g.profile AS model,                        -- id of the model's profile
  g.provider AS provider,                    -- the provider asked
  (SELECT m.member FROM generation_member m WHERE m.generation = g.id) AS member, -- who asked
  s.state AS state,                          -- of the generation or the check
  (SELECT count(*) FROM output o WHERE o.generation = g.id) AS images, -- that came
  CASE WHEN s.state = 'failed' AND x.attempt IS NULL THEN 0.0
    WHEN x.cost_usd IS NULL AND g.price_usd = 0 THEN 0.0
    ELSE round(x.cost_usd, 6) END AS usd,    -- US dollars; NULL when not known
  g.price_usd AS price_usd                   -- what it costs at its price, US dollars; NULL when not known
FROM generation g JOIN current_state s ON s.generation = g.id
LEFT JOIN exchange x ON x.attempt = (SELECT a.id FROM attempt a WHERE a.generation = g.id ORDER BY a.number DESC LIMIT 1)
WHERE s.state <> 'planned' AND NOT EXISTS (SELECT 1 FROM imported i WHERE i.generation = g.id)
UNION ALL
SELECT c.generation, 'check', strftime('%Y-%m-%d', c.created_at / 1000, 'unixepoch'), c.profile, c.provider, NULL, e.state, 0,
  CASE WHEN e.state = 'failed' THEN 0.0 ELSE round(x.cost_usd, 6) END, c.price_usd
FROM picture_check c JOIN check_event e ON e.picture_check = c.id AND e.state <> 'planned'
  AND e.number = (SELECT max(b.number) FROM check_event b WHERE b.picture_check = c.id)
LEFT JOIN check_answer x ON x.picture_check = c.id;

CREATE VIEW view_cost_sum AS SELECT
  s.kind AS kind,                            -- day, model, provider, asset, tag, scene or member
  CASE s.kind WHEN 'asset' THEN nullif('@' || coalesce(
      (SELECT a.handle FROM asset a WHERE a.id = substr(s.subject, 1, 26)), substr(s.subject, 28)), '@')
    WHEN 'scene' THEN (SELECT f.path FROM scene_file f WHERE f.scene = s.subject ORDER BY f.number DESC LIMIT 1)
    ELSE nullif(s.subject, '') END AS subject, -- which of them; NULL for none
  sum(s.requests) AS requests,               -- that were sent
  sum(s.images) AS images,                   -- that came
  sum(s.cost) / 1e6 AS usd,                  -- US dollars that are known
  sum(s.open_requests) AS open_requests,     -- of which it is not known what they cost
  CASE WHEN sum(s.unpriced) = 0 THEN sum(s.open_cost) / 1e6 END AS open_usd -- what those cost by price; NULL when not known
FROM cost_sum s GROUP BY 1, 2 HAVING sum(s.requests) > 0;

CREATE VIEW view_generation AS SELECT
  g.id AS id,                                -- ULID
  g.seq AS seq,                              -- order of arrival in this library, from 1; the row number in generation_text
  strftime('%Y-%m-%dT%H:%M:%fZ', g.created_at / 1000.0, 'unixepoch') AS created_at, -- when it was planned, UTC
  s.state AS state,                          -- planned, sent, received, done, refused, failed or unknown
  nullif(s.message, '') AS message,          -- why it is in that state
  g.model AS model,                          -- as asked for
  x.model_resolved AS model_resolved,        -- the model that says it answered
  g.provider AS provider,                    -- the provider asked
  g.prompt AS prompt,                        -- as asked
  g.request_json ->> '$.written' AS prompt_written, -- with its snippets unopened; NULL when it had none
  g.prompt_sent AS prompt_sent,              -- the words as composed for the model
  g.sent_json ->> '$.aspect' AS aspect,      -- as sent, such as 16:9
  g.sent_json ->> '$.size' AS size,          -- as sent, such as 2K
  g.sent_json ->> '$.seed' AS seed,          -- as sent
  (SELECT count(*) FROM output o WHERE o.generation = g.id) AS images, -- how many images came
  (SELECT 'objects/' || substr(o.digest, 8, 2) || '/' || substr(o.digest, 10) || '.' || f.extension
    FROM output o JOIN object f ON f.digest = o.digest
    WHERE o.generation = g.id AND o.position = 1) AS path, -- file of the first image, from the library's folder
  CASE WHEN s.state = 'failed' AND x.attempt IS NULL THEN 0.0
    WHEN x.cost_usd IS NULL AND g.price_usd = 0 THEN 0.0
    ELSE x.cost_usd END AS cost_usd,         -- US dollars, all its images; NULL when not known
  g.price_usd AS price_usd,                  -- price of one image when it was planned, US dollars; NULL when not known
  x.finish_reason AS finish_reason,          -- the provider's word for how it ended
  substr(g.request_json ->> '$.parent.origin', 1, 26) AS parent, -- the generation whose image was edited; NULL for none
  CAST(substr(g.request_json ->> '$.parent.origin', 28) AS INTEGER) AS parent_position, -- which of its images, from 1
  (SELECT m.member FROM generation_member m WHERE m.generation = g.id) AS member, -- who asked
  (SELECT t.session FROM turn t WHERE t.generation = g.id) AS session, -- the conversation that it is a turn of
  (SELECT t.number FROM turn t WHERE t.generation = g.id) AS turn, -- order in it, from 1
  g.batch AS batch,                          -- shared by the generations of one command
  g.replay_of AS replay_of,                  -- the generation sent again
  g.rebuild_of AS rebuild_of,                -- the generation rebuilt on another model
  (SELECT i.source FROM imported i WHERE i.generation = g.id) AS imported_from, -- the file that told of it; NULL when made here
  g.created_at AS created_ms                 -- created_at as milliseconds since 1970, which an index orders
FROM generation g JOIN current_state s ON s.generation = g.id
LEFT JOIN exchange x ON x.attempt = (SELECT a.id FROM attempt a WHERE a.generation = g.id ORDER BY a.number DESC LIMIT 1);

CREATE VIEW view_image AS SELECT
  o.generation AS generation,                -- that made it
  o.position AS position,                    -- order in it, from 1
  strftime('%Y-%m-%dT%H:%M:%fZ', g.created_at / 1000.0, 'unixepoch') AS created_at, -- when its generation was planned, UTC
  g.model AS model,                          -- as asked for
  g.prompt AS prompt,                        -- as asked
  'objects/' || substr(o.digest, 8, 2) || '/' || substr(o.digest, 10) || '.' || f.extension AS path, -- from the library's folder
  o.digest AS digest,                        -- SHA-256 of the file
  o.media_type AS type,                      -- such as image/png
  o.width AS width,                          -- pixels; NULL when the file cannot be read
  o.height AS height,                        -- pixels
  f.byte_count AS byte_count,                -- of the file
  CASE WHEN x.cost_usd IS NULL AND g.price_usd = 0 THEN 0.0 ELSE x.cost_usd END
    / (SELECT count(*) FROM output c WHERE c.generation = o.generation) AS cost_share_usd, -- of all its images alike, US dollars
  nullif((SELECT a.value FROM annotation a
    WHERE a.generation = o.generation AND a.position = o.position AND a.kind = 'rating' AND a.name = ''
      AND NOT EXISTS (SELECT 1 FROM annotation_act u WHERE u.undoes = a.act)
    ORDER BY a.act DESC LIMIT 1), 0) AS rating, -- 1 to 5; NULL when not rated
  CASE (SELECT a.value FROM annotation a
    WHERE a.generation = o.generation AND a.position = o.position AND a.kind = 'pick' AND a.name = ''
      AND NOT EXISTS (SELECT 1 FROM annotation_act u WHERE u.undoes = a.act)
    ORDER BY a.act DESC LIMIT 1) WHEN 1 THEN 'picked' WHEN -1 THEN 'rejected' END AS pick, -- NULL when neither
  nullif((SELECT a.value FROM annotation a
    WHERE a.generation = o.generation AND a.position = o.position AND a.kind = 'note' AND a.name = ''
      AND NOT EXISTS (SELECT 1 FROM annotation_act u WHERE u.undoes = a.act)
    ORDER BY a.act DESC LIMIT 1), '') AS note -- of this image
FROM output o JOIN generation g ON g.id = o.generation JOIN object f ON f.digest = o.digest
LEFT JOIN exchange x ON x.attempt = (
  SELECT a.id FROM attempt a WHERE a.generation = o.generation ORDER BY a.number DESC LIMIT 1);

CREATE VIEW view_input AS SELECT
  i.generation AS generation,                -- with which it was sent
  i.position AS position,                    -- order in which the model saw it, from 1
  i.role AS role,                            -- parent, identity, style, pose or composition
  i.asset AS asset,                          -- ULID of the asset it shows; NULL for other images
  '@' || i.handle AS handle,                 -- of that asset, as it was called then
  i.kind AS kind,                            -- as which it counted
  i.look AS look,                            -- the look it shows
  i.view AS view,                            -- the view it shows
  i.label AS label,                          -- the words that introduced it; may be empty
  i.reason AS reason,                        -- why it went in
  i.reference AS reference,                  -- SHA-256 of the image chosen
  'objects/' || substr(i.reference, 8, 2) || '/' || substr(i.reference, 10) || '.' || r.extension AS path, -- its file
  i.rendition AS rendition,                  -- SHA-256 of the exact bytes sent
  'objects/' || substr(i.rendition, 8, 2) || '/' || substr(i.rendition, 10) || '.' || s.extension AS sent_path, -- their file
  i.origin_generation AS origin_generation,  -- the generation that drew it; NULL for an imported file
  i.origin_position AS origin_position,      -- which of that one's images, from 1
  (SELECT count(*) FROM sheet_part p
    WHERE p.generation = i.generation AND p.position = i.position) AS sheet_parts -- pictures on it, where it is a sheet
FROM input i JOIN object r ON r.digest = i.reference JOIN object s ON s.digest = i.rendition;

CREATE VIEW view_lineage AS SELECT
  c.id AS child,                             -- a generation
  p.id AS parent                             -- one that it came from: by an image, a sheet or a conversation
FROM edge e JOIN generation c ON c.seq = e.child JOIN generation p ON p.seq = e.parent;

CREATE VIEW view_reference AS SELECT
  r.asset AS asset,                          -- ULID of the asset that it shows
  '@' || a.handle AS handle,                 -- of the asset
  r.rank AS rank,                            -- order among the asset's references, from 0
  'objects/' || substr(r.digest, 8, 2) || '/' || substr(r.digest, 10) || '.' || f.extension AS path, -- from the library's folder
  r.digest AS digest,                        -- SHA-256 of the file
  r.media_type AS type,                      -- such as image/png
  r.width AS width,                          -- pixels
  r.height AS height,                        -- pixels
  f.byte_count AS byte_count,                -- of the file
  r.view AS view,                            -- what it shows, such as profile; NULL when not said
  l.name AS look,                            -- the look it shows; NULL for the usual one
  r.caption AS caption,                      -- may be empty
  (SELECT json_group_array(tag) FROM (
    SELECT t.tag FROM reference_tag t WHERE t.reference = r.id ORDER BY t.tag)) AS tags, -- JSON
  r.is_pinned AS is_pinned,                  -- 1 when it is chosen before others of its asset
  s.file_name AS file_name,                  -- as it was called when imported
  r.source AS source,                        -- SHA-256 of the bytes as imported
  r.origin_generation AS origin_generation,  -- the generation that drew it; NULL for an imported file
  r.origin_position AS origin_position,      -- which of that one's images, from 1
  strftime('%Y-%m-%dT%H:%M:%fZ', r.imported_at / 1000.0, 'unixepoch') AS imported_at, -- when it became a reference, UTC
  strftime('%Y-%m-%dT%H:%M:%fZ', r.retired_at / 1000.0, 'unixepoch') AS retired_at -- when it was retired; NULL while in use
FROM reference r JOIN asset a ON a.id = r.asset JOIN object f ON f.digest = r.digest JOIN source s ON s.digest = r.source
LEFT JOIN look l ON l.asset = r.asset AND l.name_key = r.look;

CREATE VIEW view_tag AS SELECT
  a.generation AS generation,                -- that has it
  nullif(a.position, 0) AS position,         -- which of its images has it, from 1; NULL for the whole generation
  a.name AS tag                              -- folded
FROM annotation a
WHERE likely(a.kind = 'tag') AND likely(a.value = 1) AND a.act = (SELECT b.act FROM annotation b
  WHERE b.generation = a.generation AND b.position = a.position AND b.kind = 'tag' AND b.name = a.name
    AND NOT EXISTS (SELECT 1 FROM annotation_act u WHERE u.undoes = b.act)
  ORDER BY b.act DESC LIMIT 1);

CREATE TABLE accepted_parent (
  generation TEXT PRIMARY KEY REFERENCES imported, -- what was made elsewhere
  parent TEXT NOT NULL REFERENCES generation (id), -- the generation that it was made from
  position INTEGER NOT NULL,                 -- which image of that one, from 1
  at INTEGER NOT NULL,                       -- when it was said
  who TEXT NOT NULL,                         -- who did
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

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

CREATE TABLE annotation (
  generation TEXT NOT NULL REFERENCES generation (id), -- of which it is said
  position INTEGER NOT NULL,                 -- which of its outputs, from 1; 0 for the whole generation
  kind TEXT NOT NULL CHECK (kind IN ('rating', 'pick', 'tag', 'note', 'primary')), -- what is said
  name TEXT NOT NULL,                        -- the tag, folded; empty for other kinds
  act INTEGER NOT NULL REFERENCES annotation_act, -- with which it was said; the last that stands holds
  value ANY NOT NULL CHECK (CASE kind WHEN 'rating' THEN value IN (0, 1, 2, 3, 4, 5) WHEN 'pick' THEN value IN (-1, 0, 1) WHEN 'note' THEN typeof(value) = 'text' ELSE value IN (0, 1) END), -- 0 or an empty note takes away
  PRIMARY KEY (generation, position, kind, name, act)
) STRICT, WITHOUT ROWID;

CREATE TABLE annotation_act (
  id INTEGER PRIMARY KEY,                    -- order of arrival, from 1
  at INTEGER NOT NULL,                       -- when
  who TEXT NOT NULL,                         -- the user's name on their machine; may be empty
  undoes INTEGER UNIQUE REFERENCES annotation_act -- the act that it takes back; NULL for one that says something
) STRICT;

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
, likeness TEXT CHECK (likeness IN ('real', 'fictional'))) STRICT;

CREATE TABLE asset_alias (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset that it names
  position INTEGER NOT NULL,                 -- order of addition; a removed one leaves a gap
  alias TEXT NOT NULL,                       -- as written, NFC, without the @
  alias_key TEXT NOT NULL,                   -- NFKC and case folded, white space as one space; once among the cast in use
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, alias_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE asset_tag (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset it belongs to
  tag TEXT NOT NULL,                         -- a word to find it by
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE asset_version (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset that was so
  number INTEGER NOT NULL CHECK (number >= 1), -- order of change, from 1
  at INTEGER NOT NULL,                       -- since when
  facts_json TEXT NOT NULL CHECK (json_valid(facts_json)), -- its name, description, traits and looks of then
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (
  id TEXT PRIMARY KEY,                       -- ULID: the intent of one send
  generation TEXT NOT NULL REFERENCES generation (id), -- the generation it belongs to
  number INTEGER NOT NULL,                   -- first, second … send of it, from 1
  created_at INTEGER NOT NULL,               -- when it was decided, before anything was sent
  method TEXT NOT NULL,                      -- of HTTP, or DRAW for the offline model
  url TEXT NOT NULL,                         -- without a key
  headers_json TEXT NOT NULL CHECK (json_valid(headers_json)), -- names and values in order, without the key
  key_header TEXT,                           -- the header that carried the key; NULL when none did
  body_json TEXT NOT NULL CHECK (json_valid(body_json)), -- text runs and files by digest: the body byte for byte
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  UNIQUE (generation, number)
) STRICT;

CREATE TABLE backup_place (
  path TEXT PRIMARY KEY,                     -- of a folder on this machine
  at INTEGER NOT NULL                        -- when the last backup to it was whole
) STRICT, WITHOUT ROWID;

CREATE TABLE board (
  name TEXT PRIMARY KEY,                     -- folded
  created_at INTEGER NOT NULL,               -- when
  query TEXT                                 -- the search that it stands for; NULL for a list
) STRICT, WITHOUT ROWID;

CREATE TABLE board_item (
  board TEXT NOT NULL REFERENCES board,      -- the list that it is on
  generation TEXT NOT NULL REFERENCES generation (id), -- what is on it
  position INTEGER NOT NULL,                 -- which of its outputs, from 1; 0 for the whole generation
  number INTEGER NOT NULL,                   -- order on the list
  PRIMARY KEY (board, generation, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE cast_look (
  generation TEXT NOT NULL,                  -- in which it was shown
  position INTEGER NOT NULL,                 -- of its asset in the cast
  asset TEXT NOT NULL,                       -- ULID of that asset
  looks_json TEXT NOT NULL CHECK (json_valid(looks_json)), -- its looks with descriptions and traits, as they were then
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, position),
  FOREIGN KEY (generation, position) REFERENCES cast_member (generation, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE cast_member (
  generation TEXT NOT NULL REFERENCES generation (id), -- in which it was mentioned
  position INTEGER NOT NULL,                 -- order of mention, from 1
  asset TEXT NOT NULL,                       -- ULID of the asset
  handle TEXT NOT NULL,                      -- as it was called then
  kind TEXT NOT NULL,                        -- as it was then
  name TEXT NOT NULL,                        -- as it was then
  description TEXT NOT NULL,                 -- as it was then
  traits_json TEXT NOT NULL CHECK (json_valid(traits_json)), -- as they were then, in order
  look TEXT,                                 -- the look asked for; NULL for the usual one
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, position)
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

CREATE TABLE check_answer (
  picture_check TEXT PRIMARY KEY REFERENCES picture_check (id), -- the check that it answers
  received_at INTEGER NOT NULL,              -- when the last byte was on disk
  status INTEGER NOT NULL,                   -- of HTTP
  body TEXT NOT NULL REFERENCES object,      -- the file with the answer byte for byte
  model_resolved TEXT,                       -- the model that says it answered
  finish_reason TEXT,                        -- the provider's word for how it ended
  usage_json TEXT CHECK (usage_json IS NULL OR json_valid(usage_json)), -- tokens counted; NULL when not given
  cost_usd REAL,                             -- US dollars by the price in force; NULL when not known
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE check_event (
  picture_check TEXT NOT NULL REFERENCES picture_check (id), -- the check whose course it tells
  number INTEGER NOT NULL,                   -- order, from 1; the last one holds
  at INTEGER NOT NULL,                       -- when
  state TEXT NOT NULL CHECK (state IN ('planned', 'sent', 'done', 'no_verdict', 'failed', 'unknown')), -- from now on
  message TEXT NOT NULL,                     -- why, for people; may be empty
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (picture_check, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE check_verdict (
  picture_check TEXT NOT NULL REFERENCES picture_check (id), -- the check that it is part of
  number INTEGER NOT NULL,                   -- place of its question, from 1
  subject TEXT NOT NULL CHECK (subject IN ('trait', 'presence', 'identity', 'copy', 'people')), -- what it is about
  asset TEXT,                                -- ULID of the asset that it is about; NULL for none
  trait TEXT,                                -- the trait as it was sent; NULL for other subjects
  answer TEXT NOT NULL,                      -- one of those that the question takes
  evidence TEXT NOT NULL,                    -- the judge's words; may be empty
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (picture_check, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE cost_sum (
  kind TEXT NOT NULL CHECK (kind IN ('day', 'model', 'provider', 'asset', 'tag', 'scene', 'member')), -- what its subject is
  subject TEXT NOT NULL,                     -- day (UTC), id of a profile, name of a provider, ULID of an asset and its handle then, tag, ULID of a scene, name of a member; empty for none
  requests INTEGER NOT NULL,                 -- requests that were sent
  images INTEGER NOT NULL,                   -- images that came
  cost INTEGER NOT NULL,                     -- what those cost whose cost is known
  open_requests INTEGER NOT NULL,            -- requests among them whose cost is not known
  unpriced INTEGER NOT NULL,                 -- requests among those whose price is not known either
  open_cost INTEGER NOT NULL,                -- what the open ones cost at their prices
  planned_cost INTEGER NOT NULL,             -- what those cost at their prices that are not sent yet
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE current_state (
  generation TEXT PRIMARY KEY REFERENCES generation (id), -- the generation it belongs to
  state TEXT NOT NULL,                       -- of its last event
  message TEXT NOT NULL                      -- of its last event
) STRICT, WITHOUT ROWID;

CREATE TABLE edge (
  child INTEGER NOT NULL,                    -- seq of a generation
  parent INTEGER NOT NULL,                   -- seq of one that it came from, which arrived before it
  PRIMARY KEY (child, parent),
  CHECK (parent < child)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  id TEXT PRIMARY KEY,                       -- ULID; the ids of a generation's events rise in order
  generation TEXT NOT NULL REFERENCES generation (id), -- the generation that changed its state
  at INTEGER NOT NULL,                       -- when
  state TEXT NOT NULL CHECK (state IN ('planned', 'sent', 'received', 'done', 'refused', 'failed', 'unknown')), -- from now on
  message TEXT NOT NULL,                     -- why, for people; may be empty
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE exchange (
  attempt TEXT PRIMARY KEY REFERENCES attempt, -- the send that it answers
  received_at INTEGER NOT NULL,              -- when the last byte was on disk
  status INTEGER NOT NULL,                   -- of HTTP; 200 for the offline model
  headers_json TEXT NOT NULL CHECK (json_valid(headers_json)), -- names and values in order
  body_json TEXT NOT NULL CHECK (json_valid(body_json)), -- the answer byte for byte, images by digest
  model_resolved TEXT,                       -- the model that says it answered
  response_id TEXT,                          -- the provider's name of the answer
  finish_reason TEXT,                        -- the provider's word for how it ended
  message TEXT,                              -- the provider's words, bounded
  texts_json TEXT NOT NULL CHECK (json_valid(texts_json)), -- texts that came with the images, in order
  usage_json TEXT CHECK (usage_json IS NULL OR json_valid(usage_json)), -- tokens counted; NULL when not given
  grounding_json TEXT CHECK (grounding_json IS NULL OR json_valid(grounding_json)), -- search results as given; NULL when none
  cost_usd REAL,                             -- US dollars by the price in force; NULL when not known
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT;

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

CREATE TABLE fingerprint (
  digest TEXT PRIMARY KEY REFERENCES object, -- the image
  frequencies INTEGER NOT NULL,              -- perceptual hash, 64 bits: its lowest frequencies above their median
  gradients INTEGER NOT NULL,                -- gradient hash, 64 bits: where it grows brighter from left to right
  aspect REAL NOT NULL,                      -- width over height
  mean_color INTEGER NOT NULL,               -- 0xRRGGBB in sRGB, transparent parts on white
  palette_json TEXT NOT NULL CHECK (json_valid(palette_json)), -- at most five colors as numbers like it, most frequent first
  sharpness REAL NOT NULL,                   -- variance of the Laplacian of its 8-bit luminance
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
, mirrored_frequencies INTEGER, mirrored_gradients INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE fingerprint_block (
  number INTEGER PRIMARY KEY,                -- order, from 0
  stamp INTEGER NOT NULL,                    -- the change of the table fingerprint with which it was last written
  hashes BLOB NOT NULL                       -- up to 160 pictures: frequencies, gradients, first 8 bytes of the digest, each the least byte first
) STRICT;

CREATE TABLE fingerprint_waiting (
  digest TEXT PRIMARY KEY REFERENCES object  -- an image that has no fingerprint yet, or only some of it
) STRICT, WITHOUT ROWID;

CREATE TABLE fork_turn (
  session TEXT NOT NULL REFERENCES session,  -- the conversation that begins with it
  number INTEGER NOT NULL,                   -- of the turn, as in the conversation that it comes from
  generation TEXT NOT NULL REFERENCES generation (id), -- what was said and answered
  origin TEXT NOT NULL REFERENCES session,   -- the conversation that it comes from
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE generation (
  seq INTEGER PRIMARY KEY,                   -- order of arrival in this library, from 1; in no digest
  id TEXT NOT NULL UNIQUE,                   -- ULID
  created_at INTEGER NOT NULL,               -- when it was planned
  prompt TEXT NOT NULL,                      -- as written
  prompt_sent TEXT NOT NULL,                 -- the words as composed for the model
  model TEXT NOT NULL,                       -- as asked for
  profile TEXT NOT NULL,                     -- id of the profile used
  profile_digest TEXT NOT NULL REFERENCES model_profile, -- the profile as used
  provider TEXT NOT NULL,                    -- the provider asked
  request_json TEXT NOT NULL CHECK (json_valid(request_json)), -- what was asked
  sent_json TEXT NOT NULL CHECK (json_valid(sent_json)), -- parameters as sent
  composition_json TEXT NOT NULL CHECK (json_valid(composition_json)), -- words and places of images, in order
  excluded_json TEXT NOT NULL CHECK (json_valid(excluded_json)), -- candidates left out, with reasons
  adjustments_json TEXT NOT NULL CHECK (json_valid(adjustments_json)), -- differences between asked and sent
  request_key TEXT NOT NULL,                 -- digest of address and body: equal requests have equal keys
  price_usd REAL,                            -- price of one output image in force, US dollars; NULL when not known
  batch TEXT,                                -- ULID shared by the generations of one command
  replay_of TEXT REFERENCES generation (id), -- the generation sent again; NULL when it is new
  rebuild_of TEXT REFERENCES generation (id), -- the generation rebuilt on another model; NULL otherwise
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns, seq left out
) STRICT;

CREATE TABLE generation_member (
  generation TEXT PRIMARY KEY REFERENCES generation (id), -- the generation that was asked for
  member TEXT NOT NULL,                      -- who asked: `member` of the settings, else the user's name on their machine
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE generation_text USING fts5 (
  prompt,
  more,
  content = '',
  columnsize = 0,
  tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TABLE history (
  generation TEXT NOT NULL REFERENCES generation (id), -- the turn that was sent
  earlier TEXT NOT NULL REFERENCES generation (id), -- a turn that was sent with it, as said and as answered
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, earlier)
) STRICT, WITHOUT ROWID;

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
, made_at INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE imported_file (
  path TEXT PRIMARY KEY,                     -- where it stood, from the root
  byte_count INTEGER NOT NULL,               -- its size then
  modified_at INTEGER NOT NULL,              -- its time of change then, in millionths of a second since 1970
  digest TEXT NOT NULL                       -- SHA-256 of its bytes, which are those of an image of the library
) STRICT, WITHOUT ROWID;

CREATE TABLE input (
  generation TEXT NOT NULL REFERENCES generation (id), -- the generation it belongs to
  position INTEGER NOT NULL,                 -- order in which the model sees it, from 1
  role TEXT NOT NULL,                        -- parent, identity, style, pose or composition
  asset TEXT,                                -- ULID of the asset it shows; NULL for other images
  handle TEXT,                               -- of that asset then
  name TEXT,                                 -- of that asset then
  kind TEXT,                                 -- as which it counts
  look TEXT,                                 -- the look it shows
  view TEXT,                                 -- the view it shows
  reference TEXT NOT NULL REFERENCES object, -- the image chosen
  rendition TEXT NOT NULL REFERENCES object, -- the exact bytes sent
  label TEXT NOT NULL,                       -- the words that introduced it; may be empty
  reason TEXT NOT NULL,                      -- why it went in
  origin_generation TEXT REFERENCES generation (id), -- the generation that drew it; NULL for an imported file
  origin_position INTEGER,                   -- which of that generation's outputs, from 1
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE leg (
  attempt TEXT NOT NULL REFERENCES attempt,  -- the send that the answer belongs to
  number INTEGER NOT NULL,                   -- order of the answer, from 1
  received_at INTEGER NOT NULL,              -- when the last byte was on disk
  status INTEGER NOT NULL,                   -- of HTTP
  headers_json TEXT NOT NULL CHECK (json_valid(headers_json)), -- names and values in order
  body_json TEXT NOT NULL CHECK (json_valid(body_json)), -- the answer byte for byte, images by digest
  next_json TEXT NOT NULL CHECK (json_valid(next_json)), -- what it asks for: a message to poll with, or those that fetch
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (attempt, number)
) STRICT;

CREATE TABLE library (
  id TEXT PRIMARY KEY,                       -- ULID of this library
  created_at INTEGER NOT NULL,               -- when it was made
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT;

CREATE TABLE linked_asset (
  asset TEXT PRIMARY KEY REFERENCES asset,   -- an asset that is kept here as it stands there
  origin TEXT NOT NULL,                      -- ULID of the asset there
  library TEXT NOT NULL REFERENCES linked_library -- where
) STRICT, WITHOUT ROWID;

CREATE TABLE linked_library (
  path TEXT PRIMARY KEY,                     -- where the other library stands, from the root
  linked_at INTEGER NOT NULL,                -- since when
  stamp TEXT NOT NULL                        -- the state of its cast as it was last taken over; in no digest
) STRICT, WITHOUT ROWID;

CREATE TABLE look (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset it belongs to
  name TEXT NOT NULL,                        -- as written, NFC
  name_key TEXT NOT NULL,                    -- NFKC and case folded
  position INTEGER NOT NULL,                 -- order of first use, from 0
  description TEXT NOT NULL,                 -- as the user wrote it; may be empty
  row_digest TEXT NOT NULL, tags_json TEXT CHECK (tags_json IS NULL OR json_valid(tags_json)), dropped_json TEXT CHECK (dropped_json IS NULL OR json_valid(dropped_json)), from_shot INTEGER, removed_at INTEGER,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, name_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE look_trait (
  asset TEXT NOT NULL,                       -- the asset it belongs to
  look TEXT NOT NULL,                        -- name_key of the look it belongs to
  position INTEGER NOT NULL,                 -- order, from 0
  text TEXT NOT NULL,                        -- one fact that must not change while the asset has this look
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, look, position),
  FOREIGN KEY (asset, look) REFERENCES look (asset, name_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE model_profile (
  digest TEXT PRIMARY KEY,                   -- SHA-256 of profile_json
  profile_json TEXT NOT NULL CHECK (json_valid(profile_json)), -- a model's profile as generations used it
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE object (
  digest TEXT PRIMARY KEY,                   -- SHA-256 of the file's bytes
  extension TEXT NOT NULL,                   -- of the file's name, without the dot
  byte_count INTEGER NOT NULL,               -- size in bytes
  added_at INTEGER NOT NULL,                 -- when the file was first named by a row
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE output (
  generation TEXT NOT NULL REFERENCES generation (id), -- the generation it belongs to
  position INTEGER NOT NULL,                 -- from 1, in the answer's order
  digest TEXT NOT NULL REFERENCES object,    -- the exact bytes that came
  media_type TEXT NOT NULL,                  -- what the bytes show, else what the provider claimed
  width INTEGER,                             -- pixels as measured; NULL when the bytes cannot be read
  height INTEGER,                            -- pixels as measured
  signature TEXT,                            -- thought signature verbatim; NULL when none came
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (generation, position)
) STRICT;

CREATE TABLE picture_check (
  seq INTEGER PRIMARY KEY,                   -- order of arrival in this library, from 1; in no digest
  id TEXT NOT NULL UNIQUE,                   -- ULID; its answer arrives in a spool file of this name
  created_at INTEGER NOT NULL,               -- when it was planned, before anything was sent
  generation TEXT NOT NULL,                  -- the generation whose image was looked at
  position INTEGER NOT NULL,                 -- which of its outputs, from 1
  profile TEXT NOT NULL,                     -- id of the judge's profile
  profile_digest TEXT NOT NULL REFERENCES model_profile, -- the profile as used
  provider TEXT NOT NULL,                    -- the provider asked
  questions_json TEXT NOT NULL CHECK (json_valid(questions_json)), -- the questions in order, with the answers that each takes
  method TEXT NOT NULL,                      -- of HTTP
  url TEXT NOT NULL,                         -- without a key
  headers_json TEXT NOT NULL CHECK (json_valid(headers_json)), -- names and values in order, without the key
  key_header TEXT,                           -- the header that carried the key; NULL when none did
  body TEXT NOT NULL REFERENCES object,      -- the file with the body: runs of text, and pictures by digest
  request_key TEXT NOT NULL,                 -- digest of address and body: equal checks have equal keys
  price_usd REAL,                            -- the most that it was to cost, US dollars; NULL when not known
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns, seq left out
  FOREIGN KEY (generation, position) REFERENCES output (generation, position)
) STRICT;

CREATE TABLE prompt_length (
  page INTEGER PRIMARY KEY,                  -- number of a generation divided by 2048
  lengths BLOB NOT NULL                      -- words of the prompts of those of the page, a byte each, at most 255
) STRICT;

CREATE TABLE purge (
  id TEXT PRIMARY KEY,                       -- ULID
  at INTEGER NOT NULL,                       -- when it was begun
  subject TEXT NOT NULL CHECK (subject IN ('asset', 'reference', 'generation')), -- what was removed for good
  name TEXT NOT NULL,                        -- ULID of that asset or generation, or digest of that reference
  reason TEXT NOT NULL,                      -- why, in the user's words; may be empty
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE purge_event (
  purge TEXT NOT NULL REFERENCES purge,      -- how far it has come
  step TEXT NOT NULL CHECK (step IN ('rows', 'done')), -- rows are changed; nothing of it is left on the disk
  at INTEGER NOT NULL,                       -- when
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (purge, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE purge_file (
  digest TEXT NOT NULL,                      -- of the file that was removed
  purge TEXT NOT NULL REFERENCES purge,      -- with what
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (digest, purge)
) STRICT, WITHOUT ROWID;

CREATE TABLE purge_row (
  purge TEXT NOT NULL REFERENCES purge,      -- with what it was changed
  number INTEGER NOT NULL,                   -- order, from 1
  table_name TEXT NOT NULL,                  -- the table of the row
  row_key TEXT NOT NULL,                     -- its key, as 'id=…'
  before TEXT NOT NULL,                      -- the row's digest with its words
  after TEXT,                                -- its digest without them; NULL where the row was removed
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (purge, number)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE reference_tag (
  reference INTEGER NOT NULL REFERENCES reference, -- the reference it belongs to
  tag TEXT NOT NULL,                         -- a word to find it by
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (reference, tag)
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

CREATE TABLE release (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset whose person agreed
  number INTEGER NOT NULL,                   -- order of addition, from 1
  digest TEXT NOT NULL REFERENCES object,    -- the file that says to what
  file_name TEXT NOT NULL,                   -- as it was called when added
  added_at INTEGER NOT NULL,                 -- when
  removed_at INTEGER,                        -- when it was taken back or another took its place; NULL while it holds
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE rendition (
  original TEXT NOT NULL REFERENCES object,  -- the image that was made to fit
  form TEXT NOT NULL,                        -- how: its longest edge in pixels, and auto, image/jpeg or image/png
  digest TEXT NOT NULL,                      -- the bytes it became; their file may be missing
  media_type TEXT NOT NULL,                  -- of those bytes
  byte_count INTEGER NOT NULL,               -- their number
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (original, form)
) STRICT, WITHOUT ROWID;

CREATE TABLE rework (
  seq INTEGER PRIMARY KEY,                   -- order of arrival in this library, from 1; in no digest
  id TEXT NOT NULL UNIQUE,                   -- ULID
  created_at INTEGER NOT NULL,               -- when it was planned
  kind TEXT NOT NULL CHECK (kind IN ('rebuild', 'replay')), -- on another model, or on the recorded ones
  focus TEXT NOT NULL REFERENCES generation (id), -- the generation whose lineage it goes over
  scope TEXT NOT NULL CHECK (scope IN ('line', 'branch', 'tree')), -- how much of that lineage
  model TEXT,                                -- the model as named; NULL for a replay
  terms_json TEXT NOT NULL CHECK (json_valid(terms_json)), -- what the user set for all of it
  plan_digest TEXT NOT NULL,                 -- equal for plans that would send the same
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns, seq left out
) STRICT;

CREATE TABLE rework_event (
  rework TEXT NOT NULL REFERENCES rework (id), -- the work whose course it tells
  number INTEGER NOT NULL,                   -- order, from 1
  step INTEGER,                              -- the step that it is about; NULL for the whole
  take INTEGER,                              -- the take of that step, from 1; NULL for the whole
  at INTEGER NOT NULL,                       -- when
  state TEXT NOT NULL CHECK (state IN ('waiting', 'making', 'made', 'unknown', 'failed', 'left', 'kept', 'skipped', 'ended')), -- from now on; of 'making' the generation tells the rest
  generation TEXT REFERENCES generation (id), -- the generation that is or was made for it
  output INTEGER,                            -- which of its outputs stands for the take, from 1; NULL for the one in its place
  plan_json TEXT CHECK (plan_json IS NULL OR json_valid(plan_json)), -- what is sent from now on instead; NULL for what was planned
  message TEXT NOT NULL,                     -- why, for people; may be empty
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (rework, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE rework_step (
  rework TEXT NOT NULL REFERENCES rework (id), -- the work that it is part of
  number INTEGER NOT NULL,                   -- order of the old generations, from 1
  old TEXT NOT NULL REFERENCES generation (id), -- the generation that it makes again
  takes_json TEXT NOT NULL CHECK (json_valid(takes_json)), -- the outputs of the old one that its takes stand for, in order
  needs_json TEXT NOT NULL CHECK (json_valid(needs_json)), -- the takes of earlier steps that go into it
  profile_digest TEXT REFERENCES model_profile, -- the profile it was planned for; NULL where no plan could be made
  plan_json TEXT CHECK (plan_json IS NULL OR json_valid(plan_json)), -- all that is sent but for the images of earlier steps
  error_json TEXT CHECK (error_json IS NULL OR json_valid(error_json)), -- why no plan could be made; NULL where one was
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (rework, number)
) STRICT;

CREATE TABLE scene (
  id TEXT PRIMARY KEY,                       -- ULID; stays the same when its file moves
  created_at INTEGER NOT NULL,               -- when it was first run
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT;

CREATE TABLE scene_file (
  scene TEXT NOT NULL REFERENCES scene,      -- whose file it is
  number INTEGER NOT NULL,                   -- 1 for the first place of the file; the last holds
  path TEXT NOT NULL,                        -- where it stands, relative to the library's folder where that is within it
  at INTEGER NOT NULL,                       -- since when
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (scene, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE selection (
  generation TEXT PRIMARY KEY REFERENCES generation (id), -- the generation it belongs to
  value REAL NOT NULL,                       -- worth of the images chosen
  bound REAL NOT NULL,                       -- no choice within the limits is worth more
  is_optimal INTEGER NOT NULL,               -- whether it is proven that none is worth more than this one
  values_json TEXT NOT NULL CHECK (json_valid(values_json)), -- what each image adds, in order of position
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  id TEXT PRIMARY KEY,                       -- ULID
  created_at INTEGER NOT NULL,               -- when it was started
  configuration_json TEXT NOT NULL CHECK (json_valid(configuration_json)), -- model and settings that every turn repeats
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE session_end (
  session TEXT PRIMARY KEY REFERENCES session, -- the conversation that ended
  ended_at INTEGER NOT NULL,                 -- when it ended
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

CREATE TABLE shot_take (
  scene TEXT NOT NULL REFERENCES scene,      -- of which scene
  shot TEXT NOT NULL,                        -- the shot's id in its file
  stage TEXT NOT NULL CHECK (stage IN ('draft', 'final', 'sheet')), -- what it was made for
  shot_text TEXT NOT NULL,                   -- digest of what the file said of the shot
  take INTEGER NOT NULL CHECK (take >= 1),   -- which of the takes that the file asks for
  attempt INTEGER NOT NULL CHECK (attempt >= 1), -- 1, and more where it failed or was made again
  generation TEXT NOT NULL REFERENCES generation (id), -- what is made for it
  draft_generation TEXT REFERENCES generation (id), -- whose image it finishes; NULL for none
  draft_position INTEGER,                    -- which of that one's images
  at INTEGER NOT NULL,                       -- when
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  PRIMARY KEY (scene, shot, stage, shot_text, take, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  digest TEXT PRIMARY KEY REFERENCES object, -- the bytes as imported, never changed
  media_type TEXT NOT NULL,                  -- what the bytes show, such as image/png
  width INTEGER NOT NULL,                    -- pixels, as stored
  height INTEGER NOT NULL,                   -- pixels, as stored
  orientation INTEGER NOT NULL,              -- EXIF orientation, 1 to 8
  file_name TEXT NOT NULL,                   -- as it was called when imported
  imported_at INTEGER NOT NULL,              -- when it was first imported
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
, picture TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE table_digest (
  name TEXT PRIMARY KEY,                     -- a table whose rows have digests
  row_count INTEGER NOT NULL,                -- how many rows it has
  sum TEXT NOT NULL,                         -- of the digests of its rows with their row numbers, 256 bits in hexadecimal
  change_count INTEGER NOT NULL              -- transactions that changed it
) STRICT, WITHOUT ROWID;

CREATE TABLE thumbnail (
  digest TEXT PRIMARY KEY REFERENCES object, -- the image
  thumbnail TEXT NOT NULL REFERENCES object, -- a picture of it, at most 256 pixels on a side
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE TABLE trait (
  asset TEXT NOT NULL REFERENCES asset,      -- the asset it belongs to
  position INTEGER NOT NULL,                 -- order, from 0
  text TEXT NOT NULL,                        -- one fact that must not change
  row_digest TEXT NOT NULL, from_shot INTEGER,                  -- SHA-256 over the other columns
  PRIMARY KEY (asset, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE turn (
  generation TEXT PRIMARY KEY REFERENCES generation (id), -- what was said and answered
  session TEXT NOT NULL REFERENCES session,  -- in which conversation
  number INTEGER NOT NULL,                   -- order in it, from 1
  row_digest TEXT NOT NULL,                  -- SHA-256 over the other columns
  UNIQUE (session, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE turn_retry (
  generation TEXT PRIMARY KEY REFERENCES turn, -- the turn that asks again
  earlier TEXT NOT NULL REFERENCES generation (id), -- the turn in whose place, and in that of all after it, it stands
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE INDEX accepted_parent_of ON accepted_parent (parent);

CREATE INDEX adapter_asset ON adapter (asset);

CREATE INDEX annotation_by_act ON annotation (act);

CREATE INDEX annotation_value ON annotation (kind, name, value);

CREATE INDEX asset_alias_key ON asset_alias (alias_key);

CREATE INDEX asset_name ON asset (name COLLATE NOCASE);

CREATE INDEX cast_look_facts ON cast_look (asset, looks_json);

CREATE INDEX cast_member_facts ON cast_member (asset, description, traits_json);

CREATE INDEX cast_version_asset ON cast_version (asset);

CREATE INDEX check_answer_bad_cost ON check_answer (picture_check, cost_usd) WHERE NOT cost_usd BETWEEN 0 AND 1e6;

CREATE INDEX check_verdict_asset ON check_verdict (asset) WHERE asset IS NOT NULL;

CREATE INDEX current_state_state ON current_state (state);

CREATE INDEX edge_parent ON edge (parent);

CREATE INDEX event_generation ON event (generation, id);

CREATE INDEX exchange_bad_cost ON exchange (attempt, cost_usd) WHERE NOT cost_usd BETWEEN 0 AND 1e6;

CREATE INDEX exchange_cost ON exchange (attempt, cost_usd);

CREATE INDEX exchange_too_large ON exchange (attempt) WHERE status = 413;

CREATE INDEX fingerprint_block_stamp ON fingerprint_block (stamp);

CREATE INDEX generation_bad_price ON generation (id, price_usd) WHERE NOT price_usd BETWEEN 0 AND 1e6;

CREATE INDEX generation_batch ON generation (batch) WHERE batch IS NOT NULL;

CREATE INDEX generation_cost ON generation (created_at, id, price_usd, profile);

CREATE INDEX generation_member_name ON generation_member (member);

CREATE INDEX generation_profile ON generation (profile, model);

CREATE INDEX generation_rebuild_of ON generation (rebuild_of) WHERE rebuild_of IS NOT NULL;

CREATE INDEX generation_replay_of ON generation (replay_of) WHERE replay_of IS NOT NULL;

CREATE INDEX generation_request_key ON generation (request_key);

CREATE INDEX history_earlier ON history (earlier);

CREATE INDEX imported_line ON imported (made_at, line_key);

CREATE INDEX imported_name ON imported (name) WHERE name IS NOT NULL;

CREATE INDEX imported_parent ON imported (parent) WHERE parent IS NOT NULL;

CREATE INDEX input_origin ON input (origin_generation) WHERE origin_generation IS NOT NULL;

CREATE INDEX input_reference ON input (reference);

CREATE INDEX output_digest ON output (digest, generation, position);

CREATE INDEX picture_check_bad_price ON picture_check (id, price_usd) WHERE NOT price_usd BETWEEN 0 AND 1e6;

CREATE INDEX picture_check_image ON picture_check (generation, position);

CREATE INDEX picture_check_request_key ON picture_check (request_key);

CREATE INDEX purge_row_key ON purge_row (table_name, row_key);

CREATE INDEX reference_digest ON reference (digest);

CREATE INDEX rework_event_generation ON rework_event (generation) WHERE generation IS NOT NULL;

CREATE INDEX rework_focus ON rework (focus);

CREATE INDEX rework_step_old ON rework_step (old);

CREATE INDEX scene_file_path ON scene_file (path);

CREATE INDEX sheet_part_origin ON sheet_part (origin_generation) WHERE origin_generation IS NOT NULL;

CREATE INDEX shot_take_generation ON shot_take (generation);

CREATE INDEX source_picture ON source (picture) WHERE picture IS NOT NULL;
