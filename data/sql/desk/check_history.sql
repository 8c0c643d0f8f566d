-- More invariants (src/desk/check.c): what a row says is what the history says of it. Who changes a row behind the program's back would have
-- to change the history as well, which has no gaps and whose entries point at those before them. Each finds nothing when all is well.

-- Who is asked for is there: an entry of a kind has its row.
-- name: CHECK_SUBJECT
-- row: FAULT_ROW
SELECT 'audit ' || a.seq AS fault
FROM audit AS a
WHERE CASE substr(a.action, 1, 4)
	WHEN 'book' THEN NOT EXISTS (SELECT 1 FROM booking WHERE id = a.subject_id)
	WHEN 'tick' THEN NOT EXISTS (SELECT 1 FROM booking WHERE id = a.subject_id)
	WHEN 'no_s' THEN NOT EXISTS (SELECT 1 FROM no_show WHERE booking_id = a.subject_id)
	WHEN 'affe' THEN NOT EXISTS (SELECT 1 FROM booking WHERE id = a.subject_id)
	WHEN 'refu' THEN NOT EXISTS (SELECT 1 FROM refund WHERE ledger_id = a.subject_id)
	WHEN 'pati' THEN NOT EXISTS (SELECT 1 FROM patient WHERE id = a.subject_id)
	WHEN 'sess' THEN NOT EXISTS (SELECT 1 FROM session WHERE id = a.subject_id)
	WHEN 'doct' THEN NOT EXISTS (SELECT 1 FROM doctor WHERE id = a.subject_id)
	WHEN 'depa' THEN NOT EXISTS (SELECT 1 FROM department WHERE id = a.subject_id)
	WHEN 'ban.' THEN NOT EXISTS (SELECT 1 FROM ban WHERE id = a.subject_id)
	WHEN 'staf' THEN a.action <> 'staff.begin' AND NOT EXISTS (SELECT 1 FROM staff WHERE id = a.subject_id)
	ELSE FALSE END

-- The entries of a thing are one chain: each has one behind it at most, which is counted in C (a refund has a chain of its own, which begins at
-- another's entry), and of some it is known that they begin one, or go on with one.
-- name: CHECK_CHAIN
-- row begins: FAULT_ROW
SELECT 'audit' AS fault, seq AS number, CASE WHEN action = 'refund.step' THEN NULL ELSE previous END AS previous,
	CASE WHEN (previous IS NULL AND (action = 'booking.pay' OR action = 'booking.cancel' OR action = 'booking.refund' OR action = 'booking.resolve'
		OR action = 'booking.move' OR action = 'booking.resume' OR action = 'session.resume'
		OR action = 'booking.no_show' OR action = 'booking.not_seen' OR action = 'booking.undo' OR action = 'no_show.withdraw' OR action = 'refund.step'
		OR action = 'ban.lift' OR action = 'ban.withdraw' OR action = 'affected.outcome' OR action = 'session.change'
		OR action = 'session.extra' OR action = 'session.suspend' OR action = 'session.close' OR action = 'patient.change'
		OR action = 'patient.show' OR action = 'department.change' OR action = 'doctor.change' OR action LIKE 'ticket.%'))
	OR (previous IS NOT NULL AND (action = 'booking.book' OR action = 'ban.start' OR action = 'patient.add' OR action = 'session.add'
		OR action = 'department.add' OR action = 'doctor.add')) THEN 1 ELSE 0 END AS broken
FROM audit
ORDER BY seq

-- What a booking is, the entry says that made it: doctor, day, period, number, how it was paid, the fee; or, of one that
-- was moved, in place of which booking. Its number keeps its tag while it is held; the
-- session may have changed before a cancellation was undone.
-- name: CHECK_BOOKED
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault
FROM booking AS b
JOIN charge AS c ON c.id = b.id
JOIN audit AS a ON a.seq = c.seq
JOIN session AS s ON s.id = b.session_id
JOIN doctor AS d ON d.id = s.doctor_id
JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
LEFT JOIN booking AS m ON m.moved_to = b.id
LEFT JOIN ledger AS l ON l.charge_id = c.id AND l.kind = 'payment' AND l.seq = c.seq AND (l.of_id IS NULL OR m.id IS NULL)
LEFT JOIN (SELECT subject_id, max(seq) AS seq FROM audit WHERE action = 'session.change' GROUP BY subject_id) AS x ON x.subject_id = s.id
WHERE a.action = 'booking.book'
	AND (a.detail NOT LIKE d.code || ' ' || s.date || ' ' || s.period || ' ' || b.number || ' ('
			|| CASE WHEN b.state = 'cancelled' OR x.seq > c.seq THEN '%' ELSE n.kind END || ') ' || CASE WHEN m.id IS NOT NULL THEN 'fee' ELSE coalesce(l.method, 'unpaid') END
			|| ' ' || (c.fen / 100) || '.' || CASE WHEN c.fen % 100 < 10 THEN '0' ELSE '' END || (c.fen % 100) || coalesce(', moved_from ' || m.id, '')
		OR a.at_ms - b.booked_at_ms NOT BETWEEN -60000 AND 60000)

-- A booking's state is what its last entry made of it. (What an entry means that is not named here, its own checks say.)
-- Of a closed day, what it keeps of a booking follows from the last entry before its close, by the chain of entries.
-- name: CHECK_BOOKING_STATE
-- row: FAULT_ROW
WITH RECURSIVE event (business_day, booking_id, close_seq, seq) AS (
	SELECT k.business_day, k.booking_id, c.seq, x.seq
	FROM closed_booking AS k
	JOIN day_close AS c ON c.business_day = k.business_day
	JOIN booking AS x ON x.id = k.booking_id
	WHERE x.seq > c.seq
	UNION ALL
	SELECT e.business_day, e.booking_id, e.close_seq, a.previous
	FROM event AS e
	JOIN audit AS a ON a.seq = e.seq
	WHERE e.seq > e.close_seq AND a.previous IS NOT NULL
)
SELECT b.fault
FROM (
	SELECT 'booking ' || id AS fault, id, seq, state, cause, moved_to FROM booking
	UNION ALL
	SELECT 'closed day ' || k.business_day || ', booking ' || k.booking_id, k.booking_id, e.seq, k.state, k.cause, k.moved_to
	FROM event AS e
	JOIN closed_booking AS k ON k.business_day = e.business_day AND k.booking_id = e.booking_id
	WHERE e.seq < e.close_seq
) AS b
JOIN audit AS a ON a.seq = b.seq
WHERE NOT CASE a.action
	WHEN 'booking.book' THEN b.state = 'booked'
	WHEN 'booking.pay' THEN b.state IN ('booked', 'checked_in', 'fulfilled')
	WHEN 'booking.cancel' THEN b.state = 'cancelled'
		AND (a.detail LIKE 'counter ' || b.cause || ', refund %' OR a.detail LIKE 'online ' || b.cause || ', refund %'
			OR EXISTS (SELECT 1 FROM affected WHERE booking_id = b.id AND b.cause = 'clinic'))
	WHEN 'booking.refund' THEN b.state NOT IN ('booked', 'checked_in')
	WHEN 'booking.resolve' THEN CASE
		WHEN a.detail LIKE 'came%' THEN b.state = 'fulfilled'
		WHEN a.detail LIKE 'excused%' THEN b.state = 'excused' AND b.cause = 'patient'
		WHEN a.detail LIKE 'clinic%' THEN b.state = 'excused' AND b.cause = 'clinic'
		ELSE TRUE END
	WHEN 'booking.no_show' THEN b.state = 'no_show'
	WHEN 'booking.move' THEN b.state = 'cancelled' AND a.detail LIKE 'moved_to ' || b.moved_to || ', along %'
	WHEN 'booking.resume' THEN b.state = 'booked'
	WHEN 'booking.not_seen' THEN b.state = 'not_seen'
	WHEN 'booking.undo' THEN CASE a.detail
		WHEN 'booking.cancel' THEN b.state = 'booked'
		WHEN 'booking.no_show' THEN b.state = 'booked'
		WHEN 'ticket.check_in' THEN b.state = 'booked'
		WHEN 'ticket.call' THEN b.state = 'checked_in'
		WHEN 'ticket.call_again' THEN b.state = 'checked_in'
		WHEN 'ticket.miss' THEN b.state = 'checked_in'
		WHEN 'ticket.back' THEN b.state = 'checked_in'
		WHEN 'ticket.finish' THEN b.state = 'checked_in'
		ELSE a.detail NOT LIKE 'booking.book%' OR (b.state = 'cancelled' AND b.cause = 'clinic') END
	WHEN 'no_show.withdraw' THEN b.state = 'excused' AND b.cause = 'patient'
	WHEN 'ticket.check_in' THEN b.state = 'checked_in'
	WHEN 'ticket.back' THEN b.state = 'checked_in'
	WHEN 'ticket.call' THEN b.state = 'checked_in'
	WHEN 'ticket.call_again' THEN b.state = 'checked_in'
	WHEN 'ticket.miss' THEN b.state = 'checked_in'
	WHEN 'ticket.finish' THEN b.state = 'fulfilled'
	WHEN 'affected.outcome' THEN b.state = 'cancelled'
	ELSE TRUE END

-- Whom the clinic cancelled is on the worksheet of those affected: but for a booking that was undone (an older program recorded that as a
-- cancellation with this reason), and one that was moved before the suspension was taken back.
-- name: CHECK_ON_WORKSHEET
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault
FROM booking AS b
LEFT JOIN audit AS a ON a.seq = b.seq
WHERE b.state = 'cancelled' AND b.cause = 'clinic' AND b.moved_to IS NULL AND NOT EXISTS (SELECT 1 FROM affected WHERE booking_id = b.id)
	AND a.action <> 'booking.undo' AND a.detail NOT LIKE '%: undone at the counter' AND a.detail NOT LIKE '%: 窗口撤销'

-- name: CHECK_OUTCOME
-- row: FAULT_ROW
SELECT 'affected ' || f.booking_id AS fault
FROM affected AS f
JOIN audit AS a ON a.seq = f.seq
WHERE CASE a.action
	WHEN 'affected.outcome' THEN coalesce(f.outcome, 'none') <> a.detail
	WHEN 'booking.cancel' THEN f.outcome IS NOT NULL
	WHEN 'booking.move' THEN f.outcome IS DISTINCT FROM 'moved'
	ELSE FALSE END

-- Money moved when the history says, and is about what it says.
-- name: CHECK_MONEY_ENTRY
-- row: FAULT_ROW
SELECT 'receipt ' || l.id AS fault
FROM ledger AS l
LEFT JOIN audit AS a ON a.seq = l.seq
LEFT JOIN booking AS b ON b.id = l.charge_id
WHERE a.seq IS NULL OR l.at_ms - a.at_ms NOT BETWEEN -60000 AND 60000
	OR (b.id IS NOT NULL AND CASE
		WHEN l.of_id IS NOT NULL THEN EXISTS (SELECT 1 FROM ledger AS p WHERE p.id = l.of_id AND p.order_no IS DISTINCT FROM l.order_no)
		WHEN l.order_no IS NULL THEN a.action = 'booking.book' AND b.order_no IS NOT NULL
		ELSE l.order_no IS DISTINCT FROM b.order_no END)
	OR NOT CASE
		WHEN l.kind = 'settlement' OR l.kind = 'withdrawal' THEN a.action = 'refund.step' AND a.subject_id = l.of_id
		WHEN l.charge_id IS NULL THEN a.action LIKE 'order.%'
		ELSE a.subject_id = l.charge_id END

-- A payment and a refund are as their entries tell: the amount, the method, the reason (an entry cuts off what is too long).
-- name: CHECK_MONEY_DETAIL
-- row: FAULT_ROW
SELECT 'receipt ' || l.id AS fault
FROM ledger AS l
JOIN audit AS a ON a.seq = l.seq
WHERE a.action = 'booking.pay' AND a.detail <> l.method || ' ' || (l.fen / 100) || '.' || CASE WHEN l.fen % 100 < 10 THEN '0' ELSE '' END || (l.fen % 100)
UNION ALL
SELECT 'receipt ' || l.id
FROM refund AS r
JOIN ledger AS l ON l.id = r.ledger_id
JOIN audit AS a ON a.seq = l.seq
WHERE CASE WHEN length(r.reason) > 100 THEN replace(a.detail, substr(r.reason, 1, 100), '') = a.detail
	ELSE length(a.detail) < length(r.reason) OR substr(a.detail, length(a.detail) - length(r.reason) + 1) <> r.reason END
UNION ALL
SELECT 'booking ' || t.charge_id
FROM (
	SELECT r.seq, r.charge_id, sum(r.fen) AS fen, min(CASE WHEN r.method = p.method THEN '' ELSE r.method END) AS other,
		max(CASE WHEN p.id = (SELECT min(id) FROM ledger WHERE charge_id = r.charge_id AND kind = 'payment') THEN r.method END) AS method
	FROM ledger AS r
	JOIN ledger AS p ON p.id = r.of_id
	WHERE r.kind = 'refund' AND r.credit <> 'transfer' AND r.charge_id IS NOT NULL
	GROUP BY r.seq, r.charge_id
) AS t
JOIN audit AS a ON a.seq = t.seq
WHERE (a.action = 'booking.refund' AND a.detail NOT LIKE (t.fen / 100) || '.' || CASE WHEN t.fen % 100 < 10 THEN '0' ELSE '' END || (t.fen % 100) || ' ' || coalesce(t.method, '%') || ': %')
	OR ((a.action = 'booking.cancel' OR (a.action = 'booking.undo' AND a.detail LIKE 'booking.book%'))
		AND a.detail NOT LIKE '%, refund ' || (t.fen / 100) || '.' || CASE WHEN t.fen % 100 < 10 THEN '0' ELSE '' END || (t.fen % 100) || ' ' || coalesce(t.method, '') || '%'
		AND NOT EXISTS (SELECT 1 FROM affected WHERE booking_id = t.charge_id)
		AND NOT EXISTS (SELECT 1 FROM booking AS b JOIN audit AS s ON s.subject_id = b.session_id AND s.action = 'session.suspend' AND s.detail = a.detail
			WHERE b.id = t.charge_id))
	OR (a.action = 'booking.move' AND a.detail NOT LIKE '%, refund ' || (t.fen / 100) || '.' || CASE WHEN t.fen % 100 < 10 THEN '0' ELSE '' END || (t.fen % 100))

-- A refund goes on by its steps alone.
-- name: CHECK_REFUND_STEP
-- row: FAULT_ROW
SELECT 'receipt ' || r.ledger_id AS fault
FROM refund AS r
JOIN ledger AS l ON l.id = r.ledger_id
LEFT JOIN audit AS a ON a.seq = r.seq
WHERE NOT CASE
	WHEN a.seq IS NULL THEN FALSE
	WHEN r.state = 'done' OR r.state = 'requested' OR r.state = 'moved' THEN r.seq = l.seq
	WHEN r.state = 'submitted' OR r.state = 'succeeded' OR r.state = 'failed' OR r.state = 'withdrawn' THEN
		a.action = 'refund.step' AND a.subject_id = r.ledger_id AND a.detail LIKE (l.fen / 100) || '.' || CASE WHEN l.fen % 100 < 10 THEN '0' ELSE '' END || (l.fen % 100) || ' % -> ' || r.state
	ELSE TRUE END

-- Money goes back for a booking that is cancelled or excused. (The guard ledger_fits holds it for what is recorded since.)
-- name: CHECK_REFUND_CAUSE
-- row: FAULT_ROW
SELECT 'receipt ' || l.id AS fault
FROM ledger AS l
JOIN booking AS b ON b.id = l.charge_id
JOIN refund AS r ON r.ledger_id = l.id AND r.state <> 'withdrawn'
WHERE l.kind = 'refund' AND b.state || '' NOT IN ('cancelled', 'excused')

-- A close has its entry, and each entry its close.
-- name: CHECK_CLOSE_ENTRY
-- row: FAULT_ROW
SELECT 'day ' || c.business_day AS fault
FROM day_close AS c
LEFT JOIN audit AS a ON a.seq = c.seq
WHERE a.seq IS NULL OR a.action <> 'day.close' OR a.detail NOT LIKE c.business_day || '%'
UNION ALL
SELECT 'audit ' || a.seq
FROM audit AS a
LEFT JOIN day_close AS c ON c.seq = a.seq
WHERE a.action = 'day.close' AND c.seq IS NULL

-- The no-shows that stood when the day was closed.
-- name: CHECK_CLOSE_NO_SHOWS
-- row: FAULT_ROW
SELECT 'day ' || c.business_day AS fault
FROM day_close AS c
LEFT JOIN (
	SELECT n.date, n.booking_id, max(CASE WHEN a.action = 'booking.no_show' THEN a.seq END) AS made,
		max(CASE WHEN a.action = 'no_show.withdraw' THEN a.seq END) AS withdrawn
	FROM audit AS a
	JOIN no_show AS n ON n.booking_id = a.subject_id
	WHERE a.action = 'booking.no_show' OR a.action = 'no_show.withdraw'
	GROUP BY n.date, n.booking_id
) AS m ON m.date = c.business_day AND m.made < c.seq AND (m.withdrawn IS NULL OR m.withdrawn > c.seq)
GROUP BY c.business_day, c.no_shows
HAVING c.no_shows <> count(m.booking_id)

-- Each extra number was asked for.
-- name: CHECK_EXTRA
-- row: FAULT_ROW
SELECT 'session ' || n.session_id || ', number ' || n.number AS fault
FROM slot AS n
LEFT JOIN (SELECT subject_id, detail FROM audit WHERE action = 'session.extra') AS a
	ON a.subject_id = n.session_id AND a.detail = 'number ' || n.number || ': ' || n.asked_by
WHERE n.kind = 'extra' AND a.subject_id IS NULL

-- The numbers of a session that never changed have the tags that it began with.
-- name: CHECK_TAG
-- row: FAULT_ROW
SELECT 'session ' || s.id || ', number ' || n.number AS fault
FROM session AS s
JOIN slot AS n ON n.session_id = s.id
LEFT JOIN (SELECT DISTINCT subject_id FROM audit WHERE action = 'session.change') AS a ON a.subject_id = s.id
WHERE a.subject_id IS NULL AND n.number <= s.capacity
	AND n.kind <> CASE WHEN n.number * s.online_percent / 100 > (n.number - 1) * s.online_percent / 100 THEN 'online' ELSE 'counter' END

-- Whose session, on which day, in which period.
-- name: CHECK_SESSION_TITLE
-- row: FAULT_ROW
SELECT 'session ' || s.id AS fault
FROM session AS s
JOIN doctor AS d ON d.id = s.doctor_id
LEFT JOIN (SELECT subject_id, detail FROM audit WHERE action = 'session.add') AS a ON a.subject_id = s.id
WHERE a.subject_id IS NULL OR a.detail NOT LIKE d.code || ' ' || s.date || ' ' || s.period || ';%'

-- Suspended, with its reason, or closed: as the last of such entries says.
-- name: CHECK_SESSION_STATE
-- row: FAULT_ROW
SELECT 'session ' || s.id AS fault
FROM session AS s
LEFT JOIN (
	SELECT subject_id, max(seq) AS seq
	FROM audit
	WHERE action LIKE 'session.%' AND action <> 'session.add' AND action <> 'session.change' AND action <> 'session.extra'
	GROUP BY subject_id
) AS last ON last.subject_id = s.id
LEFT JOIN audit AS a ON a.seq = last.seq
WHERE NOT CASE
	WHEN a.seq IS NULL THEN s.state = 'open'
	WHEN a.action = 'session.suspend' THEN s.state = 'suspended' AND s.reason = a.detail
	WHEN a.action = 'session.resume' THEN s.state = 'open' AND s.reason = ''
	WHEN a.action = 'session.close' THEN s.state = 'closed'
	ELSE TRUE END

-- A value of a session or a doctor beside the last entry that mentions it; the rest is judged in C.
-- name: CHECK_RECORDED
-- row begins: FAULT_ROW
WITH last_entry AS (
	SELECT substr(action, 1, 4) AS thing, subject_id,
		max(CASE WHEN detail LIKE '%; capacity: %' THEN seq END) AS capacity,
		max(CASE WHEN detail LIKE '%; online_percent: %' THEN seq END) AS percent,
		max(CASE WHEN detail LIKE '%; fee: %' OR detail LIKE 'fee: %' THEN seq END) AS fee,
		max(CASE WHEN detail LIKE '%; room: %' THEN seq END) AS room,
		max(CASE WHEN detail LIKE '%; start: %' THEN seq END) AS start_minute,
		max(CASE WHEN detail LIKE '%; end: %' THEN seq END) AS end_minute,
		max(CASE WHEN detail LIKE '%; title: %' OR detail LIKE 'title: %' THEN seq END) AS title,
		max(CASE WHEN detail LIKE '%; qualification_no: %' OR detail LIKE 'qualification_no: %' THEN seq END) AS qualification,
		max(CASE WHEN detail LIKE '%; specialty: %' OR detail LIKE 'specialty: %' THEN seq END) AS specialty
	FROM audit
	WHERE action = 'session.add' OR action = 'session.change' OR action = 'doctor.add' OR action = 'doctor.change'
	GROUP BY substr(action, 1, 4), subject_id
)
SELECT 'session ' || s.id AS fault, 'capacity' AS field, '' || s.capacity AS value, a.detail
FROM session AS s JOIN last_entry AS e ON e.thing = 'sess' AND e.subject_id = s.id JOIN audit AS a ON a.seq = e.capacity
UNION ALL
SELECT 'session ' || s.id, 'online_percent', '' || s.online_percent, a.detail
FROM session AS s JOIN last_entry AS e ON e.thing = 'sess' AND e.subject_id = s.id JOIN audit AS a ON a.seq = e.percent
UNION ALL
SELECT 'session ' || s.id, 'fee', (s.fee_fen / 100) || '.' || CASE WHEN s.fee_fen % 100 < 10 THEN '0' ELSE '' END || (s.fee_fen % 100), a.detail
FROM session AS s JOIN last_entry AS e ON e.thing = 'sess' AND e.subject_id = s.id JOIN audit AS a ON a.seq = e.fee
UNION ALL
SELECT 'session ' || s.id, 'room', s.room, a.detail
FROM session AS s JOIN last_entry AS e ON e.thing = 'sess' AND e.subject_id = s.id JOIN audit AS a ON a.seq = e.room
UNION ALL
SELECT 'session ' || s.id, 'start', CASE WHEN s.start_minute < 600 THEN '0' ELSE '' END || (s.start_minute / 60) || ':'
	|| CASE WHEN s.start_minute % 60 < 10 THEN '0' ELSE '' END || (s.start_minute % 60), a.detail
FROM session AS s JOIN last_entry AS e ON e.thing = 'sess' AND e.subject_id = s.id JOIN audit AS a ON a.seq = e.start_minute
UNION ALL
SELECT 'session ' || s.id, 'end', CASE WHEN s.end_minute < 600 THEN '0' ELSE '' END || (s.end_minute / 60) || ':'
	|| CASE WHEN s.end_minute % 60 < 10 THEN '0' ELSE '' END || (s.end_minute % 60), a.detail
FROM session AS s JOIN last_entry AS e ON e.thing = 'sess' AND e.subject_id = s.id JOIN audit AS a ON a.seq = e.end_minute
UNION ALL
SELECT 'doctor ' || s.id, 'fee', (s.fee_fen / 100) || '.' || CASE WHEN s.fee_fen % 100 < 10 THEN '0' ELSE '' END || (s.fee_fen % 100), a.detail
FROM doctor AS s JOIN last_entry AS e ON e.thing = 'doct' AND e.subject_id = s.id JOIN audit AS a ON a.seq = e.fee
UNION ALL
SELECT 'doctor ' || s.id, 'title', s.title, a.detail
FROM doctor AS s JOIN last_entry AS e ON e.thing = 'doct' AND e.subject_id = s.id JOIN audit AS a ON a.seq = e.title
UNION ALL
SELECT 'doctor ' || s.id, 'qualification_no', s.qualification_no, a.detail
FROM doctor AS s JOIN last_entry AS e ON e.thing = 'doct' AND e.subject_id = s.id JOIN audit AS a ON a.seq = e.qualification
UNION ALL
SELECT 'doctor ' || s.id, 'specialty', s.specialty, a.detail
FROM doctor AS s JOIN last_entry AS e ON e.thing = 'doct' AND e.subject_id = s.id JOIN audit AS a ON a.seq = e.specialty

-- Departments and doctors are called what they were called. (Before step 13 their first entries told the code and the name alone.)
-- name: CHECK_DIRECTORY
-- row: FAULT_ROW
SELECT 'department ' || d.id AS fault
FROM department AS d
LEFT JOIN audit AS a ON a.seq = d.seq AND a.subject_id = d.id AND a.action LIKE 'department.%'
WHERE a.seq IS NULL
	OR (a.action = 'department.add' AND a.detail <> d.code || ' ' || d.name AND a.detail <> d.code || ' ' || d.name || ' (' || d.location || ')')
	OR (a.action = 'department.change' AND a.detail NOT LIKE d.code || ' % -> ' || d.name || ' (' || d.location || ')')
UNION ALL
SELECT 'doctor ' || d.id
FROM doctor AS d
LEFT JOIN audit AS a ON a.seq = d.seq AND a.subject_id = d.id AND a.action LIKE 'doctor.%'
WHERE a.seq IS NULL
	OR (a.action = 'doctor.add' AND a.detail <> d.code || ' ' || d.name
		AND substr(a.detail, 1, length(d.code) + length(d.name) + 15) <> d.code || ' ' || d.name || '; department: ')

-- Tickets: arrival, call and end are those of their entries. A session may have several people called, for the next may be called ahead; but nobody
-- is who was not called, or whose call was taken back. Somebody's place moves only where somebody came back after a missed call.
-- name: CHECK_TICKET_ENTRY
-- row: FAULT_ROW
SELECT 'booking ' || t.booking_id AS fault
FROM ticket AS t
JOIN audit AS a ON a.seq = t.seq
JOIN audit AS r ON r.seq = t.arrived_seq
WHERE r.subject_id <> t.booking_id
	OR (r.action = 'ticket.check_in' AND r.at_ms - t.checked_in_at_ms NOT BETWEEN -60000 AND 60000)
	OR (r.action <> 'ticket.check_in' AND r.action <> 'ticket.back')
	OR (a.action = 'ticket.finish' AND a.at_ms - t.finished_at_ms NOT BETWEEN -60000 AND 60000)
	OR NOT CASE a.action
		WHEN 'ticket.check_in' THEN t.state = 'waiting'
		WHEN 'ticket.back' THEN t.state = 'waiting'
		WHEN 'ticket.call' THEN t.state = 'called' AND t.counter = a.counter
		WHEN 'ticket.call_again' THEN t.state = 'called' AND t.counter = a.counter
		WHEN 'ticket.miss' THEN t.state = 'missed'
		WHEN 'ticket.finish' THEN t.state = 'finished'
		WHEN 'booking.cancel' THEN t.state = 'void'
		WHEN 'booking.move' THEN t.state = 'void'
		WHEN 'booking.undo' THEN t.state = CASE a.detail
			WHEN 'ticket.call' THEN 'waiting'
			WHEN 'ticket.call_again' THEN 'called'
			WHEN 'ticket.miss' THEN 'called'
			WHEN 'ticket.back' THEN 'missed'
			WHEN 'ticket.finish' THEN 'called'
			ELSE t.state END
		ELSE t.state <> 'called' END

-- Calls that were not taken back; the time is that of the first, the counter that of the last.
-- name: CHECK_TICKET_CALLS
-- row: FAULT_ROW
SELECT 'booking ' || t.booking_id AS fault
FROM ticket AS t
LEFT JOIN (
	SELECT subject_id, min(seq) AS first, max(seq) AS last, sum(CASE WHEN action = 'booking.undo' THEN -1 ELSE 1 END) AS calls, count(*) AS entries
	FROM audit
	WHERE action = 'ticket.call' OR action = 'ticket.call_again'
		OR (action = 'booking.undo' AND (detail = 'ticket.call' OR detail = 'ticket.call_again'))
	GROUP BY subject_id
) AS m ON m.subject_id = t.booking_id
LEFT JOIN audit AS f ON f.seq = m.first
LEFT JOIN audit AS l ON l.seq = m.last
WHERE t.calls <> coalesce(m.calls, 0) OR (t.called_at_ms IS NULL) <> (t.calls = 0)
	OR (m.calls = m.entries AND (f.at_ms - t.called_at_ms NOT BETWEEN -60000 AND 60000 OR t.counter IS DISTINCT FROM l.counter))

-- name: CHECK_TICKET_PLACE
-- row: FAULT_ROW
SELECT 'booking ' || t.booking_id AS fault
FROM ticket AS t
JOIN booking AS b ON b.id = t.booking_id
LEFT JOIN (
	SELECT DISTINCT k.session_id
	FROM audit AS a
	JOIN booking AS k ON k.id = a.subject_id
	WHERE a.action = 'ticket.back'
) AS m ON m.session_id = t.session_id
WHERE m.session_id IS NULL AND t.place <> b.number * 1000

-- A no-show was recorded, or withdrawn with its reason; since then its record may have been merged.
-- name: CHECK_NO_SHOW_ENTRY
-- row: FAULT_ROW
SELECT 'booking ' || n.booking_id AS fault
FROM no_show AS n
LEFT JOIN (
	SELECT subject_id, max(seq) AS seq
	FROM audit
	WHERE action = 'booking.no_show' OR action = 'no_show.withdraw'
	GROUP BY subject_id
) AS last ON last.subject_id = n.booking_id
LEFT JOIN audit AS a ON a.seq = last.seq
JOIN audit AS e ON e.seq = n.seq
WHERE a.seq IS NULL OR (e.seq <> a.seq AND e.action <> 'booking.merge') OR NOT CASE
	WHEN n.withdrawn_reason IS NULL THEN a.action = 'booking.no_show' AND a.detail LIKE n.date || '%'
	ELSE a.action = 'no_show.withdraw' AND a.detail = n.withdrawn_reason END

-- The days of a ban are those that its beginning names; it ended as its last entry says.
-- name: CHECK_BAN_ENTRY
-- row: FAULT_ROW
SELECT 'ban ' || b.id AS fault
FROM ban AS b
JOIN audit AS e ON e.seq = b.seq
LEFT JOIN (
	SELECT subject_id, max(seq) AS seq
	FROM audit
	WHERE action = 'ban.start' OR action = 'ban.lift' OR action = 'ban.withdraw'
	GROUP BY subject_id
) AS last ON last.subject_id = b.id
LEFT JOIN audit AS a ON a.seq = last.seq
LEFT JOIN (SELECT subject_id, detail FROM audit WHERE action = 'ban.start') AS s
	ON s.subject_id = b.id AND s.detail = b.from_date || ' .. ' || b.until_date
WHERE s.subject_id IS NULL OR a.seq IS NULL OR (e.seq <> a.seq AND e.action <> 'ban.merge')
	OR NOT CASE
		WHEN b.ended_how IS NULL THEN a.action = 'ban.start'
		WHEN b.ended_how = 'lifted' THEN a.action = 'ban.lift' AND a.detail = b.ended_reason
		ELSE a.action = 'ban.withdraw' AND a.detail = b.ended_reason END

-- The day on which it ended is judged in C.
-- name: CHECK_BAN_END
-- row begins: FAULT_ROW
SELECT 'ban ' || b.id AS fault, b.ended_date, a.at_ms
FROM ban AS b
LEFT JOIN audit AS a ON a.subject_id = b.id AND (a.action = 'ban.lift' OR a.action = 'ban.withdraw')
WHERE b.ended_date IS NOT NULL

-- A clinic's line of entries was taken up anew by the entry that says so.
-- name: CHECK_LINE
-- row: FAULT_ROW
SELECT 'epoch ' || c.epoch AS fault
FROM clinic AS c
LEFT JOIN audit AS a ON a.seq = c.seq
WHERE c.seq IS NOT NULL AND (a.seq IS NULL OR a.action NOT LIKE 'clinic.%')
UNION ALL
-- A closed day's workbook bears the line that ended with the next taking up, which says its name.
SELECT 'closed day ' || d.business_day
FROM closed_day AS d
JOIN day_close AS c ON c.business_day = d.business_day
JOIN audit AS a ON a.seq = (SELECT min(n.seq) FROM audit AS n WHERE n.seq > c.seq AND n.action LIKE 'clinic.%')
WHERE a.detail <> d.line

-- An order's answer is what its entry says, and its money is there.
-- name: CHECK_ORDER_ENTRY
-- row: FAULT_ROW
SELECT 'order ' || o.order_no AS fault
FROM online_order AS o
LEFT JOIN audit AS a ON a.seq = o.seq
LEFT JOIN (SELECT charge_id, sum(fen) AS fen FROM ledger WHERE kind = 'payment' AND charge_id IS NOT NULL GROUP BY charge_id) AS m
	ON m.charge_id = o.booking_id
WHERE a.seq IS NULL
	OR NOT CASE
		WHEN a.action = 'order.refuse' THEN a.detail LIKE o.action || ' ' || o.order_no || ': ' || CASE o.result WHEN 'refused' THEN o.code ELSE '%' END
		ELSE o.result <> 'refused' AND o.code = '' AND a.subject_id = o.booking_id END
	OR (o.action = 'book' AND o.result = 'accepted' AND o.paid_fen > 0 AND o.paid_fen IS DISTINCT FROM m.fen
		AND NOT EXISTS (SELECT 1 FROM refund AS r WHERE r.ledger_id = o.refund_id AND r.state <> 'withdrawn'))
UNION ALL
SELECT 'audit ' || a.seq
FROM audit AS a
JOIN ledger AS l ON l.seq = a.seq AND l.kind = 'refund'
LEFT JOIN online_order AS o ON o.refund_id = l.id
WHERE a.action = 'order.refuse' AND o.order_no IS NULL
UNION ALL
SELECT 'order ' || o.order_no
FROM online_order AS o
JOIN booking AS b ON b.id = o.booking_id
JOIN session AS s ON s.id = b.session_id
JOIN doctor AS d ON d.id = s.doctor_id
WHERE o.action = 'book' AND o.result = 'accepted' AND o.doctor_code IS NOT NULL
	AND (o.doctor_code <> d.code OR o.date <> s.date OR o.period <> s.period)
UNION ALL
SELECT 'order ' || o.order_no
FROM online_order AS o
LEFT JOIN ledger AS l ON l.external_no = o.transaction_id AND l.kind = 'payment'
WHERE o.action = 'book' AND o.result = 'accepted' AND o.paid_fen > 0 AND o.transaction_id IS NOT NULL
	AND (l.id IS NULL
		-- or under the number that a spreadsheet had rounded, until it came right
		OR (l.order_no IS DISTINCT FROM o.order_no
			AND NOT EXISTS (SELECT 1 FROM online_order AS w WHERE w.order_no = l.order_no AND w.transaction_id = o.transaction_id AND w.result = 'refused')))

-- An order is filed under the day on which it was answered: looked at in C, like that of money.
-- name: CHECK_ORDER_DAY
-- row begins: FAULT_ROW
SELECT 'order ' || o.order_no AS fault, o.business_day, a.at_ms,
	(SELECT c.business_day FROM day_close AS c WHERE c.business_day < o.business_day AND c.seq < o.seq ORDER BY c.business_day DESC LIMIT 1) AS closed_before
FROM online_order AS o
JOIN audit AS a ON a.seq = o.seq
WHERE a.clock_step = 0

-- An order that was accepted is for the person whose booking it became, while that record is as it was: looked at in C.
-- name: CHECK_ORDER_PERSON
-- row begins: FAULT_ROW
SELECT 'order ' || o.order_no AS fault, o.name, o.id_type, o.id_number, p.name AS patient, p.id_type AS patient_id_type,
	p.id_number AS patient_id_number
FROM online_order AS o
JOIN booking AS b ON b.id = o.booking_id
JOIN patient AS p ON p.id = b.patient_id
WHERE o.action = 'book' AND o.result = 'accepted' AND o.name IS NOT NULL AND p.seq <= b.seq
	AND NOT EXISTS (SELECT 1 FROM patient AS m WHERE m.merged_into = p.id AND m.merged_into IS NOT NULL)

-- What was asked under a key is what was made of it: session, person and channel of a booking, by their digests, which are made in C. (A person's
-- record may have been merged since.)
-- name: CHECK_ASKED
-- row begins: FAULT_ROW
SELECT 'audit' AS fault, a.seq AS number, a.asked, b.session_id, b.channel,
	CASE WHEN EXISTS (SELECT 1 FROM patient AS m WHERE m.merged_into = b.patient_id AND m.merged_into IS NOT NULL) THEN NULL ELSE b.patient_id END AS patient_id
FROM audit AS a
LEFT JOIN booking AS b ON b.id = a.subject_id AND a.action = 'booking.book'
WHERE a.asked IS NOT NULL

-- What was paid with an order that was refused was asked back under its number, all of it. (Before step 8 an order did not know its payment.)
-- name: CHECK_ORDER_MONEY
-- row: FAULT_ROW
SELECT 'order ' || o.order_no AS fault
FROM online_order AS o
LEFT JOIN ledger AS l ON l.id = o.refund_id
LEFT JOIN ledger AS p ON p.id = l.of_id
WHERE o.refund_id IS NOT NULL
	AND (l.id IS NULL OR l.kind <> 'refund' OR l.charge_id IS NOT NULL OR coalesce(l.order_no, '') <> o.order_no OR l.fen <> o.paid_fen
		OR (o.transaction_id IS NOT NULL AND coalesce(p.external_no, '') <> o.transaction_id))
UNION ALL
SELECT 'receipt ' || max(refund_id) FROM online_order WHERE refund_id IS NOT NULL GROUP BY refund_id || '' HAVING count(*) > 1

-- Days, to be judged in C: there is no 30th of February.
-- name: CHECK_DATE
-- row begins: FAULT_ROW
SELECT 'session ' || id AS fault, date AS day FROM session
UNION ALL
SELECT 'patient ' || id, birth_date FROM patient WHERE birth_date IS NOT NULL
UNION ALL
SELECT 'patient ' || id, linked_since FROM patient WHERE linked_since IS NOT NULL
UNION ALL
SELECT 'patient ' || id, deceased_on FROM patient WHERE deceased_on IS NOT NULL
UNION ALL
SELECT 'receipt ' || id, business_day FROM ledger
UNION ALL
SELECT 'day ' || business_day, business_day FROM day_close
UNION ALL
SELECT 'closed day ' || business_day || ', no-show ' || booking_id, banned_until FROM closed_no_show WHERE banned_until IS NOT NULL
UNION ALL
SELECT 'no-show ' || booking_id, date FROM no_show
UNION ALL
SELECT 'ban ' || id, from_date FROM ban
UNION ALL
SELECT 'ban ' || id, until_date FROM ban
UNION ALL
SELECT 'ban ' || id, ended_date FROM ban WHERE ended_date IS NOT NULL
UNION ALL
SELECT 'order ' || order_no, business_day FROM online_order

-- Our own numbers end in their check digit, which is looked at in C.
-- name: CHECK_DIGIT
-- row begins: FAULT_ROW
SELECT 'booking ' || id AS fault, '' || id AS number FROM booking
UNION ALL
SELECT 'patient ' || id, '' || id FROM patient

-- A resident's number tells sex and birth: looked at in C.
-- name: CHECK_IDENTITY
-- row begins: FAULT_ROW
SELECT 'patient ' || id AS fault, id_number, sex, birth_date FROM patient WHERE id_type = 'resident_id'

-- Everybody with what they are found by: looked at in C, in the order of people. What a merged record was found by lies at the one that it was
-- merged into, beside what that one is found by.
-- name: CHECK_PATIENT_KEY
-- row begins: FAULT_ROW
SELECT 'patient ' || p.id AS fault, p.id, p.name, p.id_number, p.phone, p.card_no, p.social_no, p.birth_date, k.key,
	(SELECT max(m.key) FROM patient_key AS m WHERE m.patient_id = coalesce(p.merged_into, p.id)) AS last,
	CASE WHEN p.merged_into IS NULL
		AND NOT EXISTS (SELECT 1 FROM patient AS f WHERE f.merged_into = p.id AND f.merged_into IS NOT NULL) THEN 1 ELSE 0 END AS alone
FROM patient AS p
LEFT JOIN patient_key AS k ON k.patient_id = coalesce(p.merged_into, p.id)
ORDER BY p.id, k.key

-- What a kept record is found by, once for each of the records that are one person: looked at in C, which takes what one of them explains.
-- name: CHECK_MERGED_KEY
-- row begins: FAULT_ROW
SELECT 'patient ' || p.id AS fault, f.id, f.name, f.id_number, f.phone, f.card_no, f.social_no, f.birth_date, k.key,
	CASE WHEN f.id = (SELECT max(m.id) FROM patient AS m WHERE m.id = p.id OR (m.merged_into = p.id AND m.merged_into IS NOT NULL))
		THEN 1 ELSE 0 END AS last
FROM patient AS p
JOIN patient_key AS k ON k.patient_id = p.id
JOIN patient AS f ON f.id = p.id OR (f.merged_into = p.id AND f.merged_into IS NOT NULL)
WHERE p.id IN (SELECT merged_into FROM patient WHERE merged_into IS NOT NULL)
ORDER BY p.id, k.key, f.id

-- The accounts are those of the program: looked at in C.
-- name: CHECK_ACCOUNT_KIND
-- row begins: FAULT_ROW
SELECT 'account ' || name AS fault, name, kind FROM account

-- A rule has the value that its entry says; an entry about a rule has its row, one about the first rules all of them (by how long they are). (A rule that is newer than the database has nothing before its first
-- change; what an older program changed lies in files.)
-- name: CHECK_SETTING_ENTRY
-- row: FAULT_ROW
SELECT 'setting ' || s.name AS fault
FROM setting AS s
LEFT JOIN audit AS a ON a.seq = s.seq
WHERE NOT coalesce(CASE a.action
	WHEN 'setting.begin' THEN replace(', ' || a.detail || ',', ', ' || s.name || ' = ' || s.value || ',', '') <> ', ' || a.detail || ','
	WHEN 'setting.change' THEN a.detail = s.name || ': ' || coalesce((SELECT coalesce(nullif(p.value, ''), '""') FROM setting AS p
			WHERE p.name = s.name AND p.seq < s.seq ORDER BY p.seq DESC LIMIT 1),
			substr(a.detail, length(s.name) + 3, length(a.detail) - length(s.name) - 6 - length(coalesce(nullif(s.value, ''), '""'))
				- length(coalesce('; ' || s.remark, ''))))
		|| ' -> ' || coalesce(nullif(s.value, ''), '""') || coalesce('; ' || s.remark, '')
	ELSE FALSE END, FALSE)
UNION ALL
SELECT 'audit ' || a.seq
FROM audit AS a
WHERE a.action = 'setting.change' AND a.seq > (SELECT min(seq) FROM setting)
	AND EXISTS (SELECT 1 FROM setting AS n WHERE substr(a.detail, 1, length(n.name) + 2) = n.name || ': ')
	AND NOT EXISTS (SELECT 1 FROM setting AS s WHERE s.seq = a.seq)
UNION ALL
SELECT 'audit ' || a.seq
FROM audit AS a
WHERE a.action = 'setting.begin'
	AND length(a.detail) <> (SELECT coalesce(sum(length(s.name) + length(s.value) + 5), 0) - 2 FROM setting AS s WHERE s.seq = a.seq)

-- name: CHECK_SETTING_VALUE
-- row begins: FAULT_ROW
SELECT 'setting ' || name AS fault, name, value FROM setting

-- Somebody has the name, and works here or has ended, as the last entry about them says; which is about them.
-- name: CHECK_STAFF
-- row: FAULT_ROW
SELECT 'staff ' || s.code AS fault
FROM staff AS s
LEFT JOIN audit AS a ON a.seq = s.seq
WHERE (s.seq IS NULL AND (s.name <> '' OR s.ended = 1 OR EXISTS (SELECT 1 FROM audit AS e
		WHERE e.subject_id = s.id AND (e.action = 'staff.add' OR e.action = 'staff.change' OR e.action = 'staff.end'))))
	OR (s.seq IS NOT NULL AND NOT coalesce(a.subject_id = s.id AND substr(a.detail, 1, length(s.code) + length(s.name) + 2) = s.code || ': ' || s.name
		AND (length(a.detail) = length(s.code) + length(s.name) + 2 OR substr(a.detail, length(s.code) + length(s.name) + 3, 2) = '; ')
		AND CASE a.action WHEN 'staff.end' THEN s.ended = 1 WHEN 'staff.add' THEN s.ended = 0 WHEN 'staff.change' THEN TRUE ELSE FALSE END, FALSE))

-- Each of the owner's keys is the one that its entry has.
-- name: CHECK_OWNER
-- row begins: FAULT_ROW
SELECT 'audit ' || a.seq AS fault, o.public_key, a.detail
FROM audit AS a
LEFT JOIN owner_key AS o ON o.seq = a.seq
WHERE a.action = 'owner.key'
UNION ALL
SELECT 'owner_key ' || o.seq, o.public_key, ''
FROM owner_key AS o
WHERE NOT EXISTS (SELECT 1 FROM audit AS a WHERE a.seq = o.seq AND a.action = 'owner.key')

-- What became of a backup is told by its entry, and the other way round; it holds no later entry.
-- name: CHECK_BACKUPS
-- row: FAULT_ROW
SELECT 'entry ' || a.seq AS fault
FROM audit AS a
LEFT JOIN backup AS b ON b.seq = a.seq
LEFT JOIN backup_key AS k ON k.seq = a.seq
WHERE (b.seq IS NOT NULL AND (a.action <> 'backup.' || b.kind OR (b.kind <> 'drill' AND b.entry >= a.seq)))
	OR (b.seq IS NULL AND a.action IN ('backup.create', 'backup.send', 'backup.drill'))
	OR (k.seq IS NULL) <> (a.action <> 'backup.passphrase')

-- Each epoch of the chain is the one that its entry has.
-- name: CHECK_EPOCH
-- row: FAULT_ROW
SELECT 'epoch ' || k.epoch AS fault
FROM key_epoch AS k
LEFT JOIN audit AS a ON a.seq = k.seq
WHERE NOT coalesce(a.action = 'epoch.begin' AND a.subject_id = k.epoch AND substr(a.detail, 1, 19) = k.mark, FALSE)
UNION ALL
SELECT 'audit ' || a.seq
FROM audit AS a
WHERE a.action = 'epoch.begin' AND NOT EXISTS (SELECT 1 FROM key_epoch AS k WHERE k.epoch = a.subject_id AND k.seq = a.seq)
