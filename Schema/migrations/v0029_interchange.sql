-- What was made elsewhere and names a file as what it was made from gets that parent once a person says that it is so. Another
-- library's cast can be used in this one: its assets are kept here too, and changed there alone. Of a picture that was imported
-- the parts that make its pixels are known by a digest, so that it is not decoded again when it comes with other metadata.
CREATE TABLE accepted_parent (
  generation TEXT PRIMARY KEY REFERENCES imported, -- what was made elsewhere
  parent TEXT NOT NULL REFERENCES generation (id), -- the generation that it was made from
  position INTEGER NOT NULL,                 -- which image of that one, from 1
  at INTEGER NOT NULL,                       -- when it was said
  who TEXT NOT NULL,                         -- who did
  row_digest TEXT NOT NULL                   -- SHA-256 over the other columns
) STRICT, WITHOUT ROWID;

CREATE INDEX accepted_parent_of ON accepted_parent (parent);

CREATE TABLE linked_library (
  path TEXT PRIMARY KEY,                     -- where the other library stands, from the root
  linked_at INTEGER NOT NULL,                -- since when
  stamp TEXT NOT NULL                        -- the state of its cast as it was last taken over; in no digest
) STRICT, WITHOUT ROWID;

CREATE TABLE linked_asset (
  asset TEXT PRIMARY KEY REFERENCES asset,   -- an asset that is kept here as it stands there
  origin TEXT NOT NULL,                      -- ULID of the asset there
  library TEXT NOT NULL REFERENCES linked_library -- where
) STRICT, WITHOUT ROWID;

ALTER TABLE source ADD COLUMN picture TEXT;  -- SHA-256 of the parts of the file that make its pixels; NULL where it was not taken

CREATE INDEX source_picture ON source (picture) WHERE picture IS NOT NULL;

-- Views for people who ask the database in SQL: what commands say in JSON, with dates, paths and handles as people read
-- them. The program reads none of them. No view names another, as the program's own connections refuse views; a migration
-- that renames a table or a column, or that drops one of which a view tells, drops that view first.
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

CREATE VIEW view_tag AS SELECT
  a.generation AS generation,                -- that has it
  nullif(a.position, 0) AS position,         -- which of its images has it, from 1; NULL for the whole generation
  a.name AS tag                              -- folded
FROM annotation a
WHERE likely(a.kind = 'tag') AND likely(a.value = 1) AND a.act = (SELECT b.act FROM annotation b
  WHERE b.generation = a.generation AND b.position = a.position AND b.kind = 'tag' AND b.name = a.name
    AND NOT EXISTS (SELECT 1 FROM annotation_act u WHERE u.undoes = b.act)
  ORDER BY b.act DESC LIMIT 1);

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
