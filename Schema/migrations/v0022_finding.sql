-- What is asked of a library with a million generations is found by an index: when each was made and at what price, whom it
-- shows, and amounts that no request costs, of which there are none.
CREATE INDEX generation_cost ON generation (created_at, id, price_usd, profile);

CREATE INDEX exchange_cost ON exchange (attempt, cost_usd);

CREATE INDEX cast_member_handle ON cast_member (handle);

CREATE INDEX exchange_bad_cost ON exchange (attempt, cost_usd) WHERE NOT cost_usd BETWEEN 0 AND 1e6;

CREATE INDEX generation_bad_price ON generation (id, price_usd) WHERE NOT price_usd BETWEEN 0 AND 1e6;

CREATE INDEX check_answer_bad_cost ON check_answer (picture_check, cost_usd) WHERE NOT cost_usd BETWEEN 0 AND 1e6;

CREATE INDEX picture_check_bad_price ON picture_check (id, price_usd) WHERE NOT price_usd BETWEEN 0 AND 1e6;
