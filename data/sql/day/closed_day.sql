-- What the workbook of a closed day shows of things that change later (src/desk/day/closed_day.c).

-- name: CLOSED_DAY_ADD
INSERT INTO closed_day (business_day, clinic, line, made, came, not_seen, no_shows, cancelled, payments_fen, refunds_fen, returned_fen, earlier_fen)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: CLOSED_DAY_GET
SELECT clinic, line FROM closed_day WHERE business_day = $1

-- Every booking that the workbook of the day $1 names: made on it (between $4 and $3, and after the close of the day before, $5, behind $2),
-- to be seen on it, or of which money moved on it.
-- name: CLOSED_BOOKING_ADD
INSERT INTO closed_booking (business_day, booking_id, patient, phone, slot_kind, state, cause, moved_to, paid_fen, refund_fen, ticket_state)
SELECT $1, v.id, v.patient, v.phone, v.slot_kind, v.state, v.cause, v.moved_to, v.paid_fen, v.refund_fen, v.ticket_state
FROM booking_view AS v
WHERE v.id IN (
	SELECT b.id
	FROM booking AS b JOIN charge AS c ON c.id = b.id
	WHERE b.id > $2 AND b.id < $3 AND (b.id > $4 OR c.seq > (SELECT seq FROM day_close WHERE business_day = $5))
	UNION
	SELECT b.id FROM session AS s CROSS JOIN booking AS b WHERE b.session_id = s.id AND b.state <> 'cancelled' AND s.date = $1
	UNION
	SELECT b.id FROM session AS s CROSS JOIN booking AS b WHERE b.session_id = s.id AND b.state = 'cancelled' AND s.date = $1
	UNION
	SELECT b.id FROM ledger AS l CROSS JOIN booking AS b WHERE b.id = l.charge_id AND l.id > $4 AND l.id < $3
)

-- name: CLOSED_SESSION_ADD
INSERT INTO closed_session (business_day, session_id, state, room, capacity, counter_total, counter_sold, counter_free, online_total, online_sold,
	online_free, gone_over, extra_sold)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- name: CLOSED_SESSION_LIST
SELECT session_id, state, room, capacity, counter_total, counter_sold, counter_free, online_total, online_sold, online_free, gone_over, extra_sold
FROM closed_session
WHERE business_day = $1
ORDER BY session_id

-- name: CLOSED_REFUND_ADD
INSERT INTO closed_refund (business_day, ledger_id, state, settlement_id, patient, phone)
SELECT $1, r.ledger_id, r.state, r.settlement_id, coalesce(p.name, o.name), coalesce(p.phone, o.phone)
FROM refund AS r
JOIN ledger AS l ON l.id = r.ledger_id
LEFT JOIN booking AS b ON b.id = l.charge_id
LEFT JOIN patient AS p ON p.id = b.patient_id
LEFT JOIN online_order AS o ON o.refund_id = r.ledger_id
WHERE r.ledger_id IN (SELECT CASE WHEN kind = 'withdrawal' THEN of_id ELSE id END FROM ledger
	WHERE id > $2 AND id < $3 AND (kind = 'refund' OR kind = 'withdrawal'))

-- name: CLOSED_NO_SHOW_ADD
INSERT INTO closed_no_show (business_day, booking_id, counted, banned_until, withdrawn_reason) VALUES ($1, $2, $3, $4, $5)
