DROP TRIGGER audit_gapless;
ALTER TABLE audit ADD COLUMN before_seq INTEGER GENERATED ALWAYS AS (nullif(seq - 1, 0)) VIRTUAL REFERENCES audit (seq);
DROP TRIGGER ledger_refund_cap;
DROP TRIGGER ledger_settlement_once;
DROP TRIGGER ledger_fits;
CREATE TRIGGER ledger_fits BEFORE INSERT ON ledger
BEGIN
	SELECT CASE
		WHEN NEW.id / 1000000 <> CAST(replace(substr(NEW.business_day, 3), '-', '') AS INTEGER)
			OR (NEW.id % 1000000 <> 1 AND NOT EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id - 1))
			OR NEW.id % 1000000 = 0
		THEN RAISE(ABORT, 'receipt numbers have no gaps')
		WHEN (SELECT idem FROM audit WHERE seq = NEW.seq) IS NULL
		THEN RAISE(ABORT, 'money moves under an idempotency key')
		WHEN NEW.business_day <= (SELECT business_day FROM day_close ORDER BY business_day DESC LIMIT 1)
		THEN RAISE(ABORT, 'this business day is closed')
		WHEN NEW.kind = 'refund'
			AND (SELECT coalesce(sum(fen), 0) FROM ledger WHERE of_id = NEW.of_id AND kind = 'refund') + NEW.fen
				> coalesce((SELECT fen FROM ledger WHERE id = NEW.of_id AND kind = 'payment' AND booking_id IS NEW.booking_id), 0)
		THEN RAISE(ABORT, 'a refund is never more than its payment')
		WHEN NEW.kind = 'settlement'
			AND (EXISTS (SELECT 1 FROM ledger WHERE of_id = NEW.of_id AND kind = 'settlement')
				OR NOT EXISTS (SELECT 1 FROM ledger WHERE id = NEW.of_id AND kind = 'refund' AND credit = 'refund_due' AND fen = NEW.fen))
		THEN RAISE(ABORT, 'a refund is settled once, in full')
		END;
END;
