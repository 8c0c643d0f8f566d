-- Step 13: the views, and guards that stood before, as they are now: each once.

DROP VIEW IF EXISTS booking_view;
DROP VIEW IF EXISTS refund_view;
DROP VIEW IF EXISTS session_view;

-- Two records of one person may each have had a number of a session that is long over. A merge brings one beside the other: `beside` is its
-- own number then, and 0 for every other booking.
ALTER TABLE booking ADD COLUMN beside INTEGER NOT NULL DEFAULT 0
	CHECK (beside = 0 OR (beside = id AND state <> 'booked' AND state <> 'checked_in'));
DROP INDEX booking_person_once;
CREATE UNIQUE INDEX booking_person_once ON booking (patient_id, session_id, beside) WHERE state <> 'cancelled';

-- A booking with what belongs to it: its first payment, its newest refund (one that was withdrawn is none), and the sums of both, without what
-- went along to another booking. (A payment of all that was charged is the only one: no sum is made then.)
CREATE VIEW booking_view (
	id, seq, session_id, patient_id, payment_id, number, slot_kind, channel, state, cause, fee_fen, paid_fen, refund_fen, method, order_no,
	booked_at_ms, date, period, start_minute, end_minute, capacity, session_state, doctor_code, doctor, department_code, department, room,
	patient, phone, id_number, ticket_state, refund_state, refund_method, moved_to
) AS
SELECT b.id, b.seq, b.session_id, b.patient_id, l.id, b.number, n.kind, b.channel, b.state, b.cause, c.fen,
	CASE WHEN l.id IS NULL THEN 0 WHEN l.fen = c.fen AND b.moved_to IS NULL THEN l.fen
		ELSE (SELECT sum(fen) FROM ledger WHERE charge_id = b.id AND kind = 'payment')
			- (SELECT coalesce(sum(fen), 0) FROM ledger WHERE charge_id = b.id AND kind = 'refund' AND credit = 'transfer') END,
	CASE WHEN r.ledger_id IS NULL THEN 0
		ELSE (SELECT sum(CASE WHEN kind = 'withdrawal' THEN -fen WHEN credit = 'transfer' THEN 0 ELSE fen END) FROM ledger
			WHERE charge_id = b.id AND (kind = 'refund' OR kind = 'withdrawal')) END,
	l.method, b.order_no, b.booked_at_ms, s.date, s.period, s.start_minute, s.end_minute, s.capacity, s.state, d.code, s.doctor,
	e.code, s.department, s.room, p.name, p.phone, p.id_number, t.state, nullif(r.state, 'withdrawn'),
	CASE WHEN r.state <> 'withdrawn' THEN m.method END, b.moved_to
FROM booking AS b
JOIN charge AS c ON c.id = b.id
JOIN session AS s ON s.id = b.session_id
JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
JOIN doctor AS d ON d.id = s.doctor_id
JOIN department AS e ON e.id = s.department_id
JOIN patient AS p ON p.id = b.patient_id
LEFT JOIN ledger AS l ON l.id = (SELECT min(id) FROM ledger WHERE charge_id = b.id AND kind = 'payment')
LEFT JOIN refund AS r ON r.ledger_id = (SELECT max(id) FROM ledger WHERE charge_id = b.id AND kind = 'refund' AND credit <> 'transfer')
LEFT JOIN ledger AS m ON m.id = r.ledger_id
LEFT JOIN ticket AS t ON t.booking_id = b.id;

-- A refund with its booking; that of a refused online order has none, and is owed to whom the order names.
CREATE VIEW refund_view (
	id, payment_id, booking_id, fen, at_ms, seq, settlement_id, method, state, reason, order_no, business_day, patient, phone, charge_id
) AS
SELECT r.ledger_id, l.of_id, b.id, l.fen, l.at_ms, r.seq, r.settlement_id, l.method, r.state, r.reason, l.order_no, l.business_day,
	coalesce(p.name, o.name), coalesce(p.phone, o.phone), l.charge_id
FROM refund AS r
JOIN ledger AS l ON l.id = r.ledger_id AND l.kind = 'refund'
LEFT JOIN booking AS b ON b.id = l.charge_id
LEFT JOIN patient AS p ON p.id = b.patient_id
LEFT JOIN online_order AS o ON o.refund_id = r.ledger_id;

-- A session with its doctor and department as it was sold (session_from_row in src/desk/roster/roster.c).
CREATE VIEW session_view (
	id, seq, doctor_id, department_id, doctor_code, doctor, title, initials, department_code, department, date, period, start_minute,
	end_minute, room, capacity, online_percent, fee_fen, state, reason
) AS
SELECT s.id, s.seq, s.doctor_id, s.department_id, d.code, s.doctor, s.title, d.initials, e.code, s.department, s.date, s.period, s.start_minute,
	s.end_minute, s.room, s.capacity, s.online_percent, s.fee_fen, s.state, s.reason
FROM session AS s
JOIN doctor AS d ON d.id = s.doctor_id
JOIN department AS e ON e.id = s.department_id;

-- A booking keeps its person, too, but for a merge, which gives it to the record that its person's was merged into.
-- guard: booking_keeps_its_number
BEFORE UPDATE OF id, session_id, number, patient_id, channel, order_no, beside ON booking
REFUSE 'a booking keeps its number, person and channel'
WHEN NEW.id <> OLD.id OR NEW.session_id <> OLD.session_id OR NEW.number <> OLD.number OR NEW.channel <> OLD.channel
	OR NEW.order_no IS DISTINCT FROM OLD.order_no OR (NEW.beside <> OLD.beside AND NEW.patient_id = OLD.patient_id)
	OR (NEW.patient_id <> OLD.patient_id
		AND NOT EXISTS (SELECT 1 FROM patient WHERE id = OLD.patient_id AND merged_into = NEW.patient_id));

-- A cancelled booking comes back while nothing was given back and nothing died with it: when the cancellation is undone, or the suspension that
-- brought it is taken back. What a person cancelled comes back within the quota alone; what a suspension did, as it was.
-- guard: booking_cancelled_for_good
BEFORE UPDATE OF state ON booking
REFUSE 'a cancelled booking does not come back'
WHEN OLD.state = 'cancelled' AND NEW.state <> 'cancelled'
	AND (NEW.state <> 'booked'
		OR OLD.moved_to IS NOT NULL
		OR (SELECT coalesce(sum(CASE WHEN kind = 'refund' THEN fen ELSE -fen END), 0) FROM ledger
			WHERE charge_id = OLD.id AND (kind = 'refund' OR kind = 'withdrawal')) > 0
		OR EXISTS (SELECT 1 FROM ticket WHERE booking_id = OLD.id)
		OR NOT EXISTS (SELECT 1 FROM slot AS n JOIN session AS s ON s.id = n.session_id
			WHERE n.session_id = OLD.session_id AND n.number = OLD.number AND n.withdrawn = 0 AND s.state = 'open'))
REFUSE 'its number is not for sale any more'
WHEN OLD.state = 'cancelled' AND NEW.state <> 'cancelled' AND OLD.cause <> 'clinic'
	AND NOT EXISTS (SELECT 1 FROM slot AS n JOIN session AS s ON s.id = n.session_id
		WHERE n.session_id = OLD.session_id AND n.number = OLD.number
			AND (n.kind = 'extra' OR n.number <= s.capacity)
			AND (OLD.channel <> 'online' OR n.kind = 'online')
			AND (OLD.channel <> 'online' OR s.capacity * s.online_percent / 100 >
				(SELECT count(*) FROM booking WHERE session_id = OLD.session_id AND channel = 'online' AND state <> 'cancelled'))
			AND (n.number > s.capacity OR s.capacity >
				(SELECT count(*) FROM booking AS b JOIN slot AS o ON o.session_id = b.session_id AND o.number = b.number
				WHERE b.session_id = OLD.session_id AND b.state <> 'cancelled' AND (o.kind <> 'extra' OR o.number <= s.capacity))));
-- guard: booking_moves_once
BEFORE UPDATE OF moved_to ON booking
REFUSE 'a booking that was moved stays so' WHEN OLD.moved_to IS NOT NULL AND NEW.moved_to IS DISTINCT FROM OLD.moved_to;
-- guard: refund_steps
BEFORE UPDATE OF state ON refund
REFUSE 'a refund does not go back'
WHEN NOT ((OLD.state IN ('requested', 'submitted', 'failed') AND NEW.state IN ('submitted', 'succeeded', 'failed'))
	OR (OLD.state IN ('requested', 'failed') AND NEW.state = 'withdrawn'));
-- A number is sold within the quota (src/desk/roster/quota.h). Bookings beyond the capacity are those that were there when it was lowered, and
-- extra ones; without them the numbers themselves are the limit, and a session that is as it was added has no more online numbers than online's
-- share: nothing is counted then. What went over to the counter, and when, is for the clock to say.
-- guard: booking_fits
BEFORE INSERT ON booking
FROM slot AS n JOIN session AS s ON s.id = n.session_id JOIN patient AS p ON p.id = NEW.patient_id
	WHERE n.session_id = NEW.session_id AND n.number = NEW.number
REFUSE 'a booking is made once' WHEN EXISTS (SELECT 1 FROM booking WHERE id = NEW.id)
REFUSE 'the session is not open' WHEN s.state <> 'open'
REFUSE 'this number was withdrawn' WHEN n.withdrawn <> 0 OR (n.number > s.capacity AND n.kind <> 'extra')
REFUSE 'online sells online numbers only' WHEN NEW.channel = 'online' AND n.kind <> 'online'
REFUSE 'nobody books for a merged record or a deceased person' WHEN p.merged_into IS NOT NULL OR p.deceased_on IS NOT NULL
REFUSE 'online has sold its share'
WHEN NEW.channel = 'online'
	AND (SELECT action FROM audit WHERE seq = s.seq) <> 'session.add'
	AND (SELECT count(*) FROM booking WHERE session_id = NEW.session_id AND channel = 'online' AND state <> 'cancelled')
		>= s.capacity * s.online_percent / 100
REFUSE 'the session has sold its capacity'
WHEN n.number <= s.capacity
	AND EXISTS (SELECT 1 FROM booking WHERE session_id = NEW.session_id AND number > s.capacity AND state <> 'cancelled')
	AND (SELECT count(*) FROM booking AS b JOIN slot AS o ON o.session_id = b.session_id AND o.number = b.number
		WHERE b.session_id = NEW.session_id AND b.state <> 'cancelled' AND (o.kind <> 'extra' OR o.number <= s.capacity))
		>= s.capacity;

-- guard: ledger_fits
BEFORE INSERT ON ledger
REFUSE 'a receipt number is used once' WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id)
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
REFUSE 'what is moved comes from a refund that took it away'
WHEN NEW.kind = 'payment' AND NEW.of_id IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM ledger
		WHERE id = NEW.of_id AND kind = 'refund' AND credit = 'transfer' AND fen = NEW.fen AND method = NEW.method
			AND charge_id IS DISTINCT FROM NEW.charge_id)
REFUSE 'a refund is never more than its payment'
WHEN NEW.kind = 'refund'
	AND (SELECT coalesce(sum(r.fen), 0) FROM ledger AS r
			WHERE r.of_id = NEW.of_id AND r.kind = 'refund'
				AND NOT EXISTS (SELECT 1 FROM ledger AS w WHERE w.of_id = r.id AND w.kind = 'withdrawal')) + NEW.fen
		> coalesce((SELECT fen FROM ledger
			WHERE id = NEW.of_id AND kind = 'payment' AND charge_id IS NOT DISTINCT FROM NEW.charge_id), 0)
REFUSE 'a refund belongs to a booking that is cancelled or excused, or to a refused order'
WHEN NEW.kind = 'refund' AND NEW.charge_id IS NOT NULL
	AND (SELECT state FROM booking WHERE id = NEW.charge_id) NOT IN ('cancelled', 'excused')
REFUSE 'a refund is settled or withdrawn whole'
WHEN (NEW.kind = 'settlement' OR NEW.kind = 'withdrawal')
	AND NOT EXISTS (SELECT 1 FROM ledger
		WHERE id = NEW.of_id AND kind = 'refund' AND credit = 'refund_due' AND fen = NEW.fen AND method = NEW.method
			AND charge_id IS NOT DISTINCT FROM NEW.charge_id);
