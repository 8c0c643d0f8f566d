-- What a scanned number belongs to (src/desk/day/scan.c).

-- Both give the same row. An order that was seen: its booking, or why it is none.
-- name: SCAN_ORDER
-- row: SCAN_ROW
SELECT booking_id, code FROM online_order WHERE order_no = $1 AND action = 'book'
ORDER BY CASE WHEN booking_id IS NULL THEN 1 ELSE 0 END, nth LIMIT 1

-- The same by the payment service's number of its payment; also when it went along to a booking after all.
-- name: SCAN_PAYMENT
-- row: SCAN_ROW
SELECT b.id AS booking_id, coalesce(o.code, '') AS code
FROM ledger AS l
LEFT JOIN ledger AS r ON r.of_id = l.id AND r.kind = 'refund' AND r.charge_id IS NULL
LEFT JOIN ledger AS w ON w.of_id = r.id AND w.kind = 'payment'
LEFT JOIN booking AS b ON b.id = coalesce(l.charge_id, w.charge_id)
LEFT JOIN online_order AS o ON o.refund_id = r.id
WHERE l.external_no = $1
ORDER BY CASE WHEN b.id IS NULL THEN 1 ELSE 0 END, r.id LIMIT 1

-- A receipt's or a refund's number: its booking, or the order whose money it was.
-- name: SCAN_RECEIPT
SELECT b.id AS booking_id, coalesce(l.order_no, '') AS order_no
FROM ledger AS l
LEFT JOIN booking AS b ON b.id = l.charge_id
WHERE l.id = $1
