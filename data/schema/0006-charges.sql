-- Step 6: charges. What a patient owes is a row of its own, and the ledger's payments and refunds point at it: booking -> charge <- ledger.
-- What was paid and given back follows from the ledger alone; a booking no longer repeats it.

-- The accounts between which money moves (src/desk/money/account.def); which of them a row of the ledger may name, its CHECK says.
CREATE TABLE account (
	name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 32),
	kind TEXT NOT NULL CHECK (kind = 'asset' OR kind = 'liability' OR kind = 'income')
) STRICT, WITHOUT ROWID;
INSERT INTO account (name, kind) VALUES
	('cash', 'asset'), ('wechat', 'asset'), ('alipay', 'asset'), ('card', 'asset'), ('insurance', 'asset'),
	('deposit', 'liability'), ('refund_due', 'liability'), ('revenue', 'income');

-- What is owed. A registration is charged under its booking's number, so a booking has one charge and no other booking has it, by two primary
-- keys alone; a booking that costs nothing is charged 0. Whatever else is charged has numbers outside of that range, and its own table says for
-- whom and why, as booking does. `seq`: who charged it, where and when. Whether it is owed, paid or given back follows from the ledger.
CREATE TABLE charge (
	id INTEGER PRIMARY KEY CHECK (id > 0),
	kind TEXT NOT NULL CHECK (kind = 'registration' OR kind = 'examination' OR kind = 'treatment' OR kind = 'medicine' OR kind = 'package' OR kind = 'consultation'),
	fen INTEGER NOT NULL CHECK (fen BETWEEN 0 AND 100000000),
	seq INTEGER NOT NULL REFERENCES audit (seq),
	CHECK ((kind = 'registration') = (id BETWEEN 10000000000 AND 999999999999))
) STRICT;

-- A booking was charged when it was made: by the entry of its making, which the first of these finds in one walk through the history. (The
-- second is for a booking whose making the history does not tell: by its last entry.)
INSERT INTO charge (id, kind, fen, seq)
SELECT b.id, 'registration', b.fee_fen, a.seq
FROM audit AS a CROSS JOIN booking AS b
WHERE a.action = 'booking.book' AND b.id = a.subject_id;
INSERT INTO charge (id, kind, fen, seq)
SELECT b.id, 'registration', b.fee_fen, b.seq
FROM booking AS b
WHERE NOT EXISTS (SELECT 1 FROM charge AS c WHERE c.id = b.id);
-- guard: charge_no_update
BEFORE UPDATE ON charge
REFUSE 'charges never change';
-- guard: charge_no_delete
BEFORE DELETE ON charge
REFUSE 'charges never go';

-- Bookings, the ledger and refunds lose what was said twice; what reads them is made again below.
DROP VIEW booking_view;
DROP VIEW refund_view;
DROP VIEW posting;
-- for: sqlite
CREATE TABLE booking_new (
	id INTEGER PRIMARY KEY REFERENCES charge (id) CHECK (id BETWEEN 10000000000 AND 999999999999),
	session_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	patient_id INTEGER NOT NULL REFERENCES patient (id),
	channel TEXT NOT NULL CHECK (channel IN ('counter', 'online')),
	state TEXT NOT NULL CHECK (state = 'booked' OR state = 'checked_in' OR state = 'fulfilled' OR state = 'cancelled' OR state = 'no_show' OR state = 'excused'),
	cause TEXT CHECK (cause = 'patient' OR cause = 'late' OR cause = 'clinic'),
	order_no TEXT CHECK (length(order_no) BETWEEN 1 AND 64),
	booked_at_ms INTEGER NOT NULL,
	seq INTEGER NOT NULL REFERENCES audit (seq),
	FOREIGN KEY (session_id, number) REFERENCES slot (session_id, number),
	CHECK ((channel = 'online') = (order_no IS NOT NULL)),
	CHECK ((cause IS NOT NULL) = (state IN ('cancelled', 'excused')))
) STRICT;
INSERT INTO booking_new (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
SELECT id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq FROM booking;

-- As before, but for charge_id: NULL for the money of a refused online order, for which nothing is owed.
CREATE TABLE ledger_new (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind = 'payment' OR kind = 'refund' OR kind = 'settlement'),
	debit TEXT NOT NULL,
	credit TEXT NOT NULL,
	method TEXT NOT NULL CHECK (method = 'cash' OR method = 'wechat' OR method = 'alipay' OR method = 'card' OR method = 'insurance'),
	fen INTEGER NOT NULL CHECK (fen BETWEEN 1 AND 100000000),
	of_id INTEGER REFERENCES ledger_new (id),
	charge_id INTEGER REFERENCES charge (id),
	order_no TEXT CHECK (length(order_no) BETWEEN 1 AND 64),
	external_no TEXT CHECK (length(external_no) BETWEEN 1 AND 64),
	business_day TEXT NOT NULL CHECK (business_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	at_ms INTEGER NOT NULL,
	seq INTEGER NOT NULL REFERENCES audit (seq),
	CHECK ((kind = 'payment') = (of_id IS NULL)),
	CHECK (charge_id IS NOT NULL OR order_no IS NOT NULL),
	CHECK (CASE kind
		WHEN 'payment' THEN debit = method AND credit = CASE WHEN charge_id IS NULL THEN 'deposit' ELSE 'revenue' END
		WHEN 'refund' THEN debit = CASE WHEN charge_id IS NULL THEN 'deposit' ELSE 'revenue' END
			AND (credit = method OR credit = 'refund_due')
		ELSE debit = 'refund_due' AND credit = method END)
) STRICT;
INSERT INTO ledger_new (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
SELECT id, kind, debit, credit, method, fen, of_id, booking_id, order_no, external_no, business_day, at_ms, seq FROM ledger;

CREATE TABLE refund_new (
	ledger_id INTEGER PRIMARY KEY REFERENCES ledger_new (id),
	state TEXT NOT NULL CHECK (state = 'done' OR state = 'requested' OR state = 'submitted' OR state = 'succeeded' OR state = 'failed'),
	reason TEXT NOT NULL CHECK (length(reason) <= 200),
	settlement_id INTEGER REFERENCES ledger_new (id),
	seq INTEGER NOT NULL REFERENCES audit (seq),
	CHECK ((settlement_id IS NOT NULL) = (state = 'succeeded'))
) STRICT;
INSERT INTO refund_new (ledger_id, state, reason, settlement_id, seq)
SELECT ledger_id, state, reason, settlement_id, seq FROM refund;

DROP TABLE refund;
DROP TABLE booking;
DROP TABLE ledger;
ALTER TABLE ledger_new RENAME TO ledger;
ALTER TABLE booking_new RENAME TO booking;
ALTER TABLE refund_new RENAME TO refund;

CREATE UNIQUE INDEX booking_number_once ON booking (session_id, number) WHERE state <> 'cancelled';
CREATE UNIQUE INDEX booking_person_once ON booking (patient_id, session_id) WHERE state <> 'cancelled';
CREATE INDEX booking_cancelled_session ON booking (session_id) WHERE state = 'cancelled';
CREATE INDEX booking_cancelled_patient ON booking (patient_id) WHERE state = 'cancelled';
CREATE INDEX ledger_of ON ledger (of_id) WHERE of_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_external ON ledger (external_no) WHERE external_no IS NOT NULL;
CREATE INDEX refund_due ON refund (state) WHERE state IN ('requested', 'submitted', 'failed');
-- for: postgresql
ALTER TABLE booking DROP COLUMN fee_fen, DROP COLUMN paid_fen, DROP COLUMN refund_fen, DROP COLUMN payment_id;
ALTER TABLE booking ADD FOREIGN KEY (id) REFERENCES charge (id);
ALTER TABLE ledger DROP CONSTRAINT ledger_booking_id_fkey;
ALTER TABLE ledger RENAME COLUMN booking_id TO charge_id;
ALTER TABLE ledger ADD FOREIGN KEY (charge_id) REFERENCES charge (id);
ALTER TABLE refund DROP COLUMN booking_id;
-- for: both
-- A charge's payments and its refunds, with their amounts by the index alone.
CREATE INDEX ledger_paid ON ledger (charge_id, fen) WHERE kind = 'payment';
CREATE INDEX ledger_refunded ON ledger (charge_id, fen) WHERE kind = 'refund';
CREATE UNIQUE INDEX ledger_settled_once ON ledger (of_id) WHERE kind = 'settlement';

-- guard: booking_keeps_its_number
BEFORE UPDATE OF id, session_id, number, patient_id, channel, order_no ON booking
REFUSE 'a booking keeps its number, person and channel';
-- guard: booking_cancelled_for_good
BEFORE UPDATE OF state ON booking
REFUSE 'a cancelled booking does not come back'
WHEN OLD.state = 'cancelled' AND NEW.state <> 'cancelled'
	AND (NEW.state <> 'booked'
		OR EXISTS (SELECT 1 FROM ledger WHERE charge_id = OLD.id AND kind = 'refund')
		OR EXISTS (SELECT 1 FROM ticket WHERE booking_id = OLD.id)
		OR NOT EXISTS (SELECT 1 FROM slot AS n JOIN session AS s ON s.id = n.session_id
			WHERE n.session_id = OLD.session_id AND n.number = OLD.number AND n.withdrawn = 0 AND s.state = 'open'));
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
REFUSE 'no more is paid than was charged'
WHEN NEW.kind = 'payment' AND NEW.charge_id IS NOT NULL
	AND (SELECT coalesce(sum(fen), 0) FROM ledger WHERE charge_id = NEW.charge_id AND kind = 'payment') + NEW.fen
		> (SELECT fen FROM charge WHERE id = NEW.charge_id)
REFUSE 'a refund is never more than its payment'
WHEN NEW.kind = 'refund'
	AND (SELECT coalesce(sum(fen), 0) FROM ledger WHERE of_id = NEW.of_id AND kind = 'refund') + NEW.fen
		> coalesce((SELECT fen FROM ledger
			WHERE id = NEW.of_id AND kind = 'payment' AND charge_id IS NOT DISTINCT FROM NEW.charge_id), 0)
REFUSE 'a refund is settled in full'
WHEN NEW.kind = 'settlement'
	AND NOT EXISTS (SELECT 1 FROM ledger
		WHERE id = NEW.of_id AND kind = 'refund' AND credit = 'refund_due' AND fen = NEW.fen
			AND charge_id IS NOT DISTINCT FROM NEW.charge_id);

-- Every ledger row as its two postings.
CREATE VIEW posting (ledger_id, account, fen) AS
	SELECT id, debit, fen FROM ledger
	UNION ALL
	SELECT id, credit, -fen FROM ledger;

-- A booking with what belongs to it: its first payment, its newest refund, and the sums of both. (A payment of all that was charged is the only
-- one: no sum is made then.)
CREATE VIEW booking_view (
	id, seq, session_id, patient_id, payment_id, number, slot_kind, channel, state, cause, fee_fen, paid_fen, refund_fen, method, order_no,
	booked_at_ms, date, period, start_minute, end_minute, capacity, session_state, doctor_code, doctor, department_code, department, room,
	patient, phone, id_number, ticket_state, refund_state, refund_method
) AS
SELECT b.id, b.seq, b.session_id, b.patient_id, l.id, b.number, n.kind, b.channel, b.state, b.cause, c.fen,
	CASE WHEN l.id IS NULL THEN 0 WHEN l.fen = c.fen THEN l.fen
		ELSE (SELECT sum(fen) FROM ledger WHERE charge_id = b.id AND kind = 'payment') END,
	CASE WHEN r.ledger_id IS NULL THEN 0 ELSE (SELECT sum(fen) FROM ledger WHERE charge_id = b.id AND kind = 'refund') END,
	l.method, b.order_no, b.booked_at_ms, s.date, s.period, s.start_minute, s.end_minute, s.capacity, s.state, d.code, d.name,
	e.code, e.name, s.room, p.name, p.phone, p.id_number, t.state, r.state, m.method
FROM booking AS b
JOIN charge AS c ON c.id = b.id
JOIN session AS s ON s.id = b.session_id
JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
JOIN doctor AS d ON d.id = s.doctor_id
JOIN department AS e ON e.id = d.department_id
JOIN patient AS p ON p.id = b.patient_id
LEFT JOIN ledger AS l ON l.id = (SELECT min(id) FROM ledger WHERE charge_id = b.id AND kind = 'payment')
LEFT JOIN refund AS r ON r.ledger_id = (SELECT max(id) FROM ledger WHERE charge_id = b.id AND kind = 'refund')
LEFT JOIN ledger AS m ON m.id = r.ledger_id
LEFT JOIN ticket AS t ON t.booking_id = b.id;

-- A refund with its booking; that of a refused online order has none.
CREATE VIEW refund_view (
	id, payment_id, booking_id, fen, at_ms, seq, settlement_id, method, state, reason, order_no, business_day, patient, phone, charge_id
) AS
SELECT r.ledger_id, l.of_id, b.id, l.fen, l.at_ms, r.seq, r.settlement_id, l.method, r.state, r.reason, l.order_no, l.business_day,
	p.name, p.phone, l.charge_id
FROM refund AS r
JOIN ledger AS l ON l.id = r.ledger_id AND l.kind = 'refund'
LEFT JOIN booking AS b ON b.id = l.charge_id
LEFT JOIN patient AS p ON p.id = b.patient_id;
