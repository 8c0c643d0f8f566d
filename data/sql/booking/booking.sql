-- Bookings (src/desk/booking/booking.c, src/desk/booking/cancel.c). BOOKING_ROW is all of booking_view (data/schema/0006-charges.sql). Booking numbers are
-- yymmdd * 1000000 + sequence * 10 + check digit: what was booked on one day is a range of ids.
-- An index serves the active bookings (state <> 'cancelled'), another the cancelled ones; a list of both asks for each.

-- columns: BOOKING_ROW
v.id, v.seq, v.session_id, v.patient_id, v.payment_id, v.number, v.slot_kind, v.channel, v.state, v.cause, v.fee_fen, v.paid_fen, v.refund_fen,
	v.method, v.order_no, v.booked_at_ms, v.date, v.period, v.start_minute, v.end_minute, v.capacity, v.session_state, v.doctor_code, v.doctor,
	v.department_code, v.department, v.room, v.patient, v.phone, v.id_number, v.ticket_state, v.refund_state, v.refund_method, v.moved_to

-- name: BOOKING_GET
SELECT {BOOKING_ROW} FROM booking_view AS v WHERE id = $1

-- name: BOOKING_LAST_BETWEEN
SELECT id FROM booking WHERE id > $1 AND id < $2 ORDER BY id DESC LIMIT 1

-- name: BOOKING_ADD
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES ($1, $2, $3, $4, $5, 'booked', NULL, $6, $7, $8)

-- Something happened to a booking that its own row does not tell: a payment.
-- name: BOOKING_SET_SEQ
UPDATE booking SET seq = $1 WHERE id = $2 AND seq = $3

-- name: BOOKING_SET_STATE
UPDATE booking SET state = $1, cause = $2, moved_to = $3, seq = $4 WHERE id = $5 AND seq = $6

-- What is left of each payment for a booking.
-- name: BOOKING_PAYMENTS
SELECT p.id, p.method, p.fen - (SELECT coalesce(sum(r.fen), 0) FROM ledger AS r
	WHERE r.of_id = p.id AND r.kind = 'refund'
		AND NOT EXISTS (SELECT 1 FROM ledger AS w WHERE w.of_id = r.id AND w.kind = 'withdrawal')) AS rest_fen
FROM ledger AS p
WHERE p.charge_id = $1 AND p.kind = 'payment'
ORDER BY p.id

-- name: BOOKING_PERSON_IN_SESSION
SELECT id FROM booking WHERE patient_id = $1 AND session_id = $2 AND state <> 'cancelled'

-- The active bookings of one person in one department on one day, the one in a certain session among them if there is one. CROSS: the
-- person's bookings are the few to start from.
-- name: BOOKING_PERSON_IN_DEPARTMENT
SELECT b.id, b.session_id
FROM booking AS b
CROSS JOIN session AS s
WHERE s.id = b.session_id AND b.patient_id = $1 AND b.state <> 'cancelled' AND s.date = $2 AND s.department_id = $3

-- name: BOOKING_OF_ORDER
SELECT booking_id FROM online_order WHERE order_no = $1 AND action = 'book' AND booking_id IS NOT NULL

-- Whose money a receipt or refund number tells of.
-- name: BOOKING_OF_RECEIPT
SELECT b.id FROM ledger AS l JOIN booking AS b ON b.id = l.charge_id WHERE l.id = $1

-- name: BOOKING_LIST_DAY
SELECT {BOOKING_ROW} FROM booking_view AS v WHERE date = $1 AND state <> 'cancelled'
UNION ALL
SELECT {BOOKING_ROW} FROM booking_view AS v WHERE date = $1 AND state = 'cancelled'
ORDER BY start_minute, doctor_code, number, id

-- name: BOOKING_LIST_SESSION
SELECT {BOOKING_ROW} FROM booking_view AS v WHERE session_id = $1 AND state <> 'cancelled'
UNION ALL
SELECT {BOOKING_ROW} FROM booking_view AS v WHERE session_id = $1 AND state = 'cancelled'
ORDER BY number, id

-- Visits of a day ($1) that were made and never paid, of sessions that are over. $2 is today, $3 the minute of the day.
-- name: BOOKING_LIST_UNPAID
SELECT {BOOKING_ROW}
FROM session AS s
CROSS JOIN booking AS b
JOIN booking_view AS v ON v.id = b.id
WHERE b.session_id = s.id AND b.state <> 'cancelled' AND b.state = 'fulfilled' AND s.date = $1 AND v.paid_fen < v.fee_fen
	AND (s.date < $2 OR (s.date = $2 AND s.end_minute <= $3))
ORDER BY s.start_minute, v.doctor_code, b.number, b.id

-- What is owed of visits between two days that are to be or were made. Money is asked for last: by its index alone.
-- name: BOOKING_LIST_OWED
SELECT {BOOKING_ROW}
FROM session AS s
CROSS JOIN booking AS b
CROSS JOIN charge AS c
JOIN booking_view AS v ON v.id = b.id
WHERE b.session_id = s.id AND b.state <> 'cancelled' AND (b.state = 'booked' OR b.state = 'checked_in' OR b.state = 'fulfilled')
	AND s.date >= $1 AND s.date <= $2 AND c.id = b.id
	AND c.fen > coalesce((SELECT sum(l.fen) FROM ledger AS l WHERE l.charge_id = b.id AND l.kind = 'payment'), 0)
ORDER BY s.date, s.start_minute, v.doctor_code, b.number, b.id

-- name: BOOKING_LIST_PATIENT
SELECT {BOOKING_ROW} FROM booking_view AS v WHERE patient_id = $1 AND state <> 'cancelled'
UNION ALL
SELECT {BOOKING_ROW} FROM booking_view AS v WHERE patient_id = $1 AND state = 'cancelled'
ORDER BY date DESC, id DESC

-- The same as it was when the day was closed for which it is asked, as k tells; as it is now, when that day is not closed (or was by an older
-- program).
-- columns: BOOKING_KEPT
v.id AS id, v.seq, v.session_id, v.patient_id, CASE WHEN k.booking_id IS NULL OR k.paid_fen > 0 THEN v.payment_id END AS payment_id, v.number,
	coalesce(k.slot_kind, v.slot_kind) AS slot_kind, v.channel, coalesce(k.state, v.state) AS state,
	CASE WHEN k.booking_id IS NULL THEN v.cause ELSE k.cause END AS cause, v.fee_fen, coalesce(k.paid_fen, v.paid_fen) AS paid_fen,
	coalesce(k.refund_fen, v.refund_fen) AS refund_fen, v.method, v.order_no, v.booked_at_ms, v.date, v.period, v.start_minute, v.end_minute,
	v.capacity, v.session_state, v.doctor_code, v.doctor, v.department_code, v.department, v.room, coalesce(k.patient, v.patient) AS patient,
	CASE WHEN k.booking_id IS NULL THEN v.phone ELSE k.phone END AS phone, v.id_number, v.ticket_state, v.refund_state, v.refund_method,
	CASE WHEN k.booking_id IS NULL THEN v.moved_to ELSE k.moved_to END AS moved_to

-- What was booked after the day was closed, for a session that was added then, is not of it.
-- name: BOOKING_KEPT_OF_DAY
-- row: BOOKING_ROW
SELECT {BOOKING_KEPT}
FROM booking_view AS v
JOIN charge AS c ON c.id = v.id
LEFT JOIN closed_booking AS k ON k.business_day = $1 AND k.booking_id = v.id
WHERE v.date = $1 AND v.state <> 'cancelled' AND c.seq <= coalesce((SELECT seq FROM day_close WHERE business_day = $1), c.seq)
UNION ALL
SELECT {BOOKING_KEPT}
FROM booking_view AS v
JOIN charge AS c ON c.id = v.id
LEFT JOIN closed_booking AS k ON k.business_day = $1 AND k.booking_id = v.id
WHERE v.date = $1 AND v.state = 'cancelled' AND c.seq <= coalesce((SELECT seq FROM day_close WHERE business_day = $1), c.seq)
ORDER BY start_minute, doctor_code, number, id

-- Made on a business day: that of $1, whose numbers lie between $4 and $3, and what was made on the day before, behind $2, after that was closed
-- ($5).
-- name: BOOKING_KEPT_MADE_ON
-- row: BOOKING_ROW
SELECT {BOOKING_KEPT}
FROM booking_view AS v
JOIN charge AS c ON c.id = v.id
LEFT JOIN closed_booking AS k ON k.business_day = $1 AND k.booking_id = v.id
WHERE v.id > $2 AND v.id < $3 AND (v.id > $4 OR c.seq > (SELECT seq FROM day_close WHERE business_day = $5))
	AND c.seq <= coalesce((SELECT seq FROM day_close WHERE business_day = $1), c.seq)
ORDER BY v.id
