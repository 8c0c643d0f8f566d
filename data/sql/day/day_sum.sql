-- What days came to (src/desk/day/day_sum.h), from the rows of all of them together, as each day was when it was closed: the same figures as on
-- its own sheets (reports/days/days_measures.def). Departments, doctors, methods and clerks may be NULL: any.

-- Bookings made from the day whose numbers begin at $3 to that of $5: numbers between $1 and $2, as in BOOKING_KEPT_MADE_ON.
-- name: DAY_SUM_MADE
SELECT count(*) AS made
FROM booking AS b
JOIN charge AS c ON c.id = b.id
JOIN session AS s ON s.id = b.session_id
WHERE b.id > $1 AND b.id < $2 AND (b.id > $3 OR c.seq > (SELECT seq FROM day_close WHERE business_day = $4))
	AND c.seq <= coalesce((SELECT seq FROM day_close WHERE business_day = $5), c.seq)
	AND (CAST($6 AS TEXT) IS NULL OR s.department = $6) AND (CAST($7 AS TEXT) IS NULL OR s.doctor = $7)

-- name: DAY_SUM_VISITS
WITH visit (state, moved_to) AS (
	SELECT coalesce(k.state, b.state), CASE WHEN k.booking_id IS NULL THEN b.moved_to ELSE k.moved_to END
	FROM session AS s
	CROSS JOIN booking AS b
	JOIN charge AS c ON c.id = b.id
	LEFT JOIN closed_booking AS k ON k.business_day = s.date AND k.booking_id = b.id
	WHERE b.session_id = s.id AND b.state <> 'cancelled' AND s.date >= $1 AND s.date <= $2
		AND c.seq <= coalesce((SELECT seq FROM day_close WHERE business_day = s.date), c.seq)
		AND (CAST($3 AS TEXT) IS NULL OR s.department = $3) AND (CAST($4 AS TEXT) IS NULL OR s.doctor = $4)
	UNION ALL
	SELECT coalesce(k.state, b.state), CASE WHEN k.booking_id IS NULL THEN b.moved_to ELSE k.moved_to END
	FROM session AS s
	CROSS JOIN booking AS b
	JOIN charge AS c ON c.id = b.id
	LEFT JOIN closed_booking AS k ON k.business_day = s.date AND k.booking_id = b.id
	WHERE b.session_id = s.id AND b.state = 'cancelled' AND s.date >= $1 AND s.date <= $2
		AND c.seq <= coalesce((SELECT seq FROM day_close WHERE business_day = s.date), c.seq)
		AND (CAST($3 AS TEXT) IS NULL OR s.department = $3) AND (CAST($4 AS TEXT) IS NULL OR s.doctor = $4)
)
SELECT coalesce(sum(CASE WHEN state = 'checked_in' OR state = 'fulfilled' THEN 1 ELSE 0 END), 0) AS came,
	coalesce(sum(CASE WHEN state = 'not_seen' THEN 1 ELSE 0 END), 0) AS not_seen,
	coalesce(sum(CASE WHEN state = 'no_show' THEN 1 ELSE 0 END), 0) AS no_shows,
	coalesce(sum(CASE WHEN state = 'cancelled' AND moved_to IS NULL THEN 1 ELSE 0 END), 0) AS cancelled
FROM visit

-- What went along from one booking to another neither came in nor went out.
-- name: DAY_SUM_LEDGER
WITH moved (kind, fen, due, earlier) AS (
	SELECT l.kind, l.fen, CASE WHEN l.credit = 'refund_due' THEN 1 ELSE 0 END,
		CASE WHEN l.kind <> 'payment' AND coalesce(paid.business_day, source.business_day) < l.business_day THEN 1 ELSE 0 END
	FROM ledger AS l
	JOIN audit AS a ON a.seq = l.seq
	JOIN staff AS t ON t.id = a.staff_id
	LEFT JOIN booking AS b ON b.id = l.charge_id
	LEFT JOIN session AS s ON s.id = b.session_id
	LEFT JOIN ledger AS source ON source.id = l.of_id AND l.kind <> 'payment'
	LEFT JOIN ledger AS paid ON paid.id = source.of_id AND l.kind <> 'refund'
	WHERE l.id > $1 AND l.id < $2 AND l.debit <> 'transfer' AND l.credit <> 'transfer'
		AND (CAST($3 AS TEXT) IS NULL OR s.department = $3) AND (CAST($4 AS TEXT) IS NULL OR s.doctor = $4)
		AND (CAST($5 AS TEXT) IS NULL OR l.method = $5) AND (CAST($6 AS TEXT) IS NULL OR t.code = $6)
)
SELECT coalesce(sum(CASE WHEN kind = 'payment' THEN fen ELSE 0 END), 0) AS payments,
	coalesce(sum(CASE WHEN kind = 'refund' THEN fen WHEN kind = 'withdrawal' THEN -fen ELSE 0 END), 0) AS refunds,
	coalesce(sum(CASE WHEN kind = 'settlement' OR (kind = 'refund' AND due = 0) THEN fen ELSE 0 END), 0) AS returned,
	coalesce(sum(CASE WHEN (kind = 'settlement' OR (kind = 'refund' AND due = 0)) AND earlier = 1 THEN fen ELSE 0 END), 0) AS earlier
FROM moved

-- What closed days of some came to, as it was kept when they were closed.
-- name: DAY_SUM_KEPT
SELECT business_day, made, came, not_seen, no_shows, cancelled, payments_fen, refunds_fen, returned_fen, earlier_fen
FROM closed_day
WHERE business_day >= $1 AND business_day <= $2 AND made IS NOT NULL
ORDER BY business_day
