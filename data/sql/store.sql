-- What every connection and transaction of the store itself needs (src/store/sqlite.c). PRAGMAs are SQLite's own.

-- name: BEGIN_WRITING
BEGIN IMMEDIATE

-- name: BEGIN_READING
BEGIN DEFERRED

-- name: COMMIT
COMMIT

-- name: ROLLBACK
ROLLBACK
