-- Pictures that look alike are found among all that were made. All of this is derived: it can be made again from the files.

ALTER TABLE fingerprint ADD COLUMN mirrored_frequencies INTEGER; -- as frequencies, of the picture with left and right exchanged; NULL where it was not taken
ALTER TABLE fingerprint ADD COLUMN mirrored_gradients INTEGER; -- the same as gradients

CREATE TABLE fingerprint_block (
  number INTEGER PRIMARY KEY,                -- order, from 0
  stamp INTEGER NOT NULL,                    -- the change of the table fingerprint with which it was last written
  hashes BLOB NOT NULL                       -- up to 160 pictures: frequencies, gradients, first 8 bytes of the digest, each the least byte first
) STRICT;

CREATE INDEX fingerprint_block_stamp ON fingerprint_block (stamp);

CREATE TABLE fingerprint_waiting (
  digest TEXT PRIMARY KEY REFERENCES object  -- an image that has no fingerprint yet, or only some of it
) STRICT, WITHOUT ROWID;

INSERT INTO fingerprint_waiting (digest)
  SELECT digest FROM fingerprint
  UNION
  SELECT o.digest FROM output o
  WHERE o.width IS NOT NULL AND o.digest NOT IN (SELECT digest FROM purge_file)
    AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.generation = o.generation
      AND f.position = o.position AND f.code = 'unreadable');

CREATE INDEX reference_digest ON reference (digest);
