-- Step 10: sessions keep what they were sold as, closed days what their workbook shows; bookings move; a requested refund can be withdrawn.

DROP VIEW IF EXISTS booking_view;
DROP VIEW IF EXISTS refund_view;
DROP VIEW IF EXISTS session_view;
DROP VIEW IF EXISTS posting;

-- Department, doctor's name and title as they were when the session was sold: they follow the directory while nothing of it was ever booked,
-- and stay from then on. (Codes never change, so the ids tell them. A fee is the session's own, and each booking's charge keeps it.) What older
-- sessions were sold as is not written anywhere: they keep what the directory says now.
ALTER TABLE session ADD COLUMN department_id INTEGER REFERENCES department (id);
ALTER TABLE session ADD COLUMN department TEXT NOT NULL DEFAULT '' CHECK (length(department) <= 64);
ALTER TABLE session ADD COLUMN doctor TEXT NOT NULL DEFAULT '' CHECK (length(doctor) <= 64);
ALTER TABLE session ADD COLUMN title TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 32);
UPDATE session SET
	department_id = (SELECT d.department_id FROM doctor AS d WHERE d.id = session.doctor_id),
	department = (SELECT e.name FROM doctor AS d JOIN department AS e ON e.id = d.department_id WHERE d.id = session.doctor_id),
	doctor = (SELECT d.name FROM doctor AS d WHERE d.id = session.doctor_id),
	title = (SELECT d.title FROM doctor AS d WHERE d.id = session.doctor_id);
-- guard: session_has_names
BEFORE INSERT ON session
REFUSE 'a session says whose it is' WHEN NEW.department_id IS NULL OR NEW.department = '' OR NEW.doctor = '';
-- guard: session_keeps_names
BEFORE UPDATE OF department_id, department, doctor, title ON session
REFUSE 'a session says whose it is' WHEN NEW.department_id IS NULL OR NEW.department = '' OR NEW.doctor = ''
REFUSE 'a session keeps what it was sold as'
WHEN OLD.state <> 'open'
	OR EXISTS (SELECT 1 FROM booking WHERE session_id = OLD.id AND state <> 'cancelled')
	OR EXISTS (SELECT 1 FROM booking WHERE session_id = OLD.id AND state = 'cancelled');
-- guard: department_keeps_its_code
BEFORE UPDATE OF id, code ON department
REFUSE 'a department keeps its code';
-- guard: doctor_keeps_its_code
BEFORE UPDATE OF id, code ON doctor
REFUSE 'a doctor keeps the code';

-- Money on its way from one charge to another, within one change: always empty at its end.
INSERT INTO account (name, kind) VALUES ('transfer', 'liability');

-- A booking that was moved is cancelled, and says which one took its place; the money that was paid for it goes along. not_seen: checked in and
-- never called.
-- for: sqlite
CREATE TABLE booking_new (
	id INTEGER PRIMARY KEY REFERENCES charge (id) CHECK (id BETWEEN 10000000000 AND 999999999999),
	session_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	patient_id INTEGER NOT NULL REFERENCES patient (id),
	channel TEXT NOT NULL CHECK (channel IN ('counter', 'online')),
	state TEXT NOT NULL CHECK (state = 'booked' OR state = 'checked_in' OR state = 'fulfilled' OR state = 'cancelled' OR state = 'no_show' OR state = 'excused' OR state = 'not_seen'),
	cause TEXT CHECK (cause = 'patient' OR cause = 'late' OR cause = 'clinic' OR cause = 'moved'),
	order_no TEXT CHECK (length(order_no) BETWEEN 1 AND 64),
	booked_at_ms INTEGER NOT NULL,
	seq INTEGER NOT NULL REFERENCES audit (seq),
	moved_to INTEGER REFERENCES booking_new (id),
	FOREIGN KEY (session_id, number) REFERENCES slot (session_id, number),
	CHECK ((channel = 'online') = (order_no IS NOT NULL)),
	CHECK ((cause IS NOT NULL) = (state IN ('cancelled', 'excused'))),
	CHECK (moved_to IS NULL OR state = 'cancelled'),
	CHECK (cause <> 'moved' OR moved_to IS NOT NULL)
) STRICT;
INSERT INTO booking_new (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
SELECT id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq FROM booking;

-- As before, and
--   payment      revenue <- transfer   what was paid for another charge, or for a refused order: of_id is the refund that took it there
--   refund       transfer <- revenue or deposit
--   withdrawal   refund_due <- revenue or deposit   a refund that was requested and is not wanted any more (debit and credit turned round)
CREATE TABLE ledger_new (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind = 'payment' OR kind = 'refund' OR kind = 'settlement' OR kind = 'withdrawal'),
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
	CHECK ((kind = 'payment' AND debit <> 'transfer') = (of_id IS NULL)),
	CHECK (charge_id IS NOT NULL OR order_no IS NOT NULL),
	CHECK (CASE kind
		WHEN 'payment' THEN (debit = method AND credit = CASE WHEN charge_id IS NULL THEN 'deposit' ELSE 'revenue' END)
			OR (debit = 'transfer' AND credit = 'revenue' AND charge_id IS NOT NULL)
		WHEN 'refund' THEN debit = CASE WHEN charge_id IS NULL THEN 'deposit' ELSE 'revenue' END
			AND (credit = method OR credit = 'refund_due' OR credit = 'transfer')
		WHEN 'withdrawal' THEN debit = 'refund_due' AND credit = CASE WHEN charge_id IS NULL THEN 'deposit' ELSE 'revenue' END
		ELSE debit = 'refund_due' AND credit = method END)
) STRICT;
INSERT INTO ledger_new (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
SELECT id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq FROM ledger;

-- moved: went to another charge at once. withdrawn: was requested, and is not wanted any more.
CREATE TABLE refund_new (
	ledger_id INTEGER PRIMARY KEY REFERENCES ledger_new (id),
	state TEXT NOT NULL CHECK (state = 'done' OR state = 'requested' OR state = 'submitted' OR state = 'succeeded' OR state = 'failed' OR state = 'moved' OR state = 'withdrawn'),
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
CREATE INDEX ledger_paid ON ledger (charge_id, fen) WHERE kind = 'payment';
-- for: postgresql
ALTER TABLE booking DROP CONSTRAINT booking_state_check, DROP CONSTRAINT booking_cause_check;
ALTER TABLE booking ADD COLUMN moved_to INTEGER REFERENCES booking (id);
ALTER TABLE booking ADD CONSTRAINT booking_state_check CHECK (state IN ('booked', 'checked_in', 'fulfilled', 'cancelled', 'no_show', 'excused', 'not_seen'));
ALTER TABLE booking ADD CONSTRAINT booking_cause_check CHECK (cause IN ('patient', 'late', 'clinic', 'moved'));
ALTER TABLE booking ADD CHECK (moved_to IS NULL OR state = 'cancelled');
ALTER TABLE booking ADD CHECK (cause <> 'moved' OR moved_to IS NOT NULL);
ALTER TABLE ledger DROP CONSTRAINT ledger_kind_check, DROP CONSTRAINT ledger_check, DROP CONSTRAINT ledger_check2;
ALTER TABLE ledger ADD CONSTRAINT ledger_kind_check CHECK (kind IN ('payment', 'refund', 'settlement', 'withdrawal'));
ALTER TABLE ledger ADD CONSTRAINT ledger_check CHECK ((kind = 'payment' AND debit <> 'transfer') = (of_id IS NULL));
ALTER TABLE ledger ADD CONSTRAINT ledger_check2 CHECK (CASE kind
	WHEN 'payment' THEN (debit = method AND credit = CASE WHEN charge_id IS NULL THEN 'deposit' ELSE 'revenue' END)
		OR (debit = 'transfer' AND credit = 'revenue' AND charge_id IS NOT NULL)
	WHEN 'refund' THEN debit = CASE WHEN charge_id IS NULL THEN 'deposit' ELSE 'revenue' END
		AND (credit = method OR credit = 'refund_due' OR credit = 'transfer')
	WHEN 'withdrawal' THEN debit = 'refund_due' AND credit = CASE WHEN charge_id IS NULL THEN 'deposit' ELSE 'revenue' END
	ELSE debit = 'refund_due' AND credit = method END);
ALTER TABLE refund DROP CONSTRAINT refund_state_check;
ALTER TABLE refund ADD CONSTRAINT refund_state_check CHECK (state IN ('done', 'requested', 'submitted', 'succeeded', 'failed', 'moved', 'withdrawn'));
DROP INDEX ledger_refunded;
DROP INDEX ledger_settled_once;
-- for: both
CREATE UNIQUE INDEX booking_moved_to ON booking (moved_to) WHERE moved_to IS NOT NULL;
-- What was given back: refunds, and what of them was withdrawn.
CREATE INDEX ledger_refunded ON ledger (charge_id, kind, fen) WHERE kind = 'refund' OR kind = 'withdrawal';
CREATE UNIQUE INDEX ledger_settled_once ON ledger (of_id) WHERE kind = 'settlement' OR kind = 'withdrawal';
CREATE UNIQUE INDEX ledger_moved_once ON ledger (of_id) WHERE kind = 'payment' AND of_id IS NOT NULL;

-- Every ledger row as its two postings.
CREATE VIEW posting (ledger_id, account, fen) AS
	SELECT id, debit, fen FROM ledger
	UNION ALL
	SELECT id, credit, -fen FROM ledger;

-- What the workbook of a closed day shows of things that change later, as it was when the day was closed (src/desk/day/closed_day.h): the clinic's
-- name, the line of entries (0007) that it belongs to, the bookings that it names, its sessions, its refunds and its no-shows. A day that was
-- closed by an older program has none of this.
CREATE TABLE closed_day (
	business_day TEXT PRIMARY KEY REFERENCES day_close (business_day) DEFERRABLE INITIALLY DEFERRED,
	clinic TEXT NOT NULL CHECK (length(clinic) <= 128),
	line TEXT NOT NULL CHECK (length(line) <= 24)
) STRICT, WITHOUT ROWID;
CREATE TABLE closed_booking (
	business_day TEXT NOT NULL REFERENCES closed_day (business_day),
	booking_id INTEGER NOT NULL REFERENCES booking (id),
	patient TEXT NOT NULL CHECK (length(patient) BETWEEN 1 AND 64),
	phone TEXT CHECK (length(phone) BETWEEN 1 AND 20),
	slot_kind TEXT NOT NULL CHECK (slot_kind = 'counter' OR slot_kind = 'online' OR slot_kind = 'extra'),
	state TEXT NOT NULL CHECK (state = 'booked' OR state = 'checked_in' OR state = 'fulfilled' OR state = 'cancelled' OR state = 'no_show' OR state = 'excused' OR state = 'not_seen'),
	cause TEXT CHECK (cause = 'patient' OR cause = 'late' OR cause = 'clinic' OR cause = 'moved'),
	moved_to INTEGER REFERENCES booking (id),
	paid_fen INTEGER NOT NULL CHECK (paid_fen >= 0),
	refund_fen INTEGER NOT NULL CHECK (refund_fen BETWEEN 0 AND paid_fen),
	ticket_state TEXT CHECK (ticket_state = 'waiting' OR ticket_state = 'called' OR ticket_state = 'missed' OR ticket_state = 'finished' OR ticket_state = 'void'),
	PRIMARY KEY (business_day, booking_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE closed_session (
	business_day TEXT NOT NULL REFERENCES closed_day (business_day),
	session_id INTEGER NOT NULL REFERENCES session (id),
	state TEXT NOT NULL CHECK (state = 'closed' OR state = 'suspended'),
	room TEXT NOT NULL CHECK (length(room) <= 32),
	capacity INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 999),
	counter_total INTEGER NOT NULL,
	counter_sold INTEGER NOT NULL,
	counter_free INTEGER NOT NULL,
	online_total INTEGER NOT NULL,
	online_sold INTEGER NOT NULL,
	online_free INTEGER NOT NULL,
	gone_over INTEGER NOT NULL,
	extra_sold INTEGER NOT NULL,
	PRIMARY KEY (business_day, session_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE closed_refund (
	business_day TEXT NOT NULL REFERENCES closed_day (business_day),
	ledger_id INTEGER NOT NULL REFERENCES refund (ledger_id),
	state TEXT NOT NULL CHECK (state = 'done' OR state = 'requested' OR state = 'submitted' OR state = 'succeeded' OR state = 'failed' OR state = 'moved' OR state = 'withdrawn'),
	settlement_id INTEGER REFERENCES ledger (id),
	patient TEXT CHECK (length(patient) <= 128),
	phone TEXT CHECK (length(phone) <= 128),
	PRIMARY KEY (business_day, ledger_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE closed_no_show (
	business_day TEXT NOT NULL REFERENCES closed_day (business_day),
	booking_id INTEGER NOT NULL REFERENCES no_show (booking_id),
	counted INTEGER NOT NULL CHECK (counted >= 0),
	banned_until TEXT CHECK (banned_until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	withdrawn_reason TEXT CHECK (length(withdrawn_reason) BETWEEN 1 AND 200),
	PRIMARY KEY (business_day, booking_id)
) STRICT, WITHOUT ROWID;
-- guard: closed_day_once
BEFORE INSERT ON closed_day
REFUSE 'a closed day keeps what it has' WHEN EXISTS (SELECT 1 FROM day_close WHERE business_day = NEW.business_day);
-- guard: closed_day_no_update
BEFORE UPDATE ON closed_day
REFUSE 'a closed day keeps what it has';
-- guard: closed_day_no_delete
BEFORE DELETE ON closed_day
REFUSE 'a closed day keeps what it has';
-- guard: closed_booking_once
BEFORE INSERT ON closed_booking
REFUSE 'a closed day keeps what it has' WHEN EXISTS (SELECT 1 FROM day_close WHERE business_day = NEW.business_day);
-- guard: closed_booking_no_update
BEFORE UPDATE ON closed_booking
REFUSE 'a closed day keeps what it has';
-- guard: closed_booking_no_delete
BEFORE DELETE ON closed_booking
REFUSE 'a closed day keeps what it has';
-- guard: closed_session_once
BEFORE INSERT ON closed_session
REFUSE 'a closed day keeps what it has' WHEN EXISTS (SELECT 1 FROM day_close WHERE business_day = NEW.business_day);
-- guard: closed_session_no_update
BEFORE UPDATE ON closed_session
REFUSE 'a closed day keeps what it has';
-- guard: closed_session_no_delete
BEFORE DELETE ON closed_session
REFUSE 'a closed day keeps what it has';
-- guard: closed_refund_once
BEFORE INSERT ON closed_refund
REFUSE 'a closed day keeps what it has' WHEN EXISTS (SELECT 1 FROM day_close WHERE business_day = NEW.business_day);
-- guard: closed_refund_no_update
BEFORE UPDATE ON closed_refund
REFUSE 'a closed day keeps what it has';
-- guard: closed_refund_no_delete
BEFORE DELETE ON closed_refund
REFUSE 'a closed day keeps what it has';
-- guard: closed_no_show_once
BEFORE INSERT ON closed_no_show
REFUSE 'a closed day keeps what it has' WHEN EXISTS (SELECT 1 FROM day_close WHERE business_day = NEW.business_day);
-- guard: closed_no_show_no_update
BEFORE UPDATE ON closed_no_show
REFUSE 'a closed day keeps what it has';
-- guard: closed_no_show_no_delete
BEFORE DELETE ON closed_no_show
REFUSE 'a closed day keeps what it has';
