-- What is owed (src/desk/money/charge.c).

-- name: CHARGE_ADD
INSERT INTO charge (id, kind, fen, seq) VALUES ($1, $2, $3, $4)
