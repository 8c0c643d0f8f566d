-- Patients and the keys they are found by (src/desk/people/patient.c, patient_find.c, patient_key.c). patient_key.key is folded; '~' stands before
-- a phone written backwards, '_' before a word within a name, '@' before a birth date. The conditions of the partial indexes are repeated to the
-- letter, so that the indexes serve. A record that was merged is never given: what it is known by finds the record that it was merged into.

-- columns: PATIENT_ROW
p.id, p.seq, p.name, p.id_type, p.id_number, p.phone, p.sex, p.birth_date, p.card_no, p.social_no, p.linked_since, p.deceased_on

-- name: PATIENT_GET
SELECT {PATIENT_ROW}
FROM patient AS f JOIN patient AS p ON p.id = coalesce(f.merged_into, f.id)
WHERE f.id = $1

-- name: PATIENT_BY_ID_NUMBER
SELECT {PATIENT_ROW}
FROM patient AS p
WHERE p.id_number = $1 AND p.id_number IS NOT NULL AND p.merged_into IS NULL AND p.id_type = $2
UNION ALL
SELECT {PATIENT_ROW}
FROM patient AS f CROSS JOIN patient AS p
WHERE p.id = f.merged_into AND f.id_number = $1 AND f.merged_into IS NOT NULL AND f.id_type = $2
LIMIT 1

-- Everybody with this key; the numbers are compared by the program, which knows that a passport's marks mean nothing.
-- name: PATIENT_BY_DOCUMENT
SELECT {PATIENT_ROW}, p.id_type AS known_type, p.id_number AS known_number
FROM patient_key AS k CROSS JOIN patient AS p
WHERE p.id = k.patient_id AND k.key = $1 AND p.id_number IS NOT NULL
UNION ALL
SELECT {PATIENT_ROW}, f.id_type AS known_type, f.id_number AS known_number
FROM patient_key AS k CROSS JOIN patient AS f CROSS JOIN patient AS p
WHERE f.merged_into = k.patient_id AND p.id = k.patient_id AND f.merged_into IS NOT NULL AND k.key = $1 AND f.id_number IS NOT NULL
ORDER BY id

-- name: PATIENT_BY_CARD
SELECT {PATIENT_ROW}
FROM patient AS p
WHERE p.card_no = $1 AND p.card_no IS NOT NULL AND p.merged_into IS NULL
UNION ALL
SELECT {PATIENT_ROW}
FROM patient AS f CROSS JOIN patient AS p
WHERE p.id = f.merged_into AND f.card_no = $1 AND f.merged_into IS NOT NULL
LIMIT 1

-- name: PATIENT_BY_SOCIAL
SELECT {PATIENT_ROW}
FROM patient AS p
WHERE p.social_no = $1 AND p.social_no IS NOT NULL AND p.merged_into IS NULL
LIMIT 1

-- The phone is one of the keys; the names are compared by the program. Who has no identity number comes first: that is the record that must stay the only one.
-- name: PATIENT_BY_PHONE
SELECT {PATIENT_ROW}, p.name AS known_as
FROM patient_key AS k CROSS JOIN patient AS p
WHERE p.id = k.patient_id AND k.key = $1 AND p.phone = $2
UNION ALL
SELECT {PATIENT_ROW}, f.name AS known_as
FROM patient_key AS k CROSS JOIN patient AS f CROSS JOIN patient AS p
WHERE f.merged_into = k.patient_id AND p.id = k.patient_id AND f.merged_into IS NOT NULL AND k.key = $1 AND f.phone = $2
ORDER BY id_number NULLS FIRST, id

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
INSERT INTO patient (id, seq, name, id_type, id_number, phone, sex, birth_date, card_no, social_no, linked_since)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: PATIENT_CHANGE
UPDATE patient
SET seq = $1, name = $2, id_type = $3, id_number = $4, phone = $5, sex = $6, birth_date = $7, card_no = $8, social_no = $9, linked_since = $10,
	deceased_on = $11
WHERE id = $12 AND seq = $13

-- name: PATIENT_SET_SEQ
UPDATE patient SET seq = $1 WHERE id = $2 AND seq = $3

-- The records that were merged into one.
-- name: PATIENT_FORMER
SELECT {PATIENT_ROW} FROM patient AS p WHERE p.merged_into = $1 AND p.merged_into IS NOT NULL ORDER BY p.id

-- name: PATIENT_MERGE_INTO
UPDATE patient SET merged_into = $1, seq = $2 WHERE id = $3 AND seq = $4

-- name: PATIENT_EACH_AFTER
SELECT {PATIENT_ROW} FROM patient AS p WHERE p.id > $1 AND p.merged_into IS NULL ORDER BY p.id LIMIT 500

-- name: PATIENT_KEYS
SELECT key FROM patient_key WHERE patient_id = $1 ORDER BY key

-- name: PATIENT_KEY_ADD
INSERT INTO patient_key (key, patient_id) VALUES ($1, $2) ON CONFLICT DO NOTHING

-- name: PATIENT_KEY_REMOVE
DELETE FROM patient_key WHERE patient_id = $1
