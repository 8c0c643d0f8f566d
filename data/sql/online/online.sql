-- Orders of the online channel (src/desk/online/order_row.c).

-- An order as it is kept, with how far the refund of its money is.
-- columns: ORDER_ROW
o.order_no, o.action, o.nth, o.result, o.code, o.booking_id, o.doctor_code, o.date, o.period, o.name, o.id_type, o.id_number, o.phone,
	o.paid_fen, o.transaction_id, o.refund_id, o.ordered_at_ms, o.business_day, o.seq, r.state AS refund_state

-- What came under an order's number, the first one first.
-- name: ORDER_GET
SELECT {ORDER_ROW}
FROM online_order AS o LEFT JOIN refund AS r ON r.ledger_id = o.refund_id
WHERE o.order_no = $1 AND o.action = $2
ORDER BY o.nth

-- name: ORDER_ADD
INSERT INTO online_order (order_no, action, nth, result, code, booking_id, doctor_code, date, period, name, id_type, id_number, phone, paid_fen,
	transaction_id, refund_id, ordered_at_ms, business_day, seq)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)

-- It came again, or is carried out after all.
-- name: ORDER_CHANGE
UPDATE online_order SET result = $1, code = $2, booking_id = $3, doctor_code = $4, date = $5, period = $6, name = $7, id_type = $8, id_number = $9,
	phone = $10, paid_fen = $11, transaction_id = $12, refund_id = $13, ordered_at_ms = $14, business_day = $15, seq = $16
WHERE order_no = $17 AND action = $18 AND nth = $19

-- name: ORDER_RELEASE_REFUND
UPDATE online_order SET refund_id = NULL WHERE order_no = $1 AND action = $2 AND nth = $3

-- The refused order whose money came under this number of the payment service and is with the clinic still.
-- name: ORDER_OF_PAYMENT
SELECT {ORDER_ROW}
FROM ledger AS p
JOIN ledger AS l ON l.of_id = p.id AND l.kind = 'refund' AND l.charge_id IS NULL
JOIN refund AS r ON r.ledger_id = l.id
JOIN online_order AS o ON o.refund_id = r.ledger_id
WHERE p.external_no = $1 AND (r.state = 'requested' OR r.state = 'failed')

-- How many orders of a business day there are of each result (src/desk/online/order.c).
-- name: ORDER_COUNT_DAY
SELECT result, count(*) AS orders FROM online_order WHERE business_day = $1 GROUP BY result

-- The orders that were recorded on a business day.
-- name: ORDER_LIST_DAY
SELECT {ORDER_ROW}
FROM online_order AS o LEFT JOIN refund AS r ON r.ledger_id = o.refund_id
WHERE o.business_day = $1
ORDER BY o.seq, o.order_no, o.action, o.nth

-- Orders that touch a closed day and wait for somebody to look at them.
-- name: ORDER_LIST_LOOK
SELECT {ORDER_ROW}
FROM online_order AS o LEFT JOIN refund AS r ON r.ledger_id = o.refund_id
WHERE o.result = 'refused' AND o.code = 'day_closed'
ORDER BY o.ordered_at_ms, o.order_no, o.action, o.nth

-- Refused orders that are not settled: money is owed for them, or the visit may still be made ($1: today) and nothing was corrected since.
-- name: ORDER_LIST_REFUSED
SELECT {ORDER_ROW}
FROM refund AS r JOIN online_order AS o ON o.refund_id = r.ledger_id
WHERE r.state IN ('requested', 'submitted', 'failed')
UNION
SELECT {ORDER_ROW}
FROM online_order AS o LEFT JOIN refund AS r ON r.ledger_id = o.refund_id
WHERE o.result = 'refused' AND o.date >= $1 AND o.action = 'book' AND r.state IS NULL
	AND NOT EXISTS (SELECT 1 FROM online_order AS x
		WHERE x.order_no = o.order_no AND x.action = o.action AND x.nth > o.nth AND x.code <> 'order_differs')
ORDER BY ordered_at_ms, order_no, nth
