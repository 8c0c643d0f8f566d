-- Suspended sessions and the people affected (src/desk/booking/suspension.c).

-- name: SUSPENSION_SET
UPDATE session SET state = 'suspended', reason = $1, seq = $2 WHERE id = $3 AND seq = $4 AND state = 'open'

-- name: SUSPENSION_GONE
UPDATE session SET state = 'open', reason = '', seq = $1 WHERE id = $2 AND seq = $3 AND state = 'suspended'

-- Those whom a suspension affected, and who have no other booking instead.
-- name: SUSPENSION_AFFECTED
SELECT {BOOKING_ROW} FROM booking_view AS v
WHERE session_id = $1 AND state = 'cancelled' AND moved_to IS NULL AND EXISTS (SELECT 1 FROM affected AS a WHERE a.booking_id = v.id)
ORDER BY number, id

-- The worksheet ends with its suspension; who had a ticket gets one at the next check-in.
-- name: AFFECTED_GONE
DELETE FROM affected WHERE booking_id IN (SELECT id FROM booking WHERE session_id = $1 AND state = 'cancelled')

-- name: TICKET_VOID_GONE
DELETE FROM ticket WHERE booking_id = $1 AND state = 'void'

-- Those whose visit has not been.
-- name: SUSPENSION_BOOKINGS
SELECT {BOOKING_ROW} FROM booking_view AS v
WHERE session_id = $1 AND state <> 'cancelled' AND state IN ('booked', 'checked_in')
ORDER BY number, id

-- name: AFFECTED_ADD
INSERT INTO affected (booking_id, session_id, outcome, seq) VALUES ($1, $2, NULL, $3)

-- name: AFFECTED_GET
SELECT seq FROM affected WHERE booking_id = $1

-- name: AFFECTED_TOLD
SELECT count(*) AS told FROM affected WHERE booking_id = $1 AND outcome = 'told'

-- name: AFFECTED_SET
UPDATE affected SET outcome = nullif($1, 'none'), seq = $2 WHERE booking_id = $3 AND seq = $4

-- columns: AFFECTED_ROW
a.booking_id, a.session_id, a.outcome, b.number, p.name AS patient, p.phone,
	(SELECT coalesce(sum(CASE WHEN kind = 'withdrawal' THEN -fen WHEN credit = 'transfer' THEN 0 ELSE fen END), 0) FROM ledger
		WHERE charge_id = b.id AND (kind = 'refund' OR kind = 'withdrawal')) AS refund_fen,
	(SELECT nullif(state, 'withdrawn') FROM refund
		WHERE ledger_id = (SELECT max(id) FROM ledger WHERE charge_id = b.id AND kind = 'refund' AND credit <> 'transfer')) AS refund_state,
	(SELECT method FROM ledger
		WHERE id = (SELECT max(id) FROM ledger WHERE charge_id = b.id AND kind = 'refund' AND credit <> 'transfer')) AS refund_method,
	p.id AS patient_id, s.date, s.period, s.doctor, s.doctor_id, s.department_id, b.moved_to

-- name: AFFECTED_LIST_SESSION
SELECT {AFFECTED_ROW}
FROM booking AS b
JOIN affected AS a ON a.booking_id = b.id
JOIN session AS s ON s.id = b.session_id
JOIN patient AS p ON p.id = b.patient_id
WHERE b.session_id = $1 AND b.state = 'cancelled'
ORDER BY CASE WHEN a.outcome IS NULL THEN 0 ELSE 1 END, b.number, b.id

-- name: AFFECTED_LIST_OPEN
SELECT {AFFECTED_ROW}
FROM affected AS a
JOIN booking AS b ON b.id = a.booking_id
JOIN session AS s ON s.id = a.session_id
JOIN patient AS p ON p.id = b.patient_id
WHERE a.outcome IS NULL
ORDER BY s.date, s.start_minute, s.id, b.number, b.id
