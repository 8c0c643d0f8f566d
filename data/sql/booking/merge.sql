-- Two records of one person made one (src/desk/booking/merge.c), and the mark of the deceased (src/desk/booking/deceased.c).

-- Where both had a number of one session.
-- name: MERGE_BOTH
SELECT k.id AS keep_id, k.state AS keep_state, g.id AS give_id, g.state AS give_state
FROM booking AS g CROSS JOIN booking AS k
WHERE g.patient_id = $1 AND g.state <> 'cancelled' AND k.patient_id = $2 AND k.session_id = g.session_id AND k.state <> 'cancelled'
ORDER BY g.id, k.id

-- name: MERGE_BOOKINGS
SELECT id, seq FROM booking WHERE patient_id = $1 AND state <> 'cancelled'
UNION ALL
SELECT id, seq FROM booking WHERE patient_id = $1 AND state = 'cancelled'
ORDER BY id

-- name: MERGE_MOVE_BOOKING
UPDATE booking SET patient_id = $1, beside = $2, seq = $3 WHERE id = $4 AND seq = $5

-- name: MERGE_NO_SHOWS
SELECT booking_id FROM no_show WHERE patient_id = $1 ORDER BY date, booking_id

-- name: MERGE_MOVE_NO_SHOW
UPDATE no_show SET patient_id = $1, seq = (SELECT seq FROM booking WHERE id = $2) WHERE booking_id = $2

-- name: MERGE_BANS
SELECT id, seq FROM ban WHERE patient_id = $1 ORDER BY from_date, id

-- name: MERGE_MOVE_BAN
UPDATE ban SET patient_id = $1, seq = $2 WHERE id = $3 AND seq = $4

-- What a person still holds: bookings of sessions that are not over. $2 is today, $3 the minute of the day.
-- name: DECEASED_BOOKINGS
SELECT b.id
FROM booking AS b CROSS JOIN session AS s
WHERE s.id = b.session_id AND b.patient_id = $1 AND b.state <> 'cancelled' AND (b.state = 'booked' OR b.state = 'checked_in')
	AND s.date >= $2 AND (s.date > $2 OR s.end_minute > $3)
ORDER BY s.date, b.id
