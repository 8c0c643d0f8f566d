-- Backups: what they are sealed with (src/desk/trust/backup_key.c), what became of them (src/desk/trust/backup_record.c).

-- name: BACKUP_KEY_GET
SELECT public_key, digest_key, locked FROM backup_key ORDER BY seq DESC LIMIT 1

-- name: BACKUP_KEY_ADD
INSERT INTO backup_key (seq, public_key, digest_key, locked) VALUES ($1, $2, $3, $4)

-- The last one of a kind that went well, or did not.
-- name: BACKUP_LAST
SELECT b.seq, b.entry, b.bytes, b.ms, a.at_ms
FROM backup AS b
JOIN audit AS a ON a.seq = b.seq
WHERE b.kind = $1 AND b.good = $2
ORDER BY b.seq DESC
LIMIT 1

-- name: BACKUP_ADD
INSERT INTO backup (seq, kind, good, entry, bytes, ms) VALUES ($1, $2, $3, $4, $5, $6)

-- The first entry after one that tells of something else than backups.
-- name: BACKUP_SINCE
SELECT seq FROM audit WHERE seq > $1 AND substr(action, 1, 7) <> 'backup.' ORDER BY seq LIMIT 1
