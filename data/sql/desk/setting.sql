-- The rules of the clinic (src/desk/rules.c reads, src/desk/rules_change.c writes).

-- What was changed since the entry $1, oldest first: whoever takes it all, one after the other, has the rules in force.
-- name: SETTING_SINCE
SELECT seq, name, value FROM setting WHERE seq > $1 ORDER BY seq, name

-- name: SETTING_ADD
INSERT INTO setting (seq, name, value, remark) VALUES ($1, $2, $3, $4)

-- Every value that a rule had, the newest first, and what it was before.
-- name: SETTING_HISTORY
SELECT s.seq, s.name, s.value, s.remark, a.at_ms, w.code AS staff, a.counter, a.action,
	(SELECT p.value FROM setting AS p WHERE p.name = s.name AND p.seq < s.seq ORDER BY p.seq DESC LIMIT 1) AS before_value
FROM setting AS s
JOIN audit AS a ON a.seq = s.seq
JOIN staff AS w ON w.id = a.staff_id
ORDER BY s.seq DESC, s.name
