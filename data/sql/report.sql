-- What the reports read beyond the desk's own lists (reports/daily_data.c). Days are ranges of ids: bookings and receipts start with yymmdd.

-- Who made the bookings of a day: from each booking's last change back to its first, along primary keys.
-- name: REPORT_BOOKED_BY
WITH RECURSIVE event (booking_id, seq) AS (
	SELECT id, seq FROM booking WHERE id > $1 AND id < $2
	UNION ALL
	SELECT event.booking_id, audit.previous
	FROM event JOIN audit ON audit.seq = event.seq
	WHERE audit.previous IS NOT NULL
)
SELECT event.booking_id, staff.code, audit.counter
FROM event
JOIN audit ON audit.seq = event.seq
JOIN staff ON staff.id = audit.staff_id
WHERE audit.previous IS NULL
ORDER BY event.booking_id

-- name: REPORT_LEDGER
SELECT ledger.id, ledger.kind, ledger.method, CASE WHEN ledger.credit = 'refund_due' THEN 1 ELSE 0 END, ledger.fen, ledger.of_id,
	ledger.booking_id, ledger.order_no, ledger.external_no, ledger.at_ms, patient.name, staff.code, audit.counter
FROM ledger
JOIN audit ON audit.seq = ledger.seq
JOIN staff ON staff.id = audit.staff_id
LEFT JOIN booking ON booking.id = ledger.booking_id
LEFT JOIN patient ON patient.id = booking.patient_id
WHERE ledger.id > $1 AND ledger.id < $2
ORDER BY ledger.id

-- The refunds of a business day, with who recorded each and who settled it.
-- name: REPORT_REFUNDS
SELECT ledger.id, ledger.of_id, ledger.booking_id, ledger.order_no, ledger.fen, ledger.method, refund.state, refund.reason, ledger.at_ms,
	patient.name, patient.phone, staff.code, audit.counter, settlement.id, settlement.at_ms, settler.code
FROM ledger
JOIN refund ON refund.ledger_id = ledger.id
JOIN audit ON audit.seq = ledger.seq
JOIN staff ON staff.id = audit.staff_id
LEFT JOIN booking ON booking.id = ledger.booking_id
LEFT JOIN patient ON patient.id = booking.patient_id
LEFT JOIN ledger AS settlement ON settlement.id = refund.settlement_id
LEFT JOIN audit AS settling ON settling.seq = settlement.seq
LEFT JOIN staff AS settler ON settler.id = settling.staff_id
WHERE ledger.id > $1 AND ledger.id < $2 AND ledger.kind = 'refund'
ORDER BY ledger.id
