-- Answers that say that a request was too large: the next ones to that model are kept smaller.

CREATE INDEX exchange_too_large ON exchange (attempt) WHERE status = 413;
