-- Who did what (src/desk/audit.c).

-- name: STAFF_FIND
SELECT id FROM staff WHERE code = $1

-- name: STAFF_ADD
INSERT INTO staff (code) VALUES ($1) RETURNING id

-- The last event of all: its number and its time.
-- name: AUDIT_LAST
SELECT seq, at_ms FROM audit ORDER BY seq DESC LIMIT 1

-- name: AUDIT_ADD
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- AUDIT_GET, AUDIT_SINCE and AUDIT_BY_IDEM give the same columns: read_audit.
-- name: AUDIT_GET
SELECT a.seq, a.at_ms, a.subject_id, a.previous, s.code, a.counter, a.action, a.detail
FROM audit AS a JOIN staff AS s ON s.id = a.staff_id
WHERE a.seq = $1

-- name: AUDIT_SINCE
SELECT a.seq, a.at_ms, a.subject_id, a.previous, s.code, a.counter, a.action, a.detail
FROM audit AS a JOIN staff AS s ON s.id = a.staff_id
WHERE a.seq > $1 ORDER BY a.seq

-- name: AUDIT_BY_IDEM
SELECT a.seq, a.at_ms, a.subject_id, a.previous, s.code, a.counter, a.action, a.detail
FROM audit AS a JOIN staff AS s ON s.id = a.staff_id
WHERE a.idem = $1
