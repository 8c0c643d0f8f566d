-- What the reports read beyond the desk's own lists (reports/days/days_data.c). Days are ranges of ids: bookings and receipts start with yymmdd.

-- How many rows all lists of a day have together: bookings made, ledger, refunds; visits, active and cancelled, tickets, no-shows, sessions.
-- name: REPORT_ROWS
SELECT (SELECT count(*) FROM booking WHERE id > $1 AND id < $2)
	+ (SELECT count(*) FROM ledger WHERE id > $1 AND id < $2)
	+ (SELECT count(*) FROM refund WHERE ledger_id > $1 AND ledger_id < $2)
	+ (SELECT count(*) FROM session JOIN booking ON booking.session_id = session.id AND booking.state <> 'cancelled'
		WHERE session.date = $3)
	+ (SELECT count(*) FROM session JOIN booking ON booking.session_id = session.id AND booking.state = 'cancelled'
		WHERE session.date = $3)
	+ (SELECT count(*) FROM session JOIN ticket ON ticket.session_id = session.id
		WHERE session.date = $3 AND ticket.state IN ('called', 'waiting', 'missed', 'finished'))
	+ (SELECT count(*) FROM no_show WHERE date = $3)
	+ (SELECT count(*) FROM session WHERE date = $3) AS total

-- Who made each booking of a business day (BOOKING_KEPT_MADE_ON): whoever charged it, for that is one entry.
-- name: REPORT_MADE_BY
SELECT b.id AS booking_id, staff.code AS staff, audit.counter
FROM booking AS b
JOIN charge AS c ON c.id = b.id
JOIN audit ON audit.seq = c.seq
JOIN staff ON staff.id = audit.staff_id
WHERE b.id > $1 AND b.id < $2 AND (b.id > $3 OR c.seq > (SELECT seq FROM day_close WHERE business_day = $4))
ORDER BY b.id

-- The day's rows of the ledger. What was paid is of the day of its payment: what a row takes off a payment, or pays back of a refund of one, is of
-- an earlier day when that is.
-- name: REPORT_LEDGER
SELECT ledger.id, ledger.kind, ledger.method, CASE WHEN ledger.credit = 'refund_due' THEN 1 ELSE 0 END AS due,
	CASE WHEN ledger.debit = 'transfer' OR ledger.credit = 'transfer' THEN 1 ELSE 0 END AS along, ledger.fen, ledger.of_id,
	booking.id AS booking_id, ledger.order_no, ledger.external_no, ledger.at_ms, coalesce(kept.patient, patient.name) AS patient, staff.code AS staff,
	audit.counter, session.department, session.doctor, department.code AS department_code, doctor.code AS doctor_code,
	CASE WHEN ledger.kind <> 'payment' AND coalesce(paid.business_day, source.business_day) < ledger.business_day THEN 1 ELSE 0 END AS earlier
FROM ledger
JOIN audit ON audit.seq = ledger.seq
JOIN staff ON staff.id = audit.staff_id
LEFT JOIN booking ON booking.id = ledger.charge_id
LEFT JOIN session ON session.id = booking.session_id
LEFT JOIN department ON department.id = session.department_id
LEFT JOIN doctor ON doctor.id = session.doctor_id
LEFT JOIN patient ON patient.id = booking.patient_id
LEFT JOIN closed_booking AS kept ON kept.business_day = ledger.business_day AND kept.booking_id = ledger.charge_id
LEFT JOIN ledger AS source ON source.id = ledger.of_id
LEFT JOIN ledger AS paid ON paid.id = source.of_id AND ledger.kind <> 'refund'
WHERE ledger.id > $1 AND ledger.id < $2
ORDER BY ledger.id

-- The refunds of a business day, with who recorded each and who settled it; and those that were withdrawn on it, with what that takes off. What
-- went along to another booking is none.
-- name: REPORT_REFUNDS
SELECT ledger.id, ledger.of_id, booking.id AS booking_id, ledger.order_no, session.department, session.doctor,
	CASE WHEN ledger.kind = 'withdrawal' THEN -ledger.fen ELSE ledger.fen END AS fen, ledger.method, coalesce(was.state, refund.state) AS state,
	refund.reason, ledger.at_ms, CASE WHEN was.ledger_id IS NULL THEN coalesce(patient.name, ordered.name) ELSE was.patient END AS patient,
	CASE WHEN was.ledger_id IS NULL THEN coalesce(patient.phone, ordered.phone) ELSE was.phone END AS phone, staff.code AS staff, audit.counter,
	settlement.id AS settlement_id, settlement.at_ms AS settled_at_ms, settler.code AS settled_by, audit.action, audit.detail,
	source.fen AS source_fen
FROM ledger
JOIN refund ON refund.ledger_id = CASE WHEN ledger.kind = 'withdrawal' THEN ledger.of_id ELSE ledger.id END
JOIN audit ON audit.seq = ledger.seq
JOIN staff ON staff.id = audit.staff_id
LEFT JOIN ledger AS source ON source.id = ledger.of_id
LEFT JOIN booking ON booking.id = ledger.charge_id
LEFT JOIN session ON session.id = booking.session_id
LEFT JOIN patient ON patient.id = booking.patient_id
LEFT JOIN online_order AS ordered ON ordered.refund_id = refund.ledger_id
LEFT JOIN closed_refund AS was ON was.business_day = ledger.business_day AND was.ledger_id = refund.ledger_id
LEFT JOIN ledger AS settlement ON settlement.id = CASE WHEN was.ledger_id IS NULL THEN refund.settlement_id ELSE was.settlement_id END
LEFT JOIN audit AS settling ON settling.seq = settlement.seq
LEFT JOIN staff AS settler ON settler.id = settling.staff_id
WHERE ledger.id > $1 AND ledger.id < $2
	AND ((ledger.kind = 'refund' AND ledger.credit <> 'transfer') OR ledger.kind = 'withdrawal')
ORDER BY ledger.id

-- What happened beside the ordinary between two instants, by the index of these actions alone. A ban has the name that its person had when the day
-- $1 was closed.
-- name: REPORT_EXCEPTIONS
SELECT {AUDIT_ROW}, session.date, session.period, session.doctor,
	coalesce(kept.patient, patient.name) AS patient
FROM audit AS a
JOIN staff AS s ON s.id = a.staff_id
LEFT JOIN session ON session.id = a.subject_id
	AND (a.action = 'session.suspend' OR a.action = 'session.resume' OR a.action = 'session.extra')
LEFT JOIN ban ON ban.id = a.subject_id AND (a.action = 'ban.start' OR a.action = 'ban.lift')
LEFT JOIN patient ON patient.id = ban.patient_id
LEFT JOIN closed_booking AS kept ON kept.business_day = $1 AND kept.booking_id = ban.last_booking_id
WHERE (a.action = 'setting.change' OR a.action = 'session.suspend' OR a.action = 'session.resume' OR a.action = 'session.extra'
	OR a.action = 'ban.start' OR a.action = 'ban.lift' OR a.action = 'no_show.withdraw' OR a.action = 'day.pass')
	AND a.at_ms >= $2 AND a.at_ms < $3
ORDER BY a.seq
