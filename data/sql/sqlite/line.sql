-- Whose database this is (src/store/sqlite/line_row.c; taken up anew in src/desk/line.c).

-- name: LINE_GET
SELECT id, epoch, machine FROM clinic

-- name: LINE_ADD
INSERT INTO clinic (one, id, epoch, machine, seq)
VALUES (1, $1, 1, $2, NULL) ON CONFLICT (one) DO NOTHING

-- name: LINE_TAKE_UP
UPDATE clinic SET epoch = $1, machine = $2, seq = $3
