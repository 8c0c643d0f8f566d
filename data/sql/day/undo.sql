-- Taking back the last thing somebody did at a counter (src/desk/day/undo.c). Each changes what that left, and nothing that came after it.

-- Looks no further back than the newest thousand events.
-- name: AUDIT_LAST_OWN
SELECT {AUDIT_ROW}
FROM audit AS a CROSS JOIN staff AS s
WHERE s.id = a.staff_id AND a.seq > (SELECT max(seq) FROM audit) - 1000 AND s.code = $1 AND a.counter = $2
ORDER BY a.seq DESC
LIMIT 1

-- name: TICKET_UNDO_CHECK_IN
DELETE FROM ticket WHERE booking_id = $1 AND state = 'waiting' AND calls = 0

-- name: TICKET_UNDO_CALL
UPDATE ticket
SET state = 'waiting', called_at_ms = CASE WHEN calls > 1 THEN called_at_ms END, calls = calls - 1, counter = NULL, seq = $1
WHERE booking_id = $2 AND state = 'called'

-- The counter stays the last one that called.
-- name: TICKET_UNDO_CALL_AGAIN
UPDATE ticket SET calls = calls - 1, seq = $1 WHERE booking_id = $2 AND state = 'called'

-- name: TICKET_UNDO_MISS
UPDATE ticket SET state = 'called', seq = $1 WHERE booking_id = $2 AND state = 'missed'

-- name: TICKET_UNDO_BACK
UPDATE ticket SET state = 'missed', seq = $1 WHERE booking_id = $2 AND state = 'waiting'

-- name: TICKET_UNDO_FINISH
UPDATE ticket SET state = 'called', finished_at_ms = NULL, seq = $1 WHERE booking_id = $2 AND state = 'finished'

-- A no-show that led to a ban is held by the ban.
-- name: NO_SHOW_UNDO
DELETE FROM no_show WHERE booking_id = $1

-- name: NO_SHOW_HELD
SELECT CASE
	WHEN EXISTS (SELECT 1 FROM ban WHERE patient_id = $1 AND last_booking_id = $2)
		OR EXISTS (SELECT 1 FROM ban AS b JOIN ban_no_show AS n ON n.ban_id = b.id WHERE b.patient_id = $1 AND n.booking_id = $2)
	THEN 1 ELSE 0 END AS held
