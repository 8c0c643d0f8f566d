-- What closed days keep (src/desk/day/closed_day.h), against the ledger and the entries up to their close. What a record has been changed to since
-- is not asked; states as of the close are followed through the entries by CHECK_BOOKING_STATE.

-- Once a day has kept what its workbook shows, so has each that was closed after it.
-- name: CHECK_CLOSED_DAY
-- row: FAULT_ROW
SELECT 'day ' || c.business_day AS fault
FROM day_close AS c
LEFT JOIN closed_day AS d ON d.business_day = c.business_day
WHERE d.business_day IS NULL
	AND c.seq > (SELECT min(x.seq) FROM closed_day AS k JOIN day_close AS x ON x.business_day = k.business_day)

-- What each day came to: its visits and bookings as it keeps them, its money as the ledger has it. Made after the close of a day, a booking is of the
-- next one; which of two that is, when a day was never closed, is not told here.
-- name: CHECK_CLOSED_SUM
-- row: FAULT_ROW
SELECT 'closed day ' || d.business_day AS fault
FROM closed_day AS d
JOIN day_close AS c ON c.business_day = d.business_day
LEFT JOIN (
	SELECT k.business_day,
		sum(CASE WHEN s.date <> k.business_day THEN 0 WHEN k.state = 'checked_in' OR k.state = 'fulfilled' THEN 1 ELSE 0 END) AS came,
		sum(CASE WHEN s.date = k.business_day AND k.state = 'not_seen' THEN 1 ELSE 0 END) AS not_seen,
		sum(CASE WHEN s.date = k.business_day AND k.state = 'no_show' THEN 1 ELSE 0 END) AS no_shows,
		sum(CASE WHEN s.date = k.business_day AND k.state = 'cancelled' AND k.moved_to IS NULL THEN 1 ELSE 0 END) AS cancelled,
		sum(CASE WHEN k.booking_id / 1000000 = x.number THEN 1 ELSE 0 END) AS made,
		sum(CASE WHEN k.booking_id / 1000000 < x.number AND h.seq > x.before THEN 1 ELSE 0 END) AS late
	FROM (
		SELECT c.business_day, CAST(replace(substr(c.business_day, 3), '-', '') AS BIGINT) AS number,
			(SELECT y.seq FROM day_close AS y WHERE y.business_day < c.business_day ORDER BY y.business_day DESC LIMIT 1) AS before
		FROM day_close AS c
	) AS x
	JOIN closed_booking AS k ON k.business_day = x.business_day
	JOIN booking AS b ON b.id = k.booking_id
	JOIN charge AS h ON h.id = b.id
	JOIN session AS s ON s.id = b.session_id
	GROUP BY k.business_day
) AS v ON v.business_day = d.business_day
LEFT JOIN (
	SELECT l.business_day, sum(l.fen) AS returned,
		sum(CASE WHEN coalesce(paid.business_day, source.business_day) < l.business_day THEN l.fen ELSE 0 END) AS earlier
	FROM ledger AS l
	LEFT JOIN ledger AS source ON source.id = l.of_id
	LEFT JOIN ledger AS paid ON paid.id = source.of_id AND l.kind = 'settlement'
	WHERE l.kind = 'settlement' OR (l.kind = 'refund' AND l.credit <> 'refund_due' AND l.credit <> 'transfer')
	GROUP BY l.business_day
) AS m ON m.business_day = d.business_day
WHERE d.made IS NOT NULL
	AND (d.came IS DISTINCT FROM coalesce(v.came, 0) OR d.not_seen IS DISTINCT FROM coalesce(v.not_seen, 0)
		OR d.no_shows IS DISTINCT FROM coalesce(v.no_shows, 0) OR d.cancelled IS DISTINCT FROM coalesce(v.cancelled, 0)
		OR d.made < coalesce(v.made, 0) OR d.made > coalesce(v.made + v.late, 0)
		OR d.payments_fen IS DISTINCT FROM c.payments_fen OR d.refunds_fen IS DISTINCT FROM c.refunds_fen
		OR d.returned_fen IS DISTINCT FROM coalesce(m.returned, 0) OR d.earlier_fen IS DISTINCT FROM coalesce(m.earlier, 0))

-- Each booking with the money that had moved for it, under the name and phone of its person; and none is missing.
-- name: CHECK_CLOSED_BOOKING
-- row: FAULT_ROW
SELECT 'closed day ' || k.business_day || ', booking ' || k.booking_id AS fault
FROM closed_booking AS k
JOIN day_close AS c ON c.business_day = k.business_day
JOIN booking AS b ON b.id = k.booking_id
JOIN charge AS h ON h.id = b.id
JOIN patient AS p ON p.id = b.patient_id
JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
LEFT JOIN ticket AS t ON t.booking_id = b.id
WHERE h.seq > c.seq
	OR k.paid_fen <> (SELECT coalesce(sum(l.fen), 0) FROM ledger AS l WHERE l.charge_id = k.booking_id AND l.kind = 'payment' AND l.seq < c.seq)
		- (SELECT coalesce(sum(l.fen), 0) FROM ledger AS l
			WHERE l.charge_id = k.booking_id AND l.kind = 'refund' AND l.credit = 'transfer' AND l.seq < c.seq)
	OR k.refund_fen <> (SELECT coalesce(sum(CASE WHEN l.kind = 'withdrawal' THEN -l.fen WHEN l.credit = 'transfer' THEN 0 ELSE l.fen END), 0)
		FROM ledger AS l WHERE l.charge_id = k.booking_id AND (l.kind = 'refund' OR l.kind = 'withdrawal') AND l.seq < c.seq)
	OR (b.seq < c.seq
		AND (k.state <> b.state OR k.cause IS DISTINCT FROM b.cause OR k.moved_to IS DISTINCT FROM b.moved_to
			OR (b.state <> 'cancelled' AND k.slot_kind <> n.kind)
			OR (coalesce(t.seq, 0) < c.seq AND k.ticket_state IS DISTINCT FROM t.state)
			OR (p.seq < c.seq AND (k.patient <> p.name OR k.phone IS DISTINCT FROM p.phone))))
UNION ALL
SELECT 'closed day ' || d.business_day || ', booking ' || b.id
FROM closed_day AS d
JOIN day_close AS c ON c.business_day = d.business_day
JOIN session AS s ON s.date = d.business_day
JOIN booking AS b ON b.session_id = s.id
JOIN charge AS h ON h.id = b.id
LEFT JOIN closed_booking AS k ON k.business_day = d.business_day AND k.booking_id = b.id
WHERE h.seq < c.seq AND k.booking_id IS NULL
UNION ALL
SELECT 'closed day ' || l.business_day || ', booking ' || b.id
FROM ledger AS l
JOIN closed_day AS d ON d.business_day = l.business_day
JOIN booking AS b ON b.id = l.charge_id
LEFT JOIN closed_booking AS k ON k.business_day = l.business_day AND k.booking_id = b.id
WHERE k.booking_id IS NULL

-- Sessions as they had been sold: their numbers add up to the capacity, what was sold to the bookings that the day keeps.
-- name: CHECK_CLOSED_SESSION
-- row: FAULT_ROW
SELECT 'closed day ' || k.business_day || ', session ' || k.session_id AS fault
FROM closed_session AS k
JOIN day_close AS c ON c.business_day = k.business_day
JOIN session AS s ON s.id = k.session_id
LEFT JOIN (
	SELECT x.business_day, b.session_id,
		sum(CASE WHEN b.channel = 'counter' THEN 1 ELSE 0 END) AS at_counter, sum(CASE WHEN b.channel = 'online' THEN 1 ELSE 0 END) AS online
	FROM closed_booking AS x
	JOIN booking AS b ON b.id = x.booking_id
	WHERE x.state <> 'cancelled'
	GROUP BY x.business_day, b.session_id
) AS m ON m.business_day = k.business_day AND m.session_id = k.session_id
WHERE s.date <> k.business_day
	OR (s.seq < c.seq AND (k.state <> s.state OR k.room <> s.room OR k.capacity <> s.capacity))
	OR (k.state = 'closed'
		AND (k.counter_sold + k.extra_sold <> coalesce(m.at_counter, 0) OR k.online_sold <> coalesce(m.online, 0)
			OR k.counter_total + k.online_total <> CASE WHEN k.counter_sold + k.online_sold > k.capacity THEN k.counter_sold + k.online_sold ELSE k.capacity END
			OR k.counter_free <> 0 OR k.online_free <> 0))
UNION ALL
SELECT 'closed day ' || d.business_day || ', session ' || s.id
FROM closed_day AS d
JOIN day_close AS c ON c.business_day = d.business_day
JOIN session AS s ON s.date = d.business_day
LEFT JOIN closed_session AS k ON k.business_day = d.business_day AND k.session_id = s.id
WHERE k.session_id IS NULL AND s.seq < c.seq

-- Refunds as far as they were: by their last step before the close, or as they began.
-- name: CHECK_CLOSED_REFUND
-- row: FAULT_ROW
SELECT 'closed day ' || k.business_day || ', receipt ' || k.ledger_id AS fault
FROM closed_refund AS k
JOIN day_close AS c ON c.business_day = k.business_day
JOIN refund AS r ON r.ledger_id = k.ledger_id
JOIN ledger AS l ON l.id = r.ledger_id
LEFT JOIN booking AS b ON b.id = l.charge_id
LEFT JOIN patient AS p ON p.id = b.patient_id
LEFT JOIN online_order AS o ON o.refund_id = r.ledger_id
LEFT JOIN ledger AS e ON e.of_id = k.ledger_id AND e.kind = 'settlement' AND e.seq < c.seq
LEFT JOIN ledger AS w ON w.of_id = k.ledger_id AND w.kind = 'withdrawal' AND w.seq < c.seq
WHERE l.seq > c.seq
	OR NOT CASE
		WHEN e.id IS NOT NULL THEN k.state = 'succeeded'
		WHEN w.id IS NOT NULL THEN k.state = 'withdrawn'
		WHEN r.seq < c.seq THEN k.state = r.state
		WHEN l.credit = 'transfer' THEN k.state = 'moved'
		WHEN l.credit = 'refund_due' THEN k.state IN ('requested', 'submitted', 'failed')
		ELSE k.state = 'done' END
	OR k.settlement_id IS DISTINCT FROM e.id
	OR (b.seq < c.seq AND p.seq < c.seq AND (k.patient IS DISTINCT FROM p.name OR k.phone IS DISTINCT FROM p.phone))
	OR (b.id IS NULL AND o.seq < c.seq AND (k.patient IS DISTINCT FROM o.name OR k.phone IS DISTINCT FROM o.phone))
UNION ALL
SELECT 'closed day ' || l.business_day || ', receipt ' || l.id
FROM ledger AS l
JOIN closed_day AS d ON d.business_day = l.business_day
LEFT JOIN closed_refund AS k ON k.business_day = l.business_day
	AND k.ledger_id = CASE WHEN l.kind = 'withdrawal' THEN l.of_id ELSE l.id END
WHERE (l.kind = 'refund' OR l.kind = 'withdrawal') AND k.ledger_id IS NULL

-- No-shows: with the reason of those that were withdrawn before, and a ban's last day that is one of the person's.
-- name: CHECK_CLOSED_NO_SHOW
-- row: FAULT_ROW
SELECT 'closed day ' || k.business_day || ', no-show ' || k.booking_id AS fault
FROM closed_no_show AS k
JOIN day_close AS c ON c.business_day = k.business_day
JOIN no_show AS n ON n.booking_id = k.booking_id
WHERE n.date <> k.business_day
	OR (n.seq < c.seq AND k.withdrawn_reason IS DISTINCT FROM n.withdrawn_reason)
	OR (n.seq > c.seq AND k.withdrawn_reason IS NOT NULL)
	OR k.counted > (SELECT count(*) FROM no_show AS o WHERE o.patient_id = n.patient_id)
	OR (k.banned_until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ban AS b WHERE b.patient_id = n.patient_id AND b.until_date = k.banned_until))
UNION ALL
SELECT 'closed day ' || d.business_day || ', no-show ' || n.booking_id
FROM closed_day AS d
JOIN day_close AS c ON c.business_day = d.business_day
JOIN no_show AS n ON n.date = d.business_day
LEFT JOIN closed_no_show AS k ON k.business_day = d.business_day AND k.booking_id = n.booking_id
WHERE n.seq < c.seq AND k.booking_id IS NULL
