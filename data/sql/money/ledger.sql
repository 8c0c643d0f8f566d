-- Money (src/desk/money/ledger.c, src/desk/money/refund.c). Ledger ids are yymmdd * 1000000 + n: a business day is a range of ids. Every payment
-- asks for the last of them: by the end of the key, which costs half of max().

-- name: CLOSE_LAST_DAY
-- row: DAY_ROW
SELECT business_day AS day FROM day_close ORDER BY business_day DESC LIMIT 1

-- name: LEDGER_LAST_BETWEEN
SELECT id FROM ledger WHERE id > $1 AND id <= $2 ORDER BY id DESC LIMIT 1

-- name: LEDGER_ADD
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- name: LEDGER_EXTERNAL
SELECT id FROM ledger WHERE external_no = $1

-- What went along from one charge to another is confirmed where it came in: a payment's of_id is the refund that took it away, whose of_id is the
-- payment before.
-- name: LEDGER_GET
WITH RECURSIVE source (id) AS (
	SELECT CAST($1 AS BIGINT)
	UNION ALL
	SELECT r.of_id
	FROM source
	JOIN ledger AS p ON p.id = source.id AND p.kind = 'payment'
	JOIN ledger AS r ON r.id = p.of_id
)
SELECT kind, fen, method, charge_id, order_no, (SELECT count(*) FROM confirmation AS c JOIN source ON source.id = c.payment_id) AS confirmed
FROM ledger
WHERE id = $1

-- A statement of the payment service has this payment.
-- name: CONFIRMATION_ADD
INSERT INTO confirmation (payment_id, seq) VALUES ($1, $2)

-- name: LEDGER_REFUNDED
SELECT coalesce(sum(r.fen), 0) AS refunded_fen
FROM ledger AS r
LEFT JOIN ledger AS w ON w.of_id = r.id AND w.kind = 'withdrawal'
WHERE r.of_id = $1 AND r.kind = 'refund' AND w.id IS NULL

-- What goes along from one charge to another neither comes in nor goes out.
-- name: LEDGER_DAY
SELECT kind, method, CASE WHEN credit = 'refund_due' THEN 1 ELSE 0 END AS due, count(*) AS entries, sum(fen) AS fen
FROM ledger
WHERE id > $1 AND id <= $2 AND debit <> 'transfer' AND credit <> 'transfer'
GROUP BY kind, method, CASE WHEN credit = 'refund_due' THEN 1 ELSE 0 END

-- name: REFUND_ADD
INSERT INTO refund (ledger_id, state, reason, settlement_id, seq) VALUES ($1, $2, $3, NULL, $4)

-- name: REFUND_MOVE
UPDATE refund SET state = $1, settlement_id = $2, seq = $3 WHERE ledger_id = $4 AND seq = $5

-- columns: REFUND_ROW
v.id, v.payment_id, v.charge_id, v.booking_id, v.fen, v.at_ms, v.seq, v.settlement_id, v.method, v.state, v.reason, v.order_no, v.business_day,
	v.patient, v.phone

-- name: REFUND_GET
SELECT {REFUND_ROW} FROM refund_view AS v WHERE id = $1

-- name: REFUND_DUE
SELECT {REFUND_ROW} FROM refund_view AS v WHERE state IN ('requested', 'submitted', 'failed') ORDER BY id

-- name: REFUND_OF
SELECT {REFUND_ROW} FROM refund_view AS v WHERE booking_id = $1 ORDER BY id
