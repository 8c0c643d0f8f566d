CREATE TABLE staff (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32)
) STRICT;
CREATE TABLE audit (
	seq INTEGER PRIMARY KEY CHECK (seq > 0),
	at_ms INTEGER NOT NULL,
	clock_step INTEGER NOT NULL CHECK (clock_step IN (0, 1)),
	staff_id INTEGER NOT NULL REFERENCES staff (id),
	counter TEXT NOT NULL CHECK (length(counter) BETWEEN 1 AND 32),
	action TEXT NOT NULL CHECK (length(action) BETWEEN 1 AND 40),
	subject_id INTEGER NOT NULL,
	previous INTEGER REFERENCES audit (seq),
	detail TEXT NOT NULL CHECK (length(detail) <= 500),
	idem BLOB CHECK (length(idem) = 16)
) STRICT;
CREATE UNIQUE INDEX audit_idem ON audit (idem) WHERE idem IS NOT NULL;
CREATE TRIGGER audit_gapless BEFORE INSERT ON audit
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'audit numbers have no gaps'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows never change'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows never go'); END;
CREATE TABLE department (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
	location TEXT NOT NULL CHECK (length(location) <= 64),
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
CREATE TABLE doctor (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
	title TEXT NOT NULL CHECK (length(title) <= 32),
	department_id INTEGER NOT NULL REFERENCES department (id),
	qualification_no TEXT NOT NULL CHECK (length(qualification_no) <= 32),
	specialty TEXT NOT NULL CHECK (length(specialty) <= 128),
	fee_fen INTEGER NOT NULL CHECK (fee_fen BETWEEN 0 AND 100000000),
	initials TEXT NOT NULL,
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
CREATE TABLE session (
	id INTEGER PRIMARY KEY,
	doctor_id INTEGER NOT NULL REFERENCES doctor (id),
	date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	period TEXT NOT NULL CHECK (period = 'am' OR period = 'pm' OR period = 'eve'),
	start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
	end_minute INTEGER NOT NULL CHECK (end_minute BETWEEN 1 AND 1440),
	room TEXT NOT NULL CHECK (length(room) <= 32),
	capacity INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 999),
	online_percent INTEGER NOT NULL CHECK (online_percent BETWEEN 0 AND 100),
	fee_fen INTEGER NOT NULL CHECK (fee_fen BETWEEN 0 AND 100000000),
	state TEXT NOT NULL CHECK (state = 'open' OR state = 'suspended' OR state = 'closed'),
	reason TEXT NOT NULL CHECK (length(reason) <= 200),
	seq INTEGER NOT NULL REFERENCES audit (seq),
	UNIQUE (doctor_id, date, period),
	CHECK (start_minute < end_minute)
) STRICT;
CREATE INDEX session_date ON session (date, period);
CREATE INDEX session_open ON session (date) WHERE state = 'open';
CREATE TABLE slot (
	session_id INTEGER NOT NULL REFERENCES session (id),
	number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 1999),
	kind TEXT NOT NULL CHECK (kind = 'counter' OR kind = 'online' OR kind = 'extra'),
	withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
	asked_by TEXT NOT NULL CHECK (length(asked_by) <= 64),
	PRIMARY KEY (session_id, number),
	CHECK (kind = 'extra' OR asked_by = '')
) STRICT, WITHOUT ROWID;
CREATE TABLE patient (
	id INTEGER PRIMARY KEY CHECK (id BETWEEN 10000000 AND 999999999),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
	id_type TEXT CHECK (id_type = 'resident_id' OR id_type = 'passport' OR id_type = 'permit' OR id_type = 'birth_certificate' OR id_type = 'other'),
	id_number TEXT CHECK (length(id_number) BETWEEN 1 AND 32),
	phone TEXT CHECK (length(phone) BETWEEN 1 AND 20),
	sex TEXT NOT NULL CHECK (sex = 'male' OR sex = 'female' OR sex = 'unknown'),
	birth_date TEXT CHECK (birth_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	card_no TEXT CHECK (length(card_no) BETWEEN 1 AND 32),
	seq INTEGER NOT NULL REFERENCES audit (seq),
	CHECK ((id_type IS NULL) = (id_number IS NULL)),
	CHECK (id_type <> 'resident_id' OR length(id_number) = 18)
) STRICT;
CREATE UNIQUE INDEX patient_id_number ON patient (id_number, id_type) WHERE id_number IS NOT NULL;
CREATE UNIQUE INDEX patient_card ON patient (card_no) WHERE card_no IS NOT NULL;
CREATE UNIQUE INDEX patient_name_phone ON patient (name, phone) WHERE id_number IS NULL AND phone IS NOT NULL;
CREATE TABLE patient_key (
	key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 128),
	patient_id INTEGER NOT NULL REFERENCES patient (id),
	PRIMARY KEY (key, patient_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_key_patient ON patient_key (patient_id);
CREATE TABLE booking (
	id INTEGER PRIMARY KEY CHECK (id BETWEEN 10000000000 AND 999999999999),
	session_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	patient_id INTEGER NOT NULL REFERENCES patient (id),
	channel TEXT NOT NULL CHECK (channel IN ('counter', 'online')),
	state TEXT NOT NULL CHECK (state = 'booked' OR state = 'checked_in' OR state = 'fulfilled' OR state = 'cancelled' OR state = 'no_show' OR state = 'excused'),
	cause TEXT CHECK (cause = 'patient' OR cause = 'late' OR cause = 'clinic'),
	fee_fen INTEGER NOT NULL CHECK (fee_fen BETWEEN 0 AND 100000000),
	paid_fen INTEGER NOT NULL CHECK (paid_fen IN (0, fee_fen)),
	refund_fen INTEGER NOT NULL CHECK (refund_fen BETWEEN 0 AND paid_fen),
	payment_id INTEGER REFERENCES ledger (id) DEFERRABLE INITIALLY DEFERRED,
	order_no TEXT CHECK (length(order_no) BETWEEN 1 AND 64),
	booked_at_ms INTEGER NOT NULL,
	seq INTEGER NOT NULL REFERENCES audit (seq),
	FOREIGN KEY (session_id, number) REFERENCES slot (session_id, number),
	CHECK ((paid_fen = 0) = (payment_id IS NULL)),
	CHECK ((channel = 'online') = (order_no IS NOT NULL)),
	CHECK ((cause IS NOT NULL) = (state IN ('cancelled', 'excused')))
) STRICT;
CREATE UNIQUE INDEX booking_number_once ON booking (session_id, number) WHERE state <> 'cancelled';
CREATE UNIQUE INDEX booking_person_once ON booking (patient_id, session_id) WHERE state <> 'cancelled';
CREATE INDEX booking_cancelled_session ON booking (session_id) WHERE state = 'cancelled';
CREATE INDEX booking_cancelled_patient ON booking (patient_id) WHERE state = 'cancelled';
CREATE TRIGGER booking_keeps_its_number BEFORE UPDATE OF id, session_id, number, patient_id, channel, fee_fen, order_no ON booking
BEGIN SELECT RAISE(ABORT, 'a booking keeps its number, person, channel and fee'); END;
CREATE TRIGGER booking_cancelled_for_good BEFORE UPDATE OF state ON booking
WHEN OLD.state = 'cancelled' AND NEW.state <> 'cancelled'
BEGIN SELECT RAISE(ABORT, 'a cancelled booking does not come back'); END;
CREATE TRIGGER booking_no_delete BEFORE DELETE ON booking BEGIN SELECT RAISE(ABORT, 'bookings never go'); END;
CREATE TRIGGER booking_fits BEFORE INSERT ON booking
BEGIN
	SELECT CASE
		WHEN s.state <> 'open' THEN RAISE(ABORT, 'the session is not open')
		WHEN n.withdrawn <> 0 THEN RAISE(ABORT, 'this number was withdrawn')
		WHEN NEW.channel = 'online' AND n.kind <> 'online' THEN RAISE(ABORT, 'online sells online numbers only')
		END
	FROM slot AS n JOIN session AS s ON s.id = n.session_id
	WHERE n.session_id = NEW.session_id AND n.number = NEW.number;
END;
CREATE TABLE ledger (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind = 'payment' OR kind = 'refund' OR kind = 'settlement'),
	debit TEXT NOT NULL,
	credit TEXT NOT NULL,
	method TEXT NOT NULL CHECK (method = 'cash' OR method = 'wechat' OR method = 'alipay' OR method = 'card' OR method = 'insurance'),
	fen INTEGER NOT NULL CHECK (fen BETWEEN 1 AND 100000000),
	of_id INTEGER REFERENCES ledger (id),
	booking_id INTEGER REFERENCES booking (id),
	order_no TEXT CHECK (length(order_no) BETWEEN 1 AND 64),
	external_no TEXT CHECK (length(external_no) BETWEEN 1 AND 64),
	business_day TEXT NOT NULL CHECK (business_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	at_ms INTEGER NOT NULL,
	seq INTEGER NOT NULL REFERENCES audit (seq),
	CHECK ((kind = 'payment') = (of_id IS NULL)),
	CHECK (booking_id IS NOT NULL OR order_no IS NOT NULL),
	CHECK (CASE kind
		WHEN 'payment' THEN debit = method AND credit = CASE WHEN booking_id IS NULL THEN 'deposit' ELSE 'revenue' END
		WHEN 'refund' THEN debit = CASE WHEN booking_id IS NULL THEN 'deposit' ELSE 'revenue' END
			AND (credit = method OR credit = 'refund_due')
		ELSE debit = 'refund_due' AND credit = method END)
) STRICT;
CREATE INDEX ledger_of ON ledger (of_id) WHERE of_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_external ON ledger (external_no) WHERE external_no IS NOT NULL;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'ledger rows never change'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'ledger rows never go'); END;
CREATE TRIGGER ledger_refund_cap BEFORE INSERT ON ledger
WHEN NEW.kind = 'refund'
	AND (SELECT coalesce(sum(fen), 0) FROM ledger WHERE of_id = NEW.of_id AND kind = 'refund') + NEW.fen
		> coalesce((SELECT fen FROM ledger WHERE id = NEW.of_id AND kind = 'payment' AND booking_id IS NEW.booking_id), 0)
BEGIN SELECT RAISE(ABORT, 'a refund is never more than its payment'); END;
CREATE TRIGGER ledger_settlement_once BEFORE INSERT ON ledger
WHEN NEW.kind = 'settlement'
	AND (EXISTS (SELECT 1 FROM ledger WHERE of_id = NEW.of_id AND kind = 'settlement')
		OR NOT EXISTS (SELECT 1 FROM ledger WHERE id = NEW.of_id AND kind = 'refund' AND credit = 'refund_due' AND fen = NEW.fen))
BEGIN SELECT RAISE(ABORT, 'a refund is settled once, in full'); END;
CREATE VIEW posting (ledger_id, account, fen) AS
	SELECT id, debit, fen FROM ledger
	UNION ALL
	SELECT id, credit, -fen FROM ledger;
CREATE TABLE refund (
	ledger_id INTEGER PRIMARY KEY REFERENCES ledger (id),
	booking_id INTEGER REFERENCES booking (id),
	state TEXT NOT NULL CHECK (state = 'done' OR state = 'requested' OR state = 'submitted' OR state = 'succeeded' OR state = 'failed'),
	reason TEXT NOT NULL CHECK (length(reason) <= 200),
	settlement_id INTEGER REFERENCES ledger (id),
	seq INTEGER NOT NULL REFERENCES audit (seq),
	CHECK ((settlement_id IS NOT NULL) = (state = 'succeeded'))
) STRICT;
CREATE INDEX refund_due ON refund (state) WHERE state IN ('requested', 'submitted', 'failed');
CREATE INDEX refund_booking ON refund (booking_id) WHERE booking_id IS NOT NULL;
CREATE TRIGGER refund_steps BEFORE UPDATE OF state ON refund
WHEN NOT (OLD.state IN ('requested', 'submitted', 'failed') AND NEW.state IN ('submitted', 'succeeded', 'failed'))
BEGIN SELECT RAISE(ABORT, 'a refund does not go back'); END;
CREATE TRIGGER refund_no_delete BEFORE DELETE ON refund BEGIN SELECT RAISE(ABORT, 'refunds never go'); END;
CREATE TABLE day_close (
	business_day TEXT PRIMARY KEY CHECK (business_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	payments_fen INTEGER NOT NULL,
	refunds_fen INTEGER NOT NULL,
	cash_expected_fen INTEGER NOT NULL,
	cash_counted_fen INTEGER,
	last_ledger_id INTEGER NOT NULL,
	no_shows INTEGER NOT NULL,
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER day_close_no_update BEFORE UPDATE ON day_close BEGIN SELECT RAISE(ABORT, 'a close never changes'); END;
CREATE TRIGGER day_close_no_delete BEFORE DELETE ON day_close BEGIN SELECT RAISE(ABORT, 'a close never goes'); END;
CREATE TRIGGER ledger_fits BEFORE INSERT ON ledger
BEGIN
	SELECT CASE
		WHEN NEW.id / 1000000 <> CAST(substr(NEW.business_day, 3, 2) || substr(NEW.business_day, 6, 2) || substr(NEW.business_day, 9, 2) AS INTEGER)
			OR (NEW.id % 1000000 <> 1 AND NOT EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id - 1))
			OR NEW.id % 1000000 = 0
		THEN RAISE(ABORT, 'receipt numbers have no gaps')
		WHEN (SELECT idem FROM audit WHERE seq = NEW.seq) IS NULL
		THEN RAISE(ABORT, 'money moves under an idempotency key')
		WHEN NEW.business_day <= (SELECT max(business_day) FROM day_close)
		THEN RAISE(ABORT, 'this business day is closed')
		END;
END;
