-- Bans from online booking (src/desk/ban/ban.c, src/desk/ban/ban_revise.c).

-- What counts for or against a person, in order; a withdrawn no-show is left out.
-- name: BAN_FACTS
SELECT booking_id, date, channel FROM no_show WHERE patient_id = $1 AND withdrawn_reason IS NULL ORDER BY date, booking_id

-- The bans of a person that were not withdrawn, each with every no-show behind it.
-- name: BAN_BEHIND
SELECT b.id, b.seq, b.from_date, b.until_date, b.ended_date, n.booking_id, CASE WHEN n.withdrawn_reason IS NULL THEN 0 ELSE 1 END AS withdrawn
FROM ban AS b
JOIN ban_no_show AS x ON x.ban_id = b.id
JOIN no_show AS n ON n.booking_id = x.booking_id
WHERE b.patient_id = $1 AND (b.ended_how IS NULL OR b.ended_how = 'lifted')
ORDER BY b.from_date, b.id, n.date, n.booking_id

-- name: BAN_LAST_ID
SELECT max(id) AS last_id FROM ban

-- name: BAN_ADD
INSERT INTO ban (id, patient_id, from_date, until_date, last_booking_id, ended_date, ended_how, ended_reason, seq)
VALUES ($1, $2, $3, $4, $5, NULL, NULL, NULL, $6)

-- name: BAN_ADD_NO_SHOW
INSERT INTO ban_no_show (ban_id, booking_id) VALUES ($1, $2)

-- name: BAN_END
UPDATE ban SET ended_date = $1, ended_how = $2, ended_reason = $3, seq = $4 WHERE id = $5 AND seq = $6

-- columns: BAN_ROW
b.id, b.patient_id, b.seq, b.from_date, b.until_date, b.ended_date, b.ended_how, b.ended_reason, p.name AS patient

-- name: BAN_GET
SELECT {BAN_ROW}
FROM ban AS b JOIN patient AS p ON p.id = b.patient_id
WHERE b.id = $1

-- name: BAN_IN_FORCE
SELECT {BAN_ROW}
FROM ban AS b JOIN patient AS p ON p.id = b.patient_id
WHERE b.patient_id = $1 AND b.from_date <= $2 AND b.until_date >= $2 AND (b.ended_date IS NULL OR b.ended_date > $2)
ORDER BY b.until_date DESC, b.id DESC
LIMIT 1

-- Whether there is one at all: what every online booking asks.
-- name: BAN_IS_IN_FORCE
SELECT 1 AS found FROM ban
WHERE patient_id = $1 AND from_date <= $2 AND until_date >= $2 AND (ended_date IS NULL OR ended_date > $2)

-- name: BAN_LIST_PATIENT
SELECT {BAN_ROW}
FROM ban AS b JOIN patient AS p ON p.id = b.patient_id
WHERE b.patient_id = $1
ORDER BY b.from_date, b.id

-- name: BAN_LIST_IN_FORCE
SELECT {BAN_ROW}
FROM ban AS b JOIN patient AS p ON p.id = b.patient_id
WHERE b.from_date <= $1 AND b.until_date >= $1 AND (b.ended_date IS NULL OR b.ended_date > $1)
ORDER BY b.from_date, b.id

-- name: BAN_LIST_NEWEST
SELECT {BAN_ROW}
FROM ban AS b JOIN patient AS p ON p.id = b.patient_id
ORDER BY b.id DESC
LIMIT $1

-- The no-shows behind a ban, and who recorded each: the entry 'booking.no_show' of its history, whatever came later.
-- name: BAN_DATES
SELECT n.date, n.booking_id, s.department, s.doctor, f.code AS staff
FROM ban_no_show AS x
JOIN no_show AS n ON n.booking_id = x.booking_id
JOIN booking AS b ON b.id = n.booking_id
JOIN session AS s ON s.id = b.session_id
JOIN staff AS f ON f.id = (
	WITH RECURSIVE back (staff_id, action, previous) AS (
		SELECT a.staff_id, a.action, a.previous FROM audit AS a WHERE a.seq = n.seq
		UNION
		SELECT a.staff_id, a.action, a.previous FROM back JOIN audit AS a ON a.seq = back.previous
		WHERE back.action <> 'booking.no_show'
	)
	SELECT staff_id FROM back WHERE action = 'booking.no_show'
)
WHERE x.ban_id = $1
ORDER BY n.date, n.booking_id

-- Who may be banned on the day $3 when $2 no-shows lead to a ban: the last of them was on the day $1 or later. And who is banned then.
-- name: BAN_TRIAL_PERSONS
SELECT p.id, p.name, p.phone
FROM patient AS p
WHERE p.id IN (
	SELECT n.patient_id
	FROM no_show AS n
	WHERE n.date >= $1 AND n.withdrawn_reason IS NULL
		AND (SELECT count(*) FROM no_show AS o WHERE o.patient_id = n.patient_id AND o.withdrawn_reason IS NULL) >= $2
	UNION
	SELECT b.patient_id
	FROM ban AS b
	WHERE b.from_date <= $3 AND b.until_date >= $3 AND (b.ended_date IS NULL OR b.ended_date > $3)
)
ORDER BY p.id
