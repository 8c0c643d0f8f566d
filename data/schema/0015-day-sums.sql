-- Step 15: what a day came to, kept when it is closed, so that later days are compared with it without adding it up again
-- (src/desk/day/day_sum.h). A day that was closed by an older program has none of it.
ALTER TABLE closed_day ADD COLUMN made INTEGER CHECK (made >= 0);
ALTER TABLE closed_day ADD COLUMN came INTEGER CHECK (came >= 0);
ALTER TABLE closed_day ADD COLUMN not_seen INTEGER CHECK (not_seen >= 0);
ALTER TABLE closed_day ADD COLUMN no_shows INTEGER CHECK (no_shows >= 0);
ALTER TABLE closed_day ADD COLUMN cancelled INTEGER CHECK (cancelled >= 0);
ALTER TABLE closed_day ADD COLUMN payments_fen INTEGER CHECK (payments_fen >= 0);
ALTER TABLE closed_day ADD COLUMN refunds_fen INTEGER;
ALTER TABLE closed_day ADD COLUMN returned_fen INTEGER CHECK (returned_fen >= 0);
ALTER TABLE closed_day ADD COLUMN earlier_fen INTEGER CHECK (earlier_fen BETWEEN 0 AND returned_fen);
