-- What came from what, by numbers: derived from the rows that say it, so that a lineage is walked without reading them.
CREATE TABLE edge (
  child INTEGER NOT NULL,                    -- seq of a generation
  parent INTEGER NOT NULL,                   -- seq of one that it came from, which arrived before it
  PRIMARY KEY (child, parent),
  CHECK (parent < child)
) STRICT, WITHOUT ROWID;

-- What is not JSON, or names what is not there, is a finding of verify and keeps no library from being migrated.
INSERT OR IGNORE INTO edge (child, parent)
SELECT c.seq, p.seq FROM (
  SELECT generation AS child, origin_generation AS parent FROM input WHERE origin_generation IS NOT NULL
  UNION ALL
  SELECT generation, origin_generation FROM sheet_part WHERE origin_generation IS NOT NULL
  UNION ALL
  SELECT generation, earlier FROM history
  UNION ALL
  SELECT id, substr(CASE WHEN json_valid(request_json) THEN request_json ->> '$.parent.origin' END, 1, 26)
  FROM generation
) said CROSS JOIN generation c ON c.id = said.child CROSS JOIN generation p ON p.id = said.parent
WHERE p.seq < c.seq;

CREATE INDEX edge_parent ON edge (parent);
