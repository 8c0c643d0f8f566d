-- Who works here (src/desk/staff.c).

-- columns: STAFF_ROW
id, code, name, ended, roles, seq

-- name: STAFF_GET
SELECT {STAFF_ROW} FROM staff WHERE code = $1

-- name: STAFF_LIST
SELECT {STAFF_ROW} FROM staff ORDER BY ended, code

-- name: STAFF_NEW
INSERT INTO staff (id, code, name, ended, roles, seq) SELECT coalesce(max(id), 0) + 1, $1, '', 0, 0, NULL FROM staff RETURNING id

-- name: STAFF_SET
UPDATE staff SET name = $1, ended = $2, roles = $3, seq = $4 WHERE id = $5 AND seq IS NOT DISTINCT FROM $6
