-- The invariants (src/desk/check.c): each finds nothing when all is well. The first column names the row at fault. These alone may
-- read whole tables. `state || ''` keeps an index from answering, so that the table itself is asked.

-- name: CHECK_NUMBER_ONCE
-- row: FAULT_ROW
SELECT 'session ' || session_id || ', number ' || number AS fault
FROM booking
WHERE state || '' <> 'cancelled'
GROUP BY session_id, number
HAVING count(*) > 1

-- name: CHECK_PERSON_ONCE
-- row: FAULT_ROW
SELECT 'patient ' || patient_id || ', session ' || session_id AS fault
FROM booking
WHERE state || '' <> 'cancelled'
GROUP BY patient_id, session_id, beside
HAVING count(*) > 1

-- name: CHECK_ONLINE_NUMBER
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault
FROM booking AS b
JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
WHERE b.channel = 'online' AND b.state || '' <> 'cancelled' AND n.kind <> 'online'

-- name: CHECK_NUMBERS_EXIST
-- row: FAULT_ROW
SELECT 'session ' || s.id AS fault
FROM session AS s
LEFT JOIN slot AS n ON n.session_id = s.id AND n.number <= s.capacity
GROUP BY s.id, s.capacity
HAVING count(n.number) <> s.capacity OR coalesce(max(n.withdrawn), 0) <> 0

-- Of sessions that nobody ever booked, for a booked number keeps its tag.
-- name: CHECK_ONLINE_SHARE
-- row: FAULT_ROW
SELECT 'session ' || s.id AS fault
FROM session AS s
JOIN slot AS n ON n.session_id = s.id AND n.number <= s.capacity
WHERE NOT EXISTS (SELECT 1 FROM booking AS b WHERE b.session_id = s.id AND b.state <> 'cancelled')
	AND NOT EXISTS (SELECT 1 FROM booking AS b WHERE b.session_id = s.id AND b.state = 'cancelled')
GROUP BY s.id, s.capacity, s.online_percent
HAVING sum(CASE WHEN n.kind = 'online' THEN 1 ELSE 0 END) <> s.capacity * s.online_percent / 100

-- More may be sold than the capacity: so many were when it was lowered. Of these none was sold since. (charge.seq: when it was sold.)
-- name: CHECK_CAPACITY
-- row: FAULT_ROW
SELECT 'session ' || s.id AS fault
FROM (
	SELECT x.id, count(*) AS sold, max(c.seq) AS newest
	FROM session AS x
	JOIN booking AS b ON b.session_id = x.id AND b.state || '' <> 'cancelled'
	JOIN slot AS n ON n.session_id = b.session_id AND n.number = b.number
	JOIN charge AS c ON c.id = b.id
	WHERE n.kind <> 'extra' OR n.number <= x.capacity
	GROUP BY x.id
) AS t
JOIN session AS s ON s.id = t.id
WHERE t.sold > s.capacity
	AND t.newest > (SELECT coalesce(max(a.seq), 0) FROM audit AS a
		WHERE a.action = 'session.change' AND a.subject_id = s.id AND a.detail LIKE '%; capacity: %')

-- The same of what online sold and its share.
-- name: CHECK_ONLINE_SOLD
-- row: FAULT_ROW
SELECT 'session ' || s.id AS fault
FROM (
	SELECT b.session_id, count(*) AS sold, max(c.seq) AS newest
	FROM booking AS b
	JOIN charge AS c ON c.id = b.id
	WHERE b.channel = 'online' AND b.state || '' <> 'cancelled'
	GROUP BY b.session_id
) AS t
JOIN session AS s ON s.id = t.session_id
WHERE t.sold > s.capacity * s.online_percent / 100
	AND t.newest > (SELECT coalesce(max(a.seq), 0) FROM audit AS a
		WHERE a.action = 'session.change' AND a.subject_id = s.id
			AND (a.detail LIKE '%; capacity: %' OR a.detail LIKE '%; online_percent: %'))

-- name: CHECK_SUSPENDED
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault
FROM booking AS b
JOIN session AS s ON s.id = b.session_id
WHERE s.state = 'suspended' AND b.state || '' IN ('booked', 'checked_in')

-- name: CHECK_BALANCE
-- row: FAULT_ROW
SELECT 'the whole ledger' AS fault FROM (SELECT coalesce(sum(fen), 0) AS fen FROM posting) AS total WHERE fen <> 0

-- name: CHECK_POSTINGS
-- row: FAULT_ROW
SELECT 'receipt ' || ledger_id AS fault FROM posting GROUP BY ledger_id HAVING sum(fen) <> 0 OR count(*) <> 2

-- name: CHECK_RECEIPTS
-- row: FAULT_ROW
SELECT 'day ' || business_day AS fault
FROM ledger
GROUP BY business_day
HAVING min(id) <> CAST(substr(business_day, 3, 2) || substr(business_day, 6, 2) || substr(business_day, 9, 2) AS BIGINT) * 1000000 + 1
	OR max(id) - min(id) + 1 <> count(*)

-- name: CHECK_REFUND_CAP
-- row: FAULT_ROW
SELECT 'receipt ' || r.of_id AS fault
FROM ledger AS r
LEFT JOIN ledger AS w ON w.of_id = r.id AND w.kind = 'withdrawal'
WHERE r.kind = 'refund' AND w.id IS NULL
GROUP BY r.of_id
HAVING sum(r.fen) > coalesce((SELECT p.fen FROM ledger AS p WHERE p.id = r.of_id), 0)

-- Which came first the history says: receipts are numbered by days, and a day goes by a clock.
-- name: CHECK_REFUND_OF
-- row: FAULT_ROW
SELECT 'receipt ' || r.id AS fault
FROM ledger AS r
LEFT JOIN ledger AS p ON p.id = r.of_id
WHERE r.kind = 'refund'
	AND (p.id IS NULL OR p.kind <> 'payment' OR coalesce(p.charge_id, 0) <> coalesce(r.charge_id, 0)
		OR (r.charge_id IS NULL AND p.order_no <> r.order_no) OR p.seq > r.seq OR (p.seq = r.seq AND p.id >= r.id))

-- name: CHECK_SETTLEMENT
-- row: FAULT_ROW
SELECT 'receipt ' || t.id AS fault
FROM ledger AS t
LEFT JOIN ledger AS r ON r.id = t.of_id
WHERE t.kind IN ('settlement', 'withdrawal')
	AND (r.id IS NULL OR r.kind <> 'refund' OR r.credit <> 'refund_due' OR r.fen <> t.fen OR r.method <> t.method
		OR coalesce(r.charge_id, 0) <> coalesce(t.charge_id, 0))
UNION ALL
SELECT 'receipt ' || of_id FROM ledger WHERE kind IN ('settlement', 'withdrawal') GROUP BY of_id HAVING count(*) > 1

-- What is moved comes from a refund that took it away, whole and once: nothing is left on the way.
-- name: CHECK_TRANSFER
-- row: FAULT_ROW
SELECT 'receipt ' || t.id AS fault
FROM ledger AS t
LEFT JOIN ledger AS r ON r.id = t.of_id
WHERE t.kind = 'payment' AND t.of_id IS NOT NULL
	AND (r.id IS NULL OR r.kind <> 'refund' OR r.credit <> 'transfer' OR r.fen <> t.fen OR r.method <> t.method OR r.id >= t.id
		OR coalesce(r.charge_id, 0) = coalesce(t.charge_id, 0))
UNION ALL
SELECT 'receipt ' || r.id
FROM ledger AS r
LEFT JOIN ledger AS t ON t.of_id = r.id AND t.kind = 'payment'
WHERE r.kind = 'refund' AND r.credit = 'transfer'
GROUP BY r.id
HAVING count(t.id) <> 1

-- A booking that was moved is cancelled, and one other booking of that person took its place, charged after it.
-- name: CHECK_MOVED
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault
FROM booking AS b
LEFT JOIN booking AS n ON n.id = b.moved_to
LEFT JOIN charge AS c ON c.id = b.id
LEFT JOIN charge AS d ON d.id = n.id
WHERE (b.moved_to IS NOT NULL AND (n.id IS NULL OR n.patient_id <> b.patient_id OR n.session_id = b.session_id OR b.state <> 'cancelled'
		OR b.cause NOT IN ('moved', 'clinic') OR d.seq <= c.seq))
	OR (b.moved_to IS NULL AND b.cause = 'moved')
UNION ALL
SELECT 'booking ' || id
FROM (SELECT moved_to + 0 AS id FROM booking WHERE moved_to IS NOT NULL) AS m
GROUP BY id
HAVING count(*) > 1

-- A session that nothing was ever booked of says what the directory says; another one what the directory said once.
-- name: CHECK_SESSION_NAMES
-- row: FAULT_ROW
WITH change AS (
	SELECT subject_id, action, detail FROM audit WHERE action = 'doctor.change' OR action = 'department.change'
)
SELECT 'session ' || s.id AS fault
FROM session AS s
JOIN doctor AS d ON d.id = s.doctor_id
LEFT JOIN department AS e ON e.id = s.department_id
WHERE e.id IS NULL OR s.department = '' OR s.doctor = ''
	OR ((s.doctor <> d.name OR s.title <> d.title OR s.department_id <> d.department_id OR s.department <> e.name)
		AND s.state = 'open'
		AND NOT EXISTS (SELECT 1 FROM booking AS b WHERE b.session_id = s.id AND b.state <> 'cancelled')
		AND NOT EXISTS (SELECT 1 FROM booking AS b WHERE b.session_id = s.id AND b.state = 'cancelled'))
	OR (s.doctor <> d.name AND NOT EXISTS (SELECT 1 FROM change AS a WHERE a.action = 'doctor.change' AND a.subject_id = d.id
		AND replace(a.detail, 'name: ' || s.doctor || ' -> ', '') <> a.detail))
	OR (s.title <> d.title AND NOT EXISTS (SELECT 1 FROM change AS a WHERE a.action = 'doctor.change' AND a.subject_id = d.id
		AND replace(a.detail, 'title: ' || coalesce(nullif(s.title, ''), '-') || ' -> ', '') <> a.detail))
	OR (s.department_id <> d.department_id AND NOT EXISTS (SELECT 1 FROM change AS a WHERE a.action = 'doctor.change' AND a.subject_id = d.id
		AND replace(a.detail, 'department: ' || e.code || ' -> ', '') <> a.detail))
	OR (s.department <> e.name AND NOT EXISTS (SELECT 1 FROM change AS a WHERE a.action = 'department.change' AND a.subject_id = e.id
		AND replace(a.detail, e.code || ' ' || s.department || ' (', '') <> a.detail))

-- Money of an online order that was refused does not stay.
-- name: CHECK_DEPOSIT
-- row: FAULT_ROW
SELECT 'receipt ' || p.id AS fault
FROM ledger AS p
WHERE p.kind = 'payment' AND p.credit = 'deposit'
	AND p.fen <> (SELECT coalesce(sum(r.fen), 0) FROM ledger AS r
		LEFT JOIN ledger AS w ON w.of_id = r.id AND w.kind = 'withdrawal'
		WHERE r.of_id = p.id AND r.kind = 'refund' AND w.id IS NULL)

-- A booking has its charge; a registration that was charged has its booking.
-- name: CHECK_CHARGE
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault
FROM booking AS b
LEFT JOIN charge AS c ON c.id = b.id AND c.kind = 'registration'
WHERE c.id IS NULL
UNION ALL
SELECT 'charge ' || c.id
FROM charge AS c
LEFT JOIN booking AS b ON b.id = c.id
WHERE c.kind = 'registration' AND b.id IS NULL

-- `charge_id + 0` keeps an index from answering.
-- name: CHECK_CHARGE_MONEY
-- row: FAULT_ROW
SELECT 'charge ' || c.id AS fault
FROM charge AS c
JOIN (
	SELECT charge_id + 0 AS id,
		sum(CASE WHEN kind = 'payment' THEN fen ELSE 0 END) AS paid,
		sum(CASE kind WHEN 'refund' THEN fen WHEN 'withdrawal' THEN -fen ELSE 0 END) AS refunded
	FROM ledger
	WHERE charge_id IS NOT NULL
	GROUP BY charge_id + 0
) AS m ON m.id = c.id
WHERE m.paid > c.fen OR m.refunded > m.paid
UNION ALL
SELECT 'receipt ' || l.id
FROM ledger AS l
LEFT JOIN charge AS c ON c.id = l.charge_id
WHERE l.charge_id IS NOT NULL AND c.id IS NULL

-- name: CHECK_CLINIC_REFUND
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault
FROM booking AS b
WHERE b.cause = 'clinic'
	AND (SELECT coalesce(sum(fen), 0) FROM ledger WHERE charge_id = b.id AND kind = 'payment')
		<> (SELECT coalesce(sum(CASE WHEN kind = 'refund' THEN fen ELSE -fen END), 0) FROM ledger
			WHERE charge_id = b.id AND (kind = 'refund' OR kind = 'withdrawal'))

-- Money moves between accounts that there are.
-- name: CHECK_ACCOUNT
-- row: FAULT_ROW
SELECT 'receipt ' || p.ledger_id AS fault
FROM posting AS p
LEFT JOIN account AS a ON a.name = p.account
WHERE a.name IS NULL

-- name: CHECK_REFUND_STATE
-- row: FAULT_ROW
SELECT 'receipt ' || l.id AS fault
FROM ledger AS l
LEFT JOIN refund AS r ON r.ledger_id = l.id
WHERE l.kind = 'refund' AND r.ledger_id IS NULL
UNION ALL
SELECT 'receipt ' || r.ledger_id
FROM refund AS r
JOIN ledger AS l ON l.id = r.ledger_id
WHERE l.kind <> 'refund'
	OR l.credit <> CASE r.state WHEN 'done' THEN l.method WHEN 'moved' THEN 'transfer' ELSE 'refund_due' END
UNION ALL
SELECT 'receipt ' || r.ledger_id
FROM refund AS r
LEFT JOIN ledger AS w ON w.of_id = r.ledger_id AND w.kind = 'withdrawal'
WHERE (CASE WHEN r.state = 'withdrawn' THEN 1 ELSE 0 END) <> (CASE WHEN w.id IS NOT NULL THEN 1 ELSE 0 END)
UNION ALL
SELECT 'receipt ' || r.ledger_id
FROM refund AS r
LEFT JOIN ledger AS t ON t.of_id = r.ledger_id AND t.kind = 'settlement'
WHERE coalesce(t.id, 0) <> coalesce(r.settlement_id, 0)

-- name: CHECK_MONEY_KEYED
-- row: FAULT_ROW
SELECT 'receipt ' || l.id AS fault FROM ledger AS l LEFT JOIN audit AS a ON a.seq = l.seq WHERE a.idem IS NULL

-- (In the order of the index, which the check of the file compares with the table.)
-- name: CHECK_KEY_ONCE
-- row: FAULT_ROW
SELECT 'audit ' || max(seq) AS fault FROM audit WHERE idem IS NOT NULL GROUP BY idem HAVING count(*) > 1

-- name: CHECK_EXTERNAL_ONCE
-- row: FAULT_ROW
SELECT 'payment number ' || max(external_no) AS fault FROM ledger WHERE external_no IS NOT NULL GROUP BY external_no || '' HAVING count(*) > 1

-- name: CHECK_AUDIT_GAPLESS
-- row: FAULT_ROW
SELECT 'audit ' || last || ' is the last of ' || rows AS fault
FROM (SELECT coalesce(max(seq), 0) AS last, count(*) AS rows FROM audit) AS total
WHERE last <> rows

-- The newest rows alone: what a start can look at, however large the clinic is. The full checks are below and above.
-- name: CHECK_AUDIT_RECENT
-- row: FAULT_ROW
SELECT 'audit ' || last || ' is the last of ' || rows || ' after ' || (last - 1000) AS fault
FROM (SELECT max(seq) AS last, count(*) AS rows FROM audit WHERE seq > (SELECT max(seq) FROM audit) - 1000) AS newest
WHERE rows <> CASE WHEN last > 1000 THEN 1000 ELSE last END

-- name: CHECK_MONEY_RECENT
-- row: FAULT_ROW
SELECT 'receipt ' || l.id AS fault
FROM (SELECT id, seq, business_day FROM ledger ORDER BY id DESC LIMIT 1000) AS l
LEFT JOIN day_close AS c ON c.business_day = l.business_day
WHERE l.seq > c.seq OR (c.seq IS NULL AND l.business_day < (SELECT max(business_day) FROM day_close))

-- name: CHECK_AUDIT_CHAIN
-- row: FAULT_ROW
SELECT 'audit ' || a.seq AS fault
FROM audit AS a
LEFT JOIN audit AS p ON p.seq = a.previous
WHERE a.previous IS NOT NULL AND (p.seq IS NULL OR p.seq >= a.seq OR (p.subject_id <> a.subject_id AND a.action <> 'refund.step'))

-- name: CHECK_CLOCK
-- row: FAULT_ROW
SELECT 'audit ' || a.seq AS fault
FROM audit AS a
LEFT JOIN audit AS p ON p.seq = a.seq - 1
WHERE a.clock_step <> CASE WHEN a.at_ms + 120000 < p.at_ms THEN 1 ELSE 0 END

-- The last change of a row is one of that row.
-- name: CHECK_LAST_CHANGE
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault FROM booking AS b LEFT JOIN audit AS a ON a.seq = b.seq WHERE a.seq IS NULL OR a.subject_id <> b.id
UNION ALL
SELECT 'charge ' || c.id FROM charge AS c LEFT JOIN audit AS a ON a.seq = c.seq WHERE a.seq IS NULL OR a.subject_id <> c.id
UNION ALL
SELECT 'ticket ' || t.booking_id FROM ticket AS t LEFT JOIN audit AS a ON a.seq = t.seq WHERE a.seq IS NULL OR a.subject_id <> t.booking_id
UNION ALL
SELECT 'no-show ' || n.booking_id FROM no_show AS n LEFT JOIN audit AS a ON a.seq = n.seq WHERE a.seq IS NULL OR a.subject_id <> n.booking_id
UNION ALL
SELECT 'affected ' || f.booking_id FROM affected AS f LEFT JOIN audit AS a ON a.seq = f.seq WHERE a.seq IS NULL OR a.subject_id <> f.booking_id
UNION ALL
SELECT 'ban ' || b.id FROM ban AS b LEFT JOIN audit AS a ON a.seq = b.seq WHERE a.seq IS NULL OR a.subject_id <> b.id OR a.action NOT LIKE 'ban.%'
UNION ALL
SELECT 'session ' || s.id FROM session AS s LEFT JOIN audit AS a ON a.seq = s.seq WHERE a.seq IS NULL OR a.subject_id <> s.id OR a.action NOT LIKE 'session.%'
UNION ALL
SELECT 'patient ' || p.id FROM patient AS p LEFT JOIN audit AS a ON a.seq = p.seq WHERE a.seq IS NULL OR a.subject_id <> p.id OR a.action NOT LIKE 'patient.%'

-- name: CHECK_TICKET
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault
FROM ticket AS t
JOIN booking AS b ON b.id = t.booking_id
WHERE t.session_id <> b.session_id
	OR (b.state IN ('cancelled', 'excused') AND t.state <> 'void')
	OR (b.state NOT IN ('cancelled', 'excused') AND t.state = 'void')
	OR (t.state = 'finished' AND b.state <> 'fulfilled')
	OR b.state NOT IN ('checked_in', 'fulfilled', 'not_seen', 'cancelled', 'excused')
UNION ALL
SELECT 'booking ' || b.id
FROM booking AS b
LEFT JOIN ticket AS t ON t.booking_id = b.id
WHERE b.state || '' IN ('checked_in', 'not_seen') AND t.booking_id IS NULL

-- A cancelled booking may have one that was withdrawn: its cancellation became known late.
-- name: CHECK_NO_SHOW
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault
FROM booking AS b
LEFT JOIN no_show AS n ON n.booking_id = b.id AND n.withdrawn_reason IS NULL
WHERE b.state || '' = 'no_show' AND n.booking_id IS NULL
UNION ALL
SELECT 'booking ' || b.id
FROM no_show AS n
JOIN booking AS b ON b.id = n.booking_id
JOIN session AS s ON s.id = b.session_id
WHERE (n.withdrawn_reason IS NULL AND b.state <> 'no_show')
	OR (n.withdrawn_reason IS NOT NULL AND b.state NOT IN ('excused', 'cancelled'))
	OR n.patient_id <> b.patient_id OR n.channel <> b.channel OR n.date <> s.date

-- A ban has its reasons: no-shows of that person that stand, the last of them on its first day.
-- name: CHECK_BAN
-- row: FAULT_ROW
SELECT 'ban ' || b.id AS fault
FROM ban AS b
LEFT JOIN ban_no_show AS x ON x.ban_id = b.id
LEFT JOIN no_show AS n ON n.booking_id = x.booking_id
GROUP BY b.id, b.patient_id, b.from_date, b.last_booking_id, b.ended_how
HAVING count(n.booking_id) = 0
	OR max(n.date) <> b.from_date
	OR sum(CASE WHEN n.booking_id = b.last_booking_id THEN 1 ELSE 0 END) <> 1
	OR sum(CASE WHEN n.patient_id <> b.patient_id THEN 1 ELSE 0 END) > 0
	OR (b.ended_how IS NULL AND sum(CASE WHEN n.withdrawn_reason IS NOT NULL THEN 1 ELSE 0 END) > 0)

-- No no-show is behind two bans that stand.
-- name: CHECK_BAN_ONCE
-- row: FAULT_ROW
SELECT 'booking ' || x.booking_id AS fault
FROM ban_no_show AS x
JOIN ban AS b ON b.id = x.ban_id
WHERE b.ended_how IS NULL OR b.ended_how = 'lifted'
GROUP BY x.booking_id
HAVING count(*) > 1

-- name: CHECK_AFFECTED
-- row: FAULT_ROW
SELECT 'booking ' || a.booking_id AS fault
FROM affected AS a
JOIN booking AS b ON b.id = a.booking_id
JOIN session AS s ON s.id = a.session_id
WHERE b.session_id <> a.session_id OR b.state <> 'cancelled' OR coalesce(b.cause, '') <> 'clinic' OR s.state <> 'suspended'

-- name: CHECK_DAY_CLOSE
-- row: FAULT_ROW
SELECT 'day ' || c.business_day AS fault
FROM day_close AS c
LEFT JOIN (
	SELECT business_day,
		sum(CASE WHEN kind = 'payment' AND debit <> 'transfer' THEN fen ELSE 0 END) AS payments,
		sum(CASE WHEN kind = 'refund' AND credit <> 'transfer' THEN fen WHEN kind = 'withdrawal' THEN -fen ELSE 0 END) AS refunds,
		sum(CASE WHEN debit = 'cash' THEN fen WHEN credit = 'cash' THEN -fen ELSE 0 END) AS cash,
		max(id) AS last_id
	FROM ledger
	GROUP BY business_day
) AS m ON m.business_day = c.business_day
WHERE c.payments_fen <> coalesce(m.payments, 0) OR c.refunds_fen <> coalesce(m.refunds, 0)
	OR c.cash_expected_fen <> coalesce(m.cash, 0) OR c.last_ledger_id <> coalesce(m.last_id, 0)

-- A close whose count was not what it expected has the difference as a row of its own, with the reason that its entry gives (which cuts off what
-- is too long), and no other close has one.
-- name: CHECK_CASH_DIFFERENCE
-- row: FAULT_ROW
SELECT 'day ' || c.business_day AS fault
FROM day_close AS c
LEFT JOIN cash_difference AS d ON d.business_day = c.business_day
WHERE coalesce(c.cash_counted_fen - c.cash_expected_fen, 0) <> coalesce(d.fen, 0)
	OR d.counted_fen <> c.cash_counted_fen OR d.expected_fen <> c.cash_expected_fen OR d.seq < c.seq
UNION ALL
SELECT 'day ' || d.business_day
FROM cash_difference AS d
LEFT JOIN audit AS a ON a.seq = d.seq
WHERE d.reason IS NOT NULL
	AND (a.seq IS NULL OR a.action <> 'cash.difference' OR replace(a.detail, ': ' || substr(d.reason, 1, 100), '') = a.detail)

-- Counts are as their entries tell (which may cut a long reason), and a close has the newest, with what was expected then.
-- name: CHECK_CASH_COUNT
-- row: FAULT_ROW
SELECT 'day ' || x.business_day AS fault
FROM (
	SELECT business_day, seq, length(coalesce(substr(reason, 1, 100), '')) - length(coalesce(reason, '')) AS cut,
		business_day || ' ' || nth || ': ' || (counted_fen / 100) || '.' || CASE WHEN counted_fen % 100 < 10 THEN '0' ELSE '' END
		|| (counted_fen % 100) || ', expected ' || CASE WHEN expected_fen < 0 THEN '-' ELSE '' END || (abs(expected_fen) / 100) || '.'
		|| CASE WHEN abs(expected_fen) % 100 < 10 THEN '0' ELSE '' END || (abs(expected_fen) % 100)
		|| CASE WHEN reason IS NULL THEN '' ELSE ': ' || reason END AS told
	FROM cash_count
) AS x
LEFT JOIN audit AS a ON a.seq = x.seq
WHERE a.seq IS NULL OR a.action <> 'cash.count' OR substr(x.told, 1, length(a.detail)) <> a.detail OR length(a.detail) < length(x.told) + x.cut
UNION ALL
SELECT 'day ' || c.business_day
FROM day_close AS c
JOIN cash_count AS x ON x.business_day = c.business_day
LEFT JOIN cash_count AS y ON y.business_day = x.business_day AND y.nth > x.nth
WHERE c.cash_counted_fen IS NOT NULL AND y.nth IS NULL
	AND (x.counted_fen <> c.cash_counted_fen OR x.expected_fen <> c.cash_expected_fen OR x.seq > c.seq)
UNION ALL
SELECT 'audit ' || a.seq
FROM audit AS a
LEFT JOIN cash_count AS x ON x.seq = a.seq
WHERE a.action = 'cash.count' AND x.seq IS NULL

-- Whoever was not seen when a day was closed is among what it was closed with, with what was paid; what that was corrected to since, is not.
-- name: CHECK_DAY_PENDING
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault
FROM booking AS b
JOIN session AS s ON s.id = b.session_id
JOIN day_close AS c ON c.business_day = s.date
LEFT JOIN day_pending AS x ON x.business_day = c.business_day AND x.booking_id = b.id AND x.kind = 'not_seen'
WHERE b.state || '' = 'not_seen' AND b.seq < c.seq AND x.booking_id IS NULL
UNION ALL
SELECT 'booking ' || x.booking_id
FROM day_pending AS x
JOIN day_close AS c ON c.business_day = x.business_day
LEFT JOIN booking AS b ON b.id = x.booking_id
WHERE x.seq <> c.seq
	OR (x.kind IN ('not_seen', 'unpaid') AND b.id IS NULL)
	OR (x.kind = 'not_seen'
		AND NOT EXISTS (SELECT 1 FROM audit AS a WHERE a.subject_id = b.id AND a.action = 'booking.not_seen' AND a.seq < c.seq))
	OR (x.kind = 'unpaid' AND b.state <> 'fulfilled')
UNION ALL
SELECT 'receipt ' || x.subject
FROM day_pending AS x
LEFT JOIN ledger AS l ON l.id = CASE WHEN x.kind = 'refund' THEN CAST(replace(x.subject, '-', '') AS BIGINT) END
WHERE x.kind = 'refund' AND (l.id IS NULL OR l.kind <> 'refund' OR l.fen <> x.fen OR l.charge_id IS DISTINCT FROM x.booking_id)
UNION ALL
SELECT 'booking ' || x.booking_id
FROM day_pending AS x
JOIN booking AS b ON b.id = x.booking_id
JOIN patient AS p ON p.id = b.patient_id
JOIN session AS s ON s.id = b.session_id
WHERE (b.seq < x.seq AND p.seq < x.seq AND (x.patient IS DISTINCT FROM p.name OR x.phone IS DISTINCT FROM p.phone)) OR x.doctor <> s.doctor

-- name: CHECK_CLOSED_DAYS
-- row: FAULT_ROW
SELECT 'receipt ' || l.id AS fault
FROM ledger AS l
LEFT JOIN day_close AS c ON c.business_day = l.business_day
WHERE l.seq > c.seq OR (c.seq IS NULL AND l.business_day < (SELECT max(business_day) FROM day_close))

-- The rest is judged in C: the day and the time of each receipt, leaving out those of a moment when the clock had been set back;
-- and the last day that was closed by then, of those before it.
-- name: CHECK_BUSINESS_DAY
-- row begins: FAULT_ROW
SELECT 'receipt ' || l.id AS fault, l.business_day, l.at_ms,
	(SELECT c.business_day FROM day_close AS c WHERE c.business_day < l.business_day AND c.seq < l.seq ORDER BY c.business_day DESC LIMIT 1) AS closed_before
FROM ledger AS l
JOIN audit AS a ON a.seq = l.seq
WHERE a.clock_step = 0

-- name: CHECK_ORDER
-- row: FAULT_ROW
SELECT 'order ' || o.order_no AS fault
FROM online_order AS o
LEFT JOIN booking AS b ON b.id = o.booking_id
WHERE (o.action = 'book' AND o.result = 'accepted' AND (b.id IS NULL OR coalesce(b.order_no, '') <> o.order_no))
	OR (o.action = 'cancel' AND o.result = 'cancelled' AND b.id IS NOT NULL AND b.state <> 'cancelled')
	OR (o.result = 'refused' AND (o.booking_id IS NOT NULL OR o.code = ''))
UNION ALL
SELECT 'booking ' || b.id
FROM online_order AS o
JOIN booking AS b ON b.order_no = o.order_no
WHERE o.action = 'book' AND o.nth = 1
	AND NOT EXISTS (SELECT 1 FROM online_order AS x WHERE x.order_no = o.order_no AND x.action = 'book' AND x.booking_id = b.id)
UNION ALL
SELECT 'order ' || order_no FROM online_order GROUP BY order_no, action HAVING min(nth) <> 1 OR max(nth) <> count(*)

-- Nothing lies at a merged record; it points at one that stands, which is found by its number.
-- name: CHECK_MERGED
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault FROM booking AS b JOIN patient AS p ON p.id = b.patient_id WHERE p.merged_into IS NOT NULL
UNION ALL
SELECT 'no-show ' || n.booking_id FROM no_show AS n JOIN patient AS p ON p.id = n.patient_id WHERE p.merged_into IS NOT NULL
UNION ALL
SELECT 'ban ' || b.id FROM ban AS b JOIN patient AS p ON p.id = b.patient_id WHERE p.merged_into IS NOT NULL
UNION ALL
SELECT 'patient ' || p.id FROM patient AS p JOIN patient AS q ON q.id = p.merged_into WHERE q.merged_into IS NOT NULL
UNION ALL
SELECT 'patient ' || p.id
FROM patient AS p
WHERE p.merged_into IS NOT NULL
	AND (EXISTS (SELECT 1 FROM patient_key AS k WHERE k.patient_id = p.id)
		OR NOT EXISTS (SELECT 1 FROM patient_key AS k WHERE k.patient_id = p.merged_into AND k.key = CAST(p.id AS TEXT)))
UNION ALL
SELECT 'booking ' || b.id
FROM booking AS b
WHERE b.beside <> 0
	AND NOT EXISTS (SELECT 1 FROM patient AS p WHERE p.merged_into = b.patient_id)

-- Who is deceased has no booking of a later day that still stands.
-- name: CHECK_DECEASED
-- row: FAULT_ROW
SELECT 'booking ' || b.id AS fault
FROM patient AS p
JOIN booking AS b ON b.patient_id = p.id
JOIN session AS s ON s.id = b.session_id
WHERE p.deceased_on IS NOT NULL AND b.state || '' IN ('booked', 'checked_in') AND s.date > p.deceased_on
