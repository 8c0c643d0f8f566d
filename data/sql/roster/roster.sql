-- Sessions with what is left of their numbers (src/desk/roster/roster.c).

-- columns: SESSION_ROW
s.id, s.seq, s.doctor_id, s.department_id, s.doctor_code, s.doctor, s.title, s.initials, s.department_code, s.department, s.date, s.period,
	s.start_minute, s.end_minute, s.room, s.capacity, s.online_percent, s.fee_fen, s.state, s.reason

-- name: SESSION_GET
SELECT {SESSION_ROW} FROM session_view AS s WHERE s.id = $1

-- name: SESSION_FIND
SELECT {SESSION_ROW} FROM session_view AS s WHERE s.doctor_code = $1 AND date = $2 AND period = $3

-- Of the days from $1 to $2. The three periods follow each other, so the start orders them.
-- name: SESSION_LIST
SELECT {SESSION_ROW} FROM session_view AS s
WHERE date >= $1 AND date <= $2
ORDER BY date, start_minute, department_code, doctor_code

-- The same of one doctor: not by reading everybody's.
-- name: SESSION_LIST_DOCTOR
SELECT {SESSION_ROW} FROM session_view AS s
WHERE date >= $1 AND date <= $2 AND doctor_code = $3
ORDER BY date, start_minute

-- What the quota is worked out from (src/desk/roster/quota.h), of session $2 with capacity $1. A number that is sold counts wherever it lies; an
-- extra one apart, as long as it lies beyond the capacity. Free ones beyond the capacity are nobody's.
-- name: SESSION_NUMBERS
SELECT count(b.id) AS sold,
	count(CASE WHEN b.channel = 'online' THEN 1 END) AS online_sold,
	count(CASE WHEN n.kind = 'online' AND n.number <= $1 THEN 1 END) AS online_numbers,
	count(CASE WHEN n.kind = 'online' AND n.number <= $1 AND b.id IS NULL THEN 1 END) AS online_numbers_free,
	count(CASE WHEN n.kind = 'extra' AND n.number > $1 THEN 1 END) AS extra,
	count(CASE WHEN n.kind = 'extra' AND n.number > $1 THEN b.id END) AS extra_sold
FROM slot AS n
LEFT JOIN booking AS b ON b.session_id = n.session_id AND b.number = n.number AND b.state <> 'cancelled'
WHERE n.session_id = $2

-- Other doctors' sessions in a room between two minutes of a day (src/desk/roster/room_clash.c).
-- name: SESSION_IN_ROOM
SELECT d.code, d.name, s.start_minute, s.end_minute
FROM session AS s JOIN doctor AS d ON d.id = s.doctor_id
WHERE s.date = $1 AND s.room = $2 AND s.doctor_id <> $3 AND s.start_minute < $4 AND s.end_minute > $5 AND s.state <> 'suspended'
ORDER BY s.start_minute, d.code

-- name: SESSION_ID
SELECT id FROM session WHERE doctor_id = $1 AND date = $2 AND period = $3

-- name: SESSION_LAST_ID
SELECT max(id) AS last_id FROM session

-- name: SESSION_ADD
INSERT INTO session (id, seq, doctor_id, date, period, start_minute, end_minute, room, capacity, online_percent, fee_fen, state, reason,
	department_id, department, doctor, title)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', '', $12, $13, $14, $15)

-- name: SESSION_CHANGE
UPDATE session
SET seq = $1, start_minute = $2, end_minute = $3, room = $4, capacity = $5, online_percent = $6, fee_fen = $7
WHERE id = $8

-- name: SESSION_SET_SEQ
UPDATE session SET seq = $1 WHERE id = $2
