-- Departments and doctors (src/desk/roster/directory.c).

-- columns: DEPARTMENT_ROW
p.id, p.seq, p.code, p.name, p.location

-- name: DEPARTMENT_GET
SELECT {DEPARTMENT_ROW} FROM department AS p WHERE p.code = $1

-- Codes are known in any case; $1 is in capitals.
-- columns: CODE_ROW
c.code

-- name: DEPARTMENT_CODES
SELECT {CODE_ROW} FROM department AS c WHERE upper(c.code) = $1

-- name: DEPARTMENT_LIST
SELECT {DEPARTMENT_ROW} FROM department AS p ORDER BY p.code

-- name: DEPARTMENT_LAST_ID
SELECT max(id) AS last_id FROM department

-- name: DEPARTMENT_ADD
INSERT INTO department (id, seq, code, name, location) VALUES ($1, $2, $3, $4, $5)

-- name: DEPARTMENT_CHANGE
UPDATE department SET seq = $1, name = $2, location = $3 WHERE id = $4

-- What nothing was ever booked of follows the directory; what was sold, and what is suspended or closed, keeps its names.
-- name: DEPARTMENT_CHANGE_SESSIONS
UPDATE session SET department = $1
WHERE id IN (SELECT s.id FROM doctor AS d CROSS JOIN session AS s WHERE s.doctor_id = d.id AND s.department_id = $2 AND s.state || '' = 'open')
	AND NOT EXISTS (SELECT 1 FROM booking WHERE session_id = session.id AND state <> 'cancelled')
	AND NOT EXISTS (SELECT 1 FROM booking WHERE session_id = session.id AND state = 'cancelled')

-- columns: DOCTOR_ROW
d.id, d.seq, d.department_id, d.code, d.name, d.title, p.code AS department_code, p.name AS department, d.qualification_no,
	d.specialty, d.fee_fen, d.initials

-- name: DOCTOR_GET
SELECT {DOCTOR_ROW}
FROM doctor AS d JOIN department AS p ON p.id = d.department_id
WHERE d.code = $1

-- name: DOCTOR_CODES
SELECT {CODE_ROW} FROM doctor AS c WHERE upper(c.code) = $1

-- name: DOCTOR_BY_ID
SELECT {DOCTOR_ROW}
FROM doctor AS d JOIN department AS p ON p.id = d.department_id
WHERE d.id = $1

-- name: DOCTOR_LIST
SELECT {DOCTOR_ROW}
FROM doctor AS d JOIN department AS p ON p.id = d.department_id
ORDER BY p.code, d.code

-- name: DOCTOR_LAST_ID
SELECT max(id) AS last_id FROM doctor

-- name: DOCTOR_ADD
INSERT INTO doctor (id, seq, code, name, title, department_id, qualification_no, specialty, fee_fen, initials)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: DOCTOR_CHANGE
UPDATE doctor
SET seq = $1, name = $2, title = $3, department_id = $4, qualification_no = $5, specialty = $6, fee_fen = $7, initials = $8
WHERE id = $9

-- name: DOCTOR_CHANGE_SESSIONS
UPDATE session SET doctor = $1, title = $2, department_id = $3, department = $4
WHERE doctor_id = $5 AND state = 'open'
	AND NOT EXISTS (SELECT 1 FROM booking WHERE session_id = session.id AND state <> 'cancelled')
	AND NOT EXISTS (SELECT 1 FROM booking WHERE session_id = session.id AND state = 'cancelled')
