-- Orders of the online channel (src/desk/online/order.c).

-- name: ORDER_GET
SELECT result, code, booking_id, ordered_at_ms FROM online_order WHERE order_no = $1 AND action = $2

-- name: ORDER_ADD
INSERT INTO online_order (order_no, action, result, code, booking_id, paid_fen, ordered_at_ms, business_day, seq)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- A cancel that had come before its booking has now been carried out.
-- name: ORDER_CANCEL_DONE
UPDATE online_order SET result = 'cancelled', code = '', booking_id = $1, seq = $2 WHERE order_no = $3 AND action = 'cancel'

-- How many orders of a business day there are of each result (src/desk/online/order.c).
-- name: ORDER_COUNT_DAY
SELECT result, count(*) AS orders FROM online_order WHERE business_day = $1 GROUP BY result
