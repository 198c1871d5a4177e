-- Sends that need several exchanges: a job is submitted, asked for and fetched.

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
) STRICT, WITHOUT ROWID;
