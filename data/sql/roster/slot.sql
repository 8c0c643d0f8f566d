-- The numbers of a session (src/desk/roster/slot.c, src/desk/roster/roster.c). A number is free when no booking that is not cancelled holds it.

-- The last is the booking that holds the number.
-- columns: SLOT_ROW
n.session_id, n.number, n.kind, n.withdrawn, n.asked_by, b.id AS booking_id

-- name: SLOT_LIST
SELECT {SLOT_ROW}
FROM slot AS n
LEFT JOIN booking AS b ON b.session_id = n.session_id AND b.number = n.number AND b.state <> 'cancelled'
WHERE n.session_id = $1
ORDER BY n.number

-- The lowest free number up to the capacity ($2) that is online's, or that is the counter's: an extra number that a raised capacity has reached is.
-- One beyond the capacity was booked when that was lowered: it is not sold again. Joined, for a subquery would open the index anew for every
-- number that is sold. `beyond`: whether bookings lie beyond the capacity; `changed`: whether the session is not as it was added.
-- name: SLOT_LOWEST_ONLINE
SELECT {SLOT_ROW},
	CASE WHEN EXISTS (SELECT 1 FROM booking WHERE session_id = $1 AND number > $2 AND state <> 'cancelled') THEN 1 ELSE 0 END AS beyond,
	CASE WHEN (SELECT a.action FROM session AS s JOIN audit AS a ON a.seq = s.seq WHERE s.id = $1) = 'session.add' THEN 0 ELSE 1 END AS changed
FROM slot AS n
LEFT JOIN booking AS b ON b.session_id = n.session_id AND b.number = n.number AND b.state <> 'cancelled'
WHERE n.session_id = $1 AND n.number <= $2 AND n.withdrawn = 0 AND n.kind = 'online' AND b.id IS NULL
ORDER BY n.number
LIMIT 1

-- name: SLOT_LOWEST_COUNTER
SELECT {SLOT_ROW},
	CASE WHEN EXISTS (SELECT 1 FROM booking WHERE session_id = $1 AND number > $2 AND state <> 'cancelled') THEN 1 ELSE 0 END AS beyond
FROM slot AS n
LEFT JOIN booking AS b ON b.session_id = n.session_id AND b.number = n.number AND b.state <> 'cancelled'
WHERE n.session_id = $1 AND n.number <= $2 AND n.withdrawn = 0 AND n.kind <> 'online' AND b.id IS NULL
ORDER BY n.number
LIMIT 1

-- Beyond the capacity.
-- name: SLOT_LOWEST_EXTRA
SELECT {SLOT_ROW}
FROM slot AS n
LEFT JOIN booking AS b ON b.session_id = n.session_id AND b.number = n.number AND b.state <> 'cancelled'
WHERE n.session_id = $1 AND n.number > $2 AND n.kind = 'extra' AND b.id IS NULL
ORDER BY n.number
LIMIT 1

-- name: SLOT_EXTRA_IN_USE
SELECT count(*) AS in_use
FROM booking AS b JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
WHERE b.session_id = $1 AND b.number > $2 AND b.state <> 'cancelled' AND n.kind = 'extra'

-- name: SLOT_HIGHEST
SELECT max(number) AS highest FROM slot WHERE session_id = $1

-- name: SLOT_ADD
INSERT INTO slot (session_id, number, kind, withdrawn, asked_by) VALUES ($1, $2, $3, 0, $4)

-- name: SLOT_CHANGE
UPDATE slot SET kind = $1, withdrawn = $2, asked_by = $3 WHERE session_id = $4 AND number = $5
