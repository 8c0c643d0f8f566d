-- Who works here (src/desk/staff.c).

-- columns: STAFF_ROW
id, code, name, ended, seq

-- name: STAFF_GET
SELECT {STAFF_ROW} FROM staff WHERE code = $1

-- name: STAFF_LIST
SELECT {STAFF_ROW} FROM staff ORDER BY ended, code

-- name: STAFF_NEW
INSERT INTO staff (id, code, name, ended, seq) SELECT coalesce(max(id), 0) + 1, $1, '', 0, NULL FROM staff RETURNING id

-- name: STAFF_SET
UPDATE staff SET name = $1, ended = $2, seq = $3 WHERE id = $4 AND seq IS NOT DISTINCT FROM $5
