-- What a day leaves open (src/desk/day/pending.c). BOOKING_ROW is in booking.sql.

-- Of the sessions of a day that are over: whose visit nobody ended, who was not seen, and who was and never paid.
-- name: PENDING_VISITS
SELECT {BOOKING_ROW}
FROM session AS s
CROSS JOIN booking AS b
JOIN booking_view AS v ON v.id = b.id
WHERE b.session_id = s.id AND b.state <> 'cancelled'
	AND (b.state = 'checked_in' OR b.state = 'not_seen' OR (b.state = 'fulfilled' AND v.paid_fen < v.fee_fen))
	AND s.date = $1 AND s.state <> 'suspended' AND (s.date < $2 OR (s.date = $2 AND s.end_minute <= $3))
ORDER BY s.start_minute, v.doctor_code, b.number, b.id

-- name: PENDING_ADD
INSERT INTO day_pending (business_day, kind, subject, booking_id, fen, patient, phone, doctor, seq)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- As a day was closed with it: with the names that everybody had then.
-- name: PENDING_CLOSED
SELECT kind, subject, booking_id, fen, patient, phone, doctor
FROM day_pending
WHERE business_day = $1
ORDER BY kind, subject
