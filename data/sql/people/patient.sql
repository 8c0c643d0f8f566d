-- Patients and the keys they are found by (src/desk/people/patient.c, src/desk/people/patient_key.c). patient_key.key is folded; '~' stands before a phone
-- written backwards. The conditions of the partial indexes are repeated to the letter, so that the indexes serve.

-- columns: PATIENT_ROW
p.id, p.seq, p.name, p.id_type, p.id_number, p.phone, p.sex, p.birth_date, p.card_no

-- name: PATIENT_GET
SELECT {PATIENT_ROW}
FROM patient AS p
WHERE p.id = $1

-- name: PATIENT_BY_ID_NUMBER
SELECT {PATIENT_ROW}
FROM patient AS p
WHERE p.id_number = $1 AND p.id_number IS NOT NULL AND p.id_type = $2

-- Everybody with this key; the numbers are compared by the program, which knows that a passport's marks mean nothing.
-- name: PATIENT_BY_DOCUMENT
SELECT {PATIENT_ROW}
FROM patient_key AS k CROSS JOIN patient AS p
WHERE p.id = k.patient_id AND k.key = $1 AND p.id_number IS NOT NULL
ORDER BY p.id

-- name: PATIENT_BY_CARD
SELECT {PATIENT_ROW}
FROM patient AS p
WHERE p.card_no = $1 AND p.card_no IS NOT NULL
LIMIT 1

-- The phone is one of the keys; the names are compared by the program. Who has no identity number comes first: that is the record that must stay the only one.
-- name: PATIENT_BY_PHONE
SELECT {PATIENT_ROW}
FROM patient_key AS k CROSS JOIN patient AS p
WHERE p.id = k.patient_id AND k.key = $1 AND p.phone = $2
ORDER BY CASE WHEN p.id_number IS NULL THEN 0 ELSE 1 END, p.id

-- The reader stops when it has enough; key by key in the order of the index, so that nothing is sorted first.
-- name: PATIENT_FIND_EXACT
SELECT {PATIENT_ROW}
FROM patient_key AS k CROSS JOIN patient AS p
WHERE p.id = k.patient_id AND k.key = $1
ORDER BY k.key, k.patient_id

-- name: PATIENT_FIND_PREFIX
SELECT {PATIENT_ROW}
FROM patient_key AS k CROSS JOIN patient AS p
WHERE p.id = k.patient_id AND k.key >= $1 AND k.key < $2
ORDER BY k.key, k.patient_id

-- name: PATIENT_LAST_ID
SELECT max(id) AS last_id FROM patient

-- name: PATIENT_ADD
INSERT INTO patient (id, seq, name, id_type, id_number, phone, sex, birth_date, card_no)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: PATIENT_CHANGE
UPDATE patient
SET seq = $1, name = $2, id_type = $3, id_number = $4, phone = $5, sex = $6, birth_date = $7, card_no = $8
WHERE id = $9 AND seq = $10

-- name: PATIENT_SET_SEQ
UPDATE patient SET seq = $1 WHERE id = $2 AND seq = $3

-- name: PATIENT_KEY_ADD
INSERT INTO patient_key (key, patient_id) VALUES ($1, $2)

-- name: PATIENT_KEY_REMOVE
DELETE FROM patient_key WHERE patient_id = $1
