-- What is open today when somebody leaves the desk (src/desk/day/leaving.c). $1 is today, $2 the minute of the day. A session whose day is
-- closed is not open any more.

-- name: LEAVING
SELECT
	(SELECT count(*)
		FROM session AS s
		CROSS JOIN ticket AS t
		WHERE t.session_id = s.id AND t.state = 'called' AND s.date = $1) AS called,
	(SELECT count(*)
		FROM session AS s
		CROSS JOIN booking AS b
		WHERE b.session_id = s.id AND b.state <> 'cancelled' AND s.state = 'open' AND b.state = 'booked'
			AND s.date = $1 AND s.end_minute <= $2) AS unresolved,
	(SELECT count(*) FROM session WHERE date = $1 AND state = 'open') AS unclosed,
	(SELECT count(*) FROM session WHERE date = $1 AND state = 'open' AND end_minute > $2) AS to_come
