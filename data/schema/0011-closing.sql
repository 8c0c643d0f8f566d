-- Step 11: refunds by the rule, and closing a day.

-- Payments of online orders that a statement of the payment service has, written when such a statement is read, which nothing does yet. Until then
-- they are claimed: what the order says.
CREATE TABLE confirmation (
	payment_id INTEGER PRIMARY KEY REFERENCES ledger (id),
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
-- guard: confirmation_once
BEFORE INSERT ON confirmation
FROM confirmation AS c WHERE c.payment_id = NEW.payment_id
REFUSE 'a payment is confirmed once';
-- guard: confirmation_no_update
BEFORE UPDATE ON confirmation
REFUSE 'confirmations never change';
-- guard: confirmation_no_delete
BEFORE DELETE ON confirmation
REFUSE 'confirmations never go';

-- The drawer was counted, and was not what the ledger expects. What was closed before reasons were asked for has none.
CREATE TABLE cash_difference (
	business_day TEXT PRIMARY KEY REFERENCES day_close (business_day),
	counted_fen INTEGER NOT NULL CHECK (counted_fen >= 0),
	expected_fen INTEGER NOT NULL,
	fen INTEGER NOT NULL CHECK (fen = counted_fen - expected_fen AND fen <> 0),
	reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT, WITHOUT ROWID;
INSERT INTO cash_difference (business_day, counted_fen, expected_fen, fen, reason, seq)
SELECT business_day, cash_counted_fen, cash_expected_fen, cash_counted_fen - cash_expected_fen, NULL, seq
FROM day_close
WHERE cash_counted_fen <> cash_expected_fen;
-- guard: cash_difference_fits
BEFORE INSERT ON cash_difference
REFUSE 'a difference of the cash has its reason' WHEN NEW.reason IS NULL
REFUSE 'a difference of the cash is that of its close'
WHEN NOT EXISTS (SELECT 1 FROM day_close
	WHERE business_day = NEW.business_day AND cash_counted_fen = NEW.counted_fen AND cash_expected_fen = NEW.expected_fen);
-- guard: cash_difference_once
BEFORE INSERT ON cash_difference
FROM cash_difference AS d WHERE d.business_day = NEW.business_day
REFUSE 'a difference of the cash is recorded once';
-- guard: cash_difference_no_update
BEFORE UPDATE ON cash_difference
REFUSE 'a difference of the cash never changes';
-- guard: cash_difference_no_delete
BEFORE DELETE ON cash_difference
REFUSE 'a difference of the cash never goes';

-- Each count of the drawer: the first one, of somebody who did not know what it should come to, and those after it. A day that was closed by an
-- older program has none.
CREATE TABLE cash_count (
	business_day TEXT NOT NULL CHECK (business_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	nth INTEGER NOT NULL CHECK (nth BETWEEN 1 AND 999),
	counted_fen INTEGER NOT NULL CHECK (counted_fen >= 0),
	expected_fen INTEGER NOT NULL,
	reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
	seq INTEGER NOT NULL REFERENCES audit (seq),
	PRIMARY KEY (business_day, nth)
) STRICT, WITHOUT ROWID;
-- guard: cash_count_fits
BEFORE INSERT ON cash_count
REFUSE 'a count is recorded once' WHEN EXISTS (SELECT 1 FROM cash_count WHERE business_day = NEW.business_day AND nth = NEW.nth)
REFUSE 'counts have no gaps'
WHEN NEW.nth > 1 AND NOT EXISTS (SELECT 1 FROM cash_count WHERE business_day = NEW.business_day AND nth = NEW.nth - 1)
REFUSE 'the drawer of a closed day is not counted again' WHEN EXISTS (SELECT 1 FROM day_close WHERE business_day = NEW.business_day)
REFUSE 'a count again has its reason'
WHEN NEW.reason IS NULL AND EXISTS (SELECT 1 FROM cash_count
	WHERE business_day = NEW.business_day AND nth = NEW.nth - 1 AND expected_fen = NEW.expected_fen);
-- guard: cash_count_no_update
BEFORE UPDATE ON cash_count
REFUSE 'a count never changes';
-- guard: cash_count_no_delete
BEFORE DELETE ON cash_count
REFUSE 'a count never goes';

-- What waits for somebody to look at it: orders that touch a closed day.
CREATE INDEX online_order_look ON online_order (code, ordered_at_ms) WHERE code = 'day_closed' AND result = 'refused';

-- What a day was closed with although it was open, as a person passed it (src/desk/day/pending.h). `subject`: a booking, a receipt, a check.
CREATE TABLE day_pending (
	business_day TEXT NOT NULL REFERENCES day_close (business_day),
	kind TEXT NOT NULL CHECK (kind = 'not_seen' OR kind = 'unpaid' OR kind = 'refund' OR kind = 'order' OR kind = 'check' OR kind = 'clock'),
	subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 64),
	booking_id INTEGER REFERENCES booking (id),
	fen INTEGER NOT NULL CHECK (fen BETWEEN 0 AND 100000000),
	patient TEXT CHECK (length(patient) BETWEEN 1 AND 128),
	phone TEXT CHECK (length(phone) BETWEEN 1 AND 128),
	doctor TEXT CHECK (length(doctor) BETWEEN 1 AND 64),
	seq INTEGER NOT NULL REFERENCES audit (seq),
	PRIMARY KEY (business_day, kind, subject)
) STRICT, WITHOUT ROWID;
-- guard: day_pending_once
BEFORE INSERT ON day_pending
FROM day_pending AS x WHERE x.business_day = NEW.business_day AND x.kind = NEW.kind AND x.subject = NEW.subject
REFUSE 'what a day was closed with is recorded once';
-- guard: day_pending_no_update
BEFORE UPDATE ON day_pending
REFUSE 'what a day was closed with never changes';
-- guard: day_pending_no_delete
BEFORE DELETE ON day_pending
REFUSE 'what a day was closed with never goes';
