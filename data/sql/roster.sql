-- Sessions with what is left of their numbers (src/desk/roster.c).
--
-- Columns of both queries (read_session): the session, its doctor and department; then the numbers tagged counter, online and extra that
-- stand, then how many of each are sold. A number stands unless it was withdrawn; one beyond the capacity only while it is booked (it was
-- when the capacity was lowered), an extra one always.

-- name: SESSION_GET
SELECT s.id, s.seq, s.doctor_id, d.department_id, d.code, d.name, d.title, d.initials, p.code, p.name, s.date, s.period, s.start_minute,
	s.end_minute, s.room, s.capacity, s.online_percent, s.fee_fen, s.state, s.reason,
	(SELECT count(*) FROM slot AS n WHERE n.session_id = s.id AND n.kind = 'counter' AND n.withdrawn = 0
		AND (n.number <= s.capacity OR EXISTS (SELECT 1 FROM booking AS b
			WHERE b.session_id = n.session_id AND b.number = n.number AND b.state <> 'cancelled'))),
	(SELECT count(*) FROM slot AS n WHERE n.session_id = s.id AND n.kind = 'online' AND n.withdrawn = 0
		AND (n.number <= s.capacity OR EXISTS (SELECT 1 FROM booking AS b
			WHERE b.session_id = n.session_id AND b.number = n.number AND b.state <> 'cancelled'))),
	(SELECT count(*) FROM slot AS n WHERE n.session_id = s.id AND n.kind = 'extra' AND n.withdrawn = 0),
	(SELECT count(*) FROM booking AS b JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
		WHERE b.session_id = s.id AND b.state <> 'cancelled' AND n.kind = 'counter'),
	(SELECT count(*) FROM booking AS b JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
		WHERE b.session_id = s.id AND b.state <> 'cancelled' AND n.kind = 'online'),
	(SELECT count(*) FROM booking AS b JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
		WHERE b.session_id = s.id AND b.state <> 'cancelled' AND n.kind = 'extra')
FROM session AS s
JOIN doctor AS d ON d.id = s.doctor_id
JOIN department AS p ON p.id = d.department_id
WHERE s.id = $1

-- Of the days from $1 to $2; of the doctor with the code $3 unless that is NULL. The three periods follow each other, so the start orders them.
-- name: SESSION_LIST
SELECT s.id, s.seq, s.doctor_id, d.department_id, d.code, d.name, d.title, d.initials, p.code, p.name, s.date, s.period, s.start_minute,
	s.end_minute, s.room, s.capacity, s.online_percent, s.fee_fen, s.state, s.reason,
	(SELECT count(*) FROM slot AS n WHERE n.session_id = s.id AND n.kind = 'counter' AND n.withdrawn = 0
		AND (n.number <= s.capacity OR EXISTS (SELECT 1 FROM booking AS b
			WHERE b.session_id = n.session_id AND b.number = n.number AND b.state <> 'cancelled'))),
	(SELECT count(*) FROM slot AS n WHERE n.session_id = s.id AND n.kind = 'online' AND n.withdrawn = 0
		AND (n.number <= s.capacity OR EXISTS (SELECT 1 FROM booking AS b
			WHERE b.session_id = n.session_id AND b.number = n.number AND b.state <> 'cancelled'))),
	(SELECT count(*) FROM slot AS n WHERE n.session_id = s.id AND n.kind = 'extra' AND n.withdrawn = 0),
	(SELECT count(*) FROM booking AS b JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
		WHERE b.session_id = s.id AND b.state <> 'cancelled' AND n.kind = 'counter'),
	(SELECT count(*) FROM booking AS b JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
		WHERE b.session_id = s.id AND b.state <> 'cancelled' AND n.kind = 'online'),
	(SELECT count(*) FROM booking AS b JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
		WHERE b.session_id = s.id AND b.state <> 'cancelled' AND n.kind = 'extra')
FROM session AS s
JOIN doctor AS d ON d.id = s.doctor_id
JOIN department AS p ON p.id = d.department_id
WHERE s.date >= $1 AND s.date <= $2 AND (CAST($3 AS TEXT) IS NULL OR d.code = CAST($3 AS TEXT))
ORDER BY s.date, s.start_minute, p.code, d.code

-- name: SESSION_ID
SELECT id FROM session WHERE doctor_id = $1 AND date = $2 AND period = $3

-- name: SESSION_LAST_ID
SELECT max(id) FROM session

-- name: SESSION_ADD
INSERT INTO session (id, seq, doctor_id, date, period, start_minute, end_minute, room, capacity, online_percent, fee_fen, state, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', '')

-- name: SESSION_CHANGE
UPDATE session
SET seq = $1, start_minute = $2, end_minute = $3, room = $4, capacity = $5, online_percent = $6, fee_fen = $7
WHERE id = $8

-- name: SESSION_SET_SEQ
UPDATE session SET seq = $1 WHERE id = $2
