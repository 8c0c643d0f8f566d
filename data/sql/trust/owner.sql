-- The owner's key (src/desk/trust/owner.c).

-- name: OWNER_NEWEST
SELECT o.seq, o.public_key, a.at_ms, (SELECT count(*) FROM owner_key) AS keys
FROM owner_key AS o JOIN audit AS a ON a.seq = o.seq
ORDER BY o.seq DESC LIMIT 1

-- name: OWNER_ADD
INSERT INTO owner_key (seq, public_key) VALUES ($1, $2)
