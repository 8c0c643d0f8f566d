-- By what it is known who somebody is (src/desk/trust/credential.c, src/desk/trust/sign_in.c, src/desk/trust/token.c).

-- name: CREDENTIAL_GET
SELECT s.id, s.ended, s.roles, c.password, c.first, c.pin, c.seq
FROM staff AS s LEFT JOIN credential AS c ON c.staff_id = s.id
WHERE s.code = $1

-- name: CREDENTIAL_SET
INSERT INTO credential (staff_id, password, first, pin, seq) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (staff_id) DO UPDATE SET password = excluded.password, first = excluded.first, pin = excluded.pin, seq = excluded.seq

-- name: SIGNED_IN_GET
SELECT date, pin_misses FROM signed_in WHERE staff_id = $1 AND counter = $2

-- name: SIGNED_IN_SET
INSERT INTO signed_in (staff_id, counter, date, pin_misses, seq) VALUES ($1, $2, $3, 0, $4)
ON CONFLICT (staff_id, counter) DO UPDATE SET date = excluded.date, pin_misses = 0, seq = excluded.seq

-- name: SIGNED_IN_MISSES
UPDATE signed_in SET pin_misses = $1 WHERE staff_id = $2 AND counter = $3

-- A PIN of before is good nowhere any more.
-- name: SIGNED_IN_FORGET
DELETE FROM signed_in WHERE staff_id = $1

-- name: SIGN_IN_DELAY_GET
SELECT misses, until_ms FROM sign_in_delay WHERE what = $1

-- name: SIGN_IN_DELAY_SET
INSERT INTO sign_in_delay (what, misses, until_ms) VALUES ($1, $2, $3)
ON CONFLICT (what) DO UPDATE SET misses = excluded.misses, until_ms = excluded.until_ms

-- name: SIGN_IN_DELAY_END
DELETE FROM sign_in_delay WHERE what = $1

-- What lies long enough back is forgotten.
-- name: SIGN_IN_DELAY_FORGET
DELETE FROM sign_in_delay WHERE until_ms < $1

-- name: TOKEN_GET
SELECT t.id, t.roles, t.until_date, t.ended, s.code, s.ended AS staff_ended, s.roles AS staff_roles
FROM token AS t JOIN staff AS s ON s.id = t.staff_id
WHERE t.digest = $1

-- columns: TOKEN_ROW
t.id, s.code, s.ended AS staff_ended, t.roles, t.until_date, t.ended, t.seq

-- name: TOKEN_LIST
SELECT {TOKEN_ROW} FROM token AS t JOIN staff AS s ON s.id = t.staff_id ORDER BY t.ended, t.id

-- name: TOKEN_BY_ID
SELECT {TOKEN_ROW} FROM token AS t JOIN staff AS s ON s.id = t.staff_id WHERE t.id = $1

-- name: TOKEN_NEXT
SELECT coalesce(max(id), 0) + 1 AS id FROM token

-- name: TOKEN_ADD
INSERT INTO token (id, staff_id, digest, roles, until_date, ended, seq) VALUES ($1, $2, $3, $4, $5, 0, $6)

-- name: TOKEN_END
UPDATE token SET ended = 1, seq = $1 WHERE id = $2 AND ended = 0

-- name: RECOVERY_NEWEST
SELECT made_seq, digest, used FROM recovery ORDER BY made_seq DESC LIMIT 1

-- name: RECOVERY_ADD
INSERT INTO recovery (made_seq, digest, used, seq) VALUES ($1, $2, 0, $1)

-- name: RECOVERY_USE
UPDATE recovery SET used = 1, seq = $1 WHERE made_seq = $2 AND used = 0
