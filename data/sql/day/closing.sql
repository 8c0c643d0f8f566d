-- Closing a day (src/desk/day/closing.c).

-- name: DAY_CLOSE_GET
SELECT c.seq, c.payments_fen, c.refunds_fen, c.cash_expected_fen, c.cash_counted_fen, c.no_shows, a.at_ms, f.code AS staff, a.counter,
	coalesce(d.reason, (SELECT x.reason FROM cash_count AS x WHERE x.business_day = c.business_day ORDER BY x.nth DESC LIMIT 1)) AS reason,
	(SELECT count(*) FROM cash_count AS x WHERE x.business_day = c.business_day) AS counts, y.counted_fen AS first_counted_fen,
	y.expected_fen AS first_expected_fen, CASE WHEN k.business_day IS NULL THEN 0 ELSE 1 END AS kept
FROM day_close AS c
JOIN audit AS a ON a.seq = c.seq
JOIN staff AS f ON f.id = a.staff_id
LEFT JOIN cash_difference AS d ON d.business_day = c.business_day
LEFT JOIN cash_count AS y ON y.business_day = c.business_day AND y.nth = 1
LEFT JOIN closed_day AS k ON k.business_day = c.business_day
WHERE c.business_day = $1

-- name: DAY_CLOSE_ADD
INSERT INTO day_close (business_day, payments_fen, refunds_fen, cash_expected_fen, cash_counted_fen, last_ledger_id, no_shows, seq)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: CASH_COUNT_LIST
SELECT x.counted_fen, x.expected_fen, x.reason, x.seq, a.at_ms, f.code AS staff, a.counter
FROM cash_count AS x
JOIN audit AS a ON a.seq = x.seq
JOIN staff AS f ON f.id = a.staff_id
WHERE x.business_day = $1
ORDER BY x.nth

-- name: CASH_COUNT_ADD
INSERT INTO cash_count (business_day, nth, counted_fen, expected_fen, reason, seq) VALUES ($1, $2, $3, $4, $5, $6)

-- name: CASH_DIFFERENCE_ADD
INSERT INTO cash_difference (business_day, counted_fen, expected_fen, fen, reason, seq) VALUES ($1, $2, $3, $4, $5, $6)

-- The first row of the ledger between two receipts: of a day with money that was not closed.
-- name: CLOSING_FIRST_MONEY
-- row: DAY_ROW
SELECT business_day AS day FROM ledger WHERE id > $1 AND id < $2 ORDER BY id LIMIT 1

-- The first day before $1 that has a session which was neither closed nor suspended.
-- name: CLOSING_FIRST_SESSION
-- row: DAY_ROW
SELECT date AS day FROM session WHERE state = 'open' AND date < $1 ORDER BY date LIMIT 1

-- name: CLOSING_NO_SHOWS
SELECT count(*) AS no_shows FROM no_show WHERE date = $1 AND withdrawn_reason IS NULL

-- name: CLOSING_SESSION
UPDATE session SET state = 'closed', seq = $1 WHERE id = $2 AND seq = $3 AND state = 'open'
