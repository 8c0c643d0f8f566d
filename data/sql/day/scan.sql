-- What a scanned number belongs to (src/desk/day/scan.c).

-- Both give the same row. An order that was seen: its booking, or why it is none.
-- name: SCAN_ORDER
-- row: SCAN_ROW
SELECT booking_id, code FROM online_order WHERE order_no = $1 AND action = 'book'

-- The same by the payment service's number of its payment.
-- name: SCAN_PAYMENT
-- row: SCAN_ROW
SELECT b.id AS booking_id, coalesce(o.code, '') AS code
FROM ledger AS l
LEFT JOIN booking AS b ON b.id = l.charge_id
LEFT JOIN online_order AS o ON o.order_no = l.order_no AND o.action = 'book'
WHERE l.external_no = $1
