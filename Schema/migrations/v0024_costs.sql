-- Running sums of what requests and checks of images cost, so that none is summed up each time it is asked. Derived from the
-- record: changed in the transaction that changes what they count, and made again by reindexing. Money is in millionths of a
-- US dollar, as each request costs. A request with two assets or tags counts under both.
CREATE TABLE cost_sum (
  kind TEXT NOT NULL CHECK (kind IN ('day', 'model', 'provider', 'asset', 'tag', 'scene')), -- what its subject is
  subject TEXT NOT NULL,                     -- day (UTC), id of a profile, name of a provider, ULID of an asset and its handle then, tag, ULID of a scene; empty for none
  requests INTEGER NOT NULL,                 -- requests that were sent
  images INTEGER NOT NULL,                   -- images that came
  cost INTEGER NOT NULL,                     -- what those cost whose cost is known
  open_requests INTEGER NOT NULL,            -- requests among them whose cost is not known
  unpriced INTEGER NOT NULL,                 -- requests among those whose price is not known either
  open_cost INTEGER NOT NULL,                -- what the open ones cost at their prices
  planned_cost INTEGER NOT NULL,             -- what those cost at their prices that are not sent yet
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
