-- The links of the chain (src/desk/link.c).

-- columns: LINK_ROW
id, seq, epoch, key_no, ends, hash

-- name: LINK_NEWEST
SELECT {LINK_ROW} FROM link ORDER BY id DESC LIMIT 1

-- name: LINK_ADD
INSERT INTO link (id, seq, epoch, key_no, ends, hash, mac, digests) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- The links by which a key of the epoch comes forward, from that number on.
-- name: LINK_ENDS
SELECT {LINK_ROW} FROM link WHERE ends = 1 AND epoch = $1 AND key_no >= $2 ORDER BY key_no

-- name: LINK_OF_CLOSE
SELECT {LINK_ROW} FROM link WHERE ends = 1 AND seq >= $1 ORDER BY seq LIMIT 1

-- name: CHECK_LINKS
SELECT {LINK_ROW}, mac, digests FROM link ORDER BY id
