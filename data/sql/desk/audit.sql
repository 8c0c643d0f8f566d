-- Who did what (src/desk/audit.c).

-- The last event of all: its number and its time.
-- name: AUDIT_LAST
SELECT seq, at_ms FROM audit ORDER BY seq DESC LIMIT 1

-- How far a database of any version has come.
-- name: AUDIT_LAST_SEQ
SELECT max(seq) AS seq FROM audit

-- When an entry was made, of a database of any version; and how many were made since, without those by which a database got its first rules.
-- name: AUDIT_AT
SELECT at_ms FROM audit WHERE seq = $1

-- name: AUDIT_MADE_SINCE
SELECT count(*) AS entries FROM audit WHERE seq > $1 AND action <> 'setting.begin' AND action <> 'epoch.begin'

-- name: AUDIT_ADD
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem, asked)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- columns: AUDIT_ROW
a.seq, a.at_ms, a.subject_id, a.previous, s.code AS staff, a.counter, a.action, a.detail

-- name: AUDIT_GET
SELECT {AUDIT_ROW}
FROM audit AS a JOIN staff AS s ON s.id = a.staff_id
WHERE a.seq = $1

-- name: AUDIT_SINCE
SELECT {AUDIT_ROW}
FROM audit AS a JOIN staff AS s ON s.id = a.staff_id
WHERE a.seq > $1 ORDER BY a.seq

-- What kinds of things were done last, for who helps from outside: nobody and nothing is named.
-- name: AUDIT_KINDS
SELECT at_ms, action FROM audit WHERE seq > $1 ORDER BY seq DESC

-- What a key did, and what was asked under it: a change, or a command of the shell.
-- name: AUDIT_BY_IDEM
SELECT subject_id, action, asked FROM audit WHERE idem = $1
UNION ALL
SELECT seq AS subject_id, command AS action, asked FROM answer WHERE idem = $1

-- name: ANSWER_GET
SELECT json, lines FROM answer WHERE idem = $1

-- name: ANSWER_ADD
INSERT INTO answer (idem, command, asked, json, lines, seq) VALUES ($1, $2, $3, $4, $5, $6)
