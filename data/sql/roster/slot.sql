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

-- The lowest free number of a kind that stands. A number beyond the capacity ($3) was booked when the capacity was lowered: it is not sold
-- again. Joined, for a subquery would open the index anew for every number that is sold.
-- name: SLOT_LOWEST_FREE
SELECT {SLOT_ROW}
FROM slot AS n
LEFT JOIN booking AS b ON b.session_id = n.session_id AND b.number = n.number AND b.state <> 'cancelled'
WHERE n.session_id = $1 AND n.kind = $2 AND n.withdrawn = 0
	AND (n.kind = 'extra' OR n.number <= $3) AND b.id IS NULL
ORDER BY n.number
LIMIT 1

-- name: SLOT_EXTRA_IN_USE
SELECT count(*) AS in_use
FROM booking AS b JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
WHERE b.session_id = $1 AND b.state <> 'cancelled' AND n.kind = 'extra'

-- name: SLOT_HIGHEST
SELECT max(number) AS highest FROM slot WHERE session_id = $1

-- name: SLOT_ADD
INSERT INTO slot (session_id, number, kind, withdrawn, asked_by) VALUES ($1, $2, $3, 0, $4)

-- name: SLOT_CHANGE
UPDATE slot SET kind = $1, withdrawn = $2, asked_by = $3 WHERE session_id = $4 AND number = $5
