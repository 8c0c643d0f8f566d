-- Who did not come, and what is not said yet (src/desk/booking/no_show.c). BOOKING_ROW is in booking.sql.

-- The bookings in a state ($1) whose session is over. A session that is closed has nothing left to say, so the open ones are enough. $2 is
-- today, $3 the minute of the day.
-- name: OVER_ALL
SELECT {BOOKING_ROW}
FROM session AS s
CROSS JOIN booking AS b
JOIN booking_view AS v ON v.id = b.id
WHERE b.session_id = s.id AND b.state <> 'cancelled' AND b.state = $1
	AND s.state = 'open' AND s.date <= $2 AND (s.date < $2 OR s.end_minute <= $3)
ORDER BY s.date, s.start_minute, v.doctor_code, b.number, b.id

-- Of one day.
-- name: OVER_DAY
SELECT {BOOKING_ROW}
FROM session AS s
CROSS JOIN booking AS b
JOIN booking_view AS v ON v.id = b.id
WHERE b.session_id = s.id AND b.state <> 'cancelled' AND b.state = $1
	AND s.date = $2 AND s.state <> 'suspended' AND (s.date < $3 OR (s.date = $3 AND s.end_minute <= $4))
ORDER BY s.start_minute, v.doctor_code, b.number, b.id

-- name: NO_SHOW_ADD
INSERT INTO no_show (booking_id, patient_id, channel, date, withdrawn_reason, seq) VALUES ($1, $2, $3, $4, NULL, $5)

-- name: NO_SHOW_WITHDRAW
UPDATE no_show SET withdrawn_reason = $1, seq = $2 WHERE booking_id = $3 AND withdrawn_reason IS NULL

-- As they were when the day was closed, once it is.
-- name: NO_SHOW_LIST_DAY
SELECT n.booking_id, n.patient_id, n.date, n.channel,
	CASE WHEN k.booking_id IS NULL THEN n.withdrawn_reason ELSE k.withdrawn_reason END AS withdrawn_reason, k.counted, k.banned_until,
	coalesce(w.patient, p.name) AS patient, CASE WHEN w.booking_id IS NULL THEN p.phone ELSE w.phone END AS phone, s.doctor, s.department,
	s.period, b.number
FROM no_show AS n
JOIN booking AS b ON b.id = n.booking_id
JOIN session AS s ON s.id = b.session_id
JOIN doctor AS d ON d.id = s.doctor_id
JOIN patient AS p ON p.id = n.patient_id
LEFT JOIN closed_no_show AS k ON k.business_day = $1 AND k.booking_id = n.booking_id
LEFT JOIN closed_booking AS w ON w.business_day = $1 AND w.booking_id = n.booking_id
WHERE n.date = $1 AND (k.booking_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM closed_day AS d JOIN day_close AS c ON c.business_day = d.business_day WHERE d.business_day = $1))
ORDER BY s.start_minute, d.code, b.number, b.id
