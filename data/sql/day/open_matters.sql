-- What waits for somebody to deal with (src/desk/day/open_matters.c). $1 is today, $2 the minute of the day; each part reads the open ones alone.

-- name: OPEN_MATTERS
SELECT
	(SELECT count(*)
		FROM session AS s
		CROSS JOIN booking AS b
		WHERE b.session_id = s.id AND b.state <> 'cancelled' AND s.state = 'open' AND b.state = 'booked'
			AND s.date <= $1 AND (s.date < $1 OR s.end_minute <= $2)) AS unresolved,
	(SELECT count(*) FROM refund WHERE state IN ('requested', 'submitted', 'failed')) AS refunds,
	(SELECT coalesce(sum(l.fen), 0)
		FROM refund AS r CROSS JOIN ledger AS l
		WHERE l.id = r.ledger_id AND r.state IN ('requested', 'submitted', 'failed')) AS refunds_fen,
	(SELECT count(*) FROM ban
		WHERE from_date <= $1 AND until_date >= $1 AND (ended_date IS NULL OR ended_date > $1)) AS bans,
	(SELECT count(*) FROM affected WHERE outcome IS NULL) AS affected,
	(SELECT count(*) FROM online_order WHERE result = 'refused' AND code = 'day_closed') AS orders,
	(SELECT min(date) FROM session WHERE state = 'open' AND date < $1) AS unclosed
