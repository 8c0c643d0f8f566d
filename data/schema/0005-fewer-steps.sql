-- Step 5: the same guards in fewer steps: every booking passes them, and everybody who waits for the turn waits for them.

-- Audit numbers have no gaps: each entry stands on the one before it. (For a trigger SQLite keeps a copy of every page that the statement
-- touches, should it have to go back; for a key it does not.)
-- guard gone: audit_gapless
ALTER TABLE audit ADD COLUMN before_seq INTEGER GENERATED ALWAYS AS (nullif(seq - 1, 0)) VIRTUAL REFERENCES audit (seq);

-- One guard in place of three: what every row of the ledger must fit, then what refunds and settlements must.
-- guard gone: ledger_refund_cap
-- guard gone: ledger_settlement_once
-- guard: ledger_fits
BEFORE INSERT ON ledger
REFUSE 'receipt numbers have no gaps'
WHEN NEW.id / 1000000 <> CAST(replace(substr(NEW.business_day, 3), '-', '') AS BIGINT)
	OR (NEW.id % 1000000 <> 1 AND NOT EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id - 1))
	OR NEW.id % 1000000 = 0
REFUSE 'money moves under an idempotency key'
WHEN (SELECT idem FROM audit WHERE seq = NEW.seq) IS NULL
REFUSE 'this business day is closed'
WHEN NEW.business_day <= (SELECT business_day FROM day_close ORDER BY business_day DESC LIMIT 1)
REFUSE 'a refund is never more than its payment'
WHEN NEW.kind = 'refund'
	AND (SELECT coalesce(sum(fen), 0) FROM ledger WHERE of_id = NEW.of_id AND kind = 'refund') + NEW.fen
		> coalesce((SELECT fen FROM ledger
			WHERE id = NEW.of_id AND kind = 'payment' AND booking_id IS NOT DISTINCT FROM NEW.booking_id), 0)
REFUSE 'a refund is settled once, in full'
WHEN NEW.kind = 'settlement'
	AND (EXISTS (SELECT 1 FROM ledger WHERE of_id = NEW.of_id AND kind = 'settlement')
		OR NOT EXISTS (SELECT 1 FROM ledger WHERE id = NEW.of_id AND kind = 'refund' AND credit = 'refund_due' AND fen = NEW.fen));
