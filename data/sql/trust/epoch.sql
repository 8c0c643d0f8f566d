-- The epochs of the chain's keys (src/desk/trust/epoch.c).

-- columns: EPOCH_ROW
epoch, mark, owner_seq, sealed, seq

-- name: EPOCH_ADD
INSERT INTO key_epoch (epoch, mark, owner_seq, sealed, seq) VALUES ($1, $2, $3, $4, $5)

-- name: EPOCH_LIST
SELECT {EPOCH_ROW} FROM key_epoch ORDER BY epoch

-- Which key an epoch began with.
-- name: EPOCH_MARK
SELECT mark FROM key_epoch WHERE epoch = $1
