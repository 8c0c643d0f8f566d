-- The queue of a session (src/desk/queue/queue.c, src/desk/queue/queue_list.c).

-- name: TICKET_GET
SELECT state, place, calls FROM ticket WHERE booking_id = $1

-- name: TICKET_ADD
INSERT INTO ticket (booking_id, session_id, state, place, arrived_seq, checked_in_at_ms, called_at_ms, finished_at_ms, calls, counter, seq)
VALUES ($1, $2, 'waiting', $3, $4, $5, NULL, NULL, 0, NULL, $4)

-- Who waits, in order. Somebody whose booking was settled when the day closed waits no more.
-- name: TICKET_WAITING
SELECT t.booking_id, t.place
FROM ticket AS t
JOIN booking AS b ON b.id = t.booking_id
WHERE t.session_id = $1 AND t.state = 'waiting' AND b.state = 'checked_in'
ORDER BY t.place, t.arrived_seq

-- name: TICKET_NEXT
SELECT t.booking_id
FROM ticket AS t
JOIN booking AS b ON b.id = t.booking_id
WHERE t.session_id = $1 AND t.state = 'waiting' AND b.state = 'checked_in'
ORDER BY t.place, t.arrived_seq
LIMIT 1

-- The claim: of two counters that call the same person one changes a row, the other none.
-- name: TICKET_CLAIM
UPDATE ticket SET state = 'called', called_at_ms = coalesce(called_at_ms, $1), calls = calls + 1, counter = $2
WHERE booking_id = $3 AND state = 'waiting'

-- Who is called now in a session.
-- name: TICKET_CALLED
SELECT booking_id FROM ticket WHERE session_id = $1 AND state = 'called' ORDER BY place, arrived_seq

-- name: TICKET_CALL_AGAIN
UPDATE ticket SET calls = calls + 1, counter = $1, seq = $2 WHERE booking_id = $3 AND state = 'called'

-- name: TICKET_SET_SEQ
UPDATE ticket SET seq = $1 WHERE booking_id = $2

-- name: TICKET_SET_PLACE
UPDATE ticket SET place = $1 WHERE booking_id = $2

-- name: TICKET_BACK
UPDATE ticket SET state = 'waiting', place = $1, arrived_seq = $2, seq = $2 WHERE booking_id = $3 AND state = 'missed'

-- name: TICKET_MISS
UPDATE ticket SET state = 'missed', seq = $1 WHERE booking_id = $2 AND state = 'called'

-- A ticket dies with its booking (src/desk/booking/booking.c), in whatever state it is.
-- name: TICKET_VOID
UPDATE ticket SET state = 'void', finished_at_ms = NULL, seq = $1 WHERE booking_id = $2

-- name: TICKET_FINISH
UPDATE ticket SET state = 'finished', finished_at_ms = $1, seq = $2 WHERE booking_id = $3 AND state = 'called'

-- columns: TICKET_ROW
t.booking_id, t.session_id, b.patient_id, b.number, t.place, t.calls, t.state, b.channel, t.checked_in_at_ms, t.called_at_ms,
	t.finished_at_ms, t.counter, p.name AS patient,
	CASE WHEN b.state = 'not_seen' THEN 1 ELSE 0 END AS not_seen

-- The tickets in one state of a session, with what is to be known of their people; for the state '' those who are booked and have none yet, by
-- number. Since when somebody stands where they do the newest entry of the ticket tells.
-- name: TICKET_LIST_SESSION
-- row begins: TICKET_ROW
SELECT {TICKET_ROW}, t.arrived_seq AS arrived_seq, a.at_ms AS since_ms, n.kind AS slot_kind, p.sex, p.birth_date, p.phone, p.id_number,
	CASE WHEN b.state <> 'not_seen' THEN c.fen - coalesce((SELECT sum(l.fen) FROM ledger AS l WHERE l.charge_id = b.id AND l.kind = 'payment'), 0)
		ELSE 0 END AS owed_fen
FROM ticket AS t
JOIN booking AS b ON b.id = t.booking_id
JOIN patient AS p ON p.id = b.patient_id
JOIN charge AS c ON c.id = b.id
JOIN audit AS a ON a.seq = t.seq
JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
WHERE t.session_id = $1 AND t.state = $2
UNION ALL
SELECT b.id, b.session_id, b.patient_id, b.number, b.number, 0, '', b.channel, 0, 0, 0, '', p.name, 0, 0, 0, n.kind, p.sex, p.birth_date, p.phone,
	p.id_number, c.fen - coalesce((SELECT sum(l.fen) FROM ledger AS l WHERE l.charge_id = b.id AND l.kind = 'payment'), 0)
FROM booking AS b
JOIN patient AS p ON p.id = b.patient_id
JOIN charge AS c ON c.id = b.id
JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
WHERE b.session_id = $1 AND b.state <> 'cancelled' AND b.state = 'booked' AND CAST($2 AS TEXT) = ''
ORDER BY place, arrived_seq

-- Session by session; once the day is closed, those of it alone, under the names that people had then.
-- name: TICKET_LIST_DAY
-- row begins: TICKET_ROW
SELECT t.booking_id AS booking_id, t.session_id, b.patient_id, b.number AS number, t.place, t.calls, t.state, b.channel, t.checked_in_at_ms, t.called_at_ms,
	t.finished_at_ms, t.counter, coalesce(k.patient, p.name) AS patient,
	CASE WHEN coalesce(k.state, b.state) = 'not_seen' THEN 1 ELSE 0 END AS not_seen, s.date, s.period, s.start_minute, s.end_minute, s.capacity,
	s.doctor, s.department, d.code AS doctor_code, e.code AS department_code
FROM session AS s
JOIN ticket AS t ON t.session_id = s.id
JOIN booking AS b ON b.id = t.booking_id
JOIN doctor AS d ON d.id = s.doctor_id
JOIN department AS e ON e.id = s.department_id
JOIN patient AS p ON p.id = b.patient_id
LEFT JOIN closed_booking AS k ON k.business_day = $1 AND k.booking_id = t.booking_id
WHERE s.date = $1 AND t.state IN ('called', 'waiting', 'missed', 'finished')
	AND (k.booking_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM closed_day AS d JOIN day_close AS c ON c.business_day = d.business_day WHERE d.business_day = $1))
UNION ALL
SELECT t.booking_id, t.session_id, b.patient_id, b.number, t.place, t.calls, k.ticket_state, b.channel, t.checked_in_at_ms, t.called_at_ms,
	t.finished_at_ms, t.counter, k.patient, CASE WHEN k.state = 'not_seen' THEN 1 ELSE 0 END, s.date, s.period, s.start_minute, s.end_minute,
	s.capacity, s.doctor, s.department, d.code, e.code
FROM closed_booking AS k
JOIN ticket AS t ON t.booking_id = k.booking_id
JOIN booking AS b ON b.id = t.booking_id
JOIN session AS s ON s.id = t.session_id
JOIN doctor AS d ON d.id = s.doctor_id
JOIN department AS e ON e.id = s.department_id
WHERE k.business_day = $1 AND s.date = $1 AND t.state = 'void' AND k.ticket_state <> 'void'
	AND EXISTS (SELECT 1 FROM day_close WHERE business_day = $1)
ORDER BY start_minute, department_code, doctor_code, number, booking_id

-- name: TICKET_COUNTS_DAY
SELECT s.id AS session_id,
	coalesce(sum(CASE WHEN t.state = 'waiting' THEN 1 ELSE 0 END), 0) AS waiting,
	coalesce(sum(CASE WHEN t.state = 'called' THEN 1 ELSE 0 END), 0) AS called,
	coalesce(sum(CASE WHEN t.state = 'missed' THEN 1 ELSE 0 END), 0) AS missed,
	coalesce(sum(CASE WHEN t.state = 'finished' THEN 1 ELSE 0 END), 0) AS finished,
	(SELECT count(*) FROM booking AS b WHERE b.session_id = s.id AND b.state <> 'cancelled' AND b.state = 'booked') AS expected
FROM session AS s
LEFT JOIN ticket AS t ON t.session_id = s.id
WHERE s.date = $1
GROUP BY s.id
ORDER BY s.id

-- Since when each of those waits, session by session: what ticket_waits_since_ms needs.
-- name: TICKET_WAITING_DAY
SELECT s.id AS session_id, s.date, s.start_minute, s.end_minute, s.capacity, b.number, t.checked_in_at_ms
FROM session AS s
JOIN ticket AS t ON t.session_id = s.id
JOIN booking AS b ON b.id = t.booking_id
WHERE s.date = $1 AND t.state = 'waiting'
ORDER BY s.id
