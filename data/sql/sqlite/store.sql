-- What every connection and transaction of the store itself needs (src/store). PRAGMAs are SQLite's own.

-- name: BEGIN_WRITING
BEGIN IMMEDIATE

-- name: BEGIN_READING
BEGIN DEFERRED

-- name: COMMIT
COMMIT

-- name: ROLLBACK
ROLLBACK

-- A change within a transaction that will be rolled back (desk_try).

-- name: ATTEMPT_BEGIN
SAVEPOINT attempt

-- name: ATTEMPT_UNDO
ROLLBACK TO attempt

-- name: ATTEMPT_END
RELEASE attempt

-- What the file is. 1178882891 is "FDSK" in ASCII.

-- name: STORE_APPLICATION_ID
PRAGMA application_id

-- name: STORE_SET_APPLICATION_ID
PRAGMA application_id = 1178882891

-- name: STORE_SCHEMA_VERSION
PRAGMA user_version

-- Changes with each change of the schema.
-- name: STORE_SCHEMA_COOKIE
PRAGMA schema_version

-- What the file is made of, in the order of data/make/schema_objects.c; keys that SQLite makes by itself have no text.
-- name: STORE_SCHEMA
SELECT type, name, tbl_name, sql FROM sqlite_schema
WHERE sql IS NOT NULL AND NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))
ORDER BY type, name

-- The set-up of a connection: each is set, then read back.

-- name: STORE_SET_AUTOCHECKPOINT
PRAGMA wal_autocheckpoint = 0

-- name: STORE_AUTOCHECKPOINT
PRAGMA wal_autocheckpoint

-- name: STORE_SET_TRUSTED_SCHEMA
PRAGMA trusted_schema = OFF

-- name: STORE_TRUSTED_SCHEMA
PRAGMA trusted_schema

-- name: STORE_SET_FOREIGN_KEYS
PRAGMA foreign_keys = ON

-- name: STORE_SET_FOREIGN_KEYS_OFF
PRAGMA foreign_keys = OFF

-- name: STORE_FOREIGN_KEYS
PRAGMA foreign_keys

-- name: STORE_SET_RECURSIVE_TRIGGERS
PRAGMA recursive_triggers = ON

-- name: STORE_RECURSIVE_TRIGGERS
PRAGMA recursive_triggers

-- name: STORE_SET_CELL_SIZE_CHECK
PRAGMA cell_size_check = ON

-- name: STORE_CELL_SIZE_CHECK
PRAGMA cell_size_check

-- name: STORE_SET_TEMP_STORE
PRAGMA temp_store = MEMORY

-- name: STORE_TEMP_STORE
PRAGMA temp_store

-- name: STORE_SET_SECURE_DELETE
PRAGMA secure_delete = ON

-- name: STORE_SECURE_DELETE
PRAGMA secure_delete

-- 3.5 MB: the inner pages of a large clinic stay in memory, and the desk stays within 12 MB.
-- name: STORE_SET_CACHE_SIZE
PRAGMA cache_size = -3500

-- 32 MB, taken as they are needed, for who only reads and ends then: "check" reads every page many times over.
-- name: STORE_SET_READER_CACHE_SIZE
PRAGMA cache_size = -32768

-- name: STORE_CACHE_SIZE
PRAGMA cache_size

-- name: STORE_SET_MAPPED_SIZE
PRAGMA mmap_size = 0

-- name: STORE_MAPPED_SIZE
PRAGMA mmap_size

-- name: STORE_SET_LOG_SIZE_LIMIT
PRAGMA journal_size_limit = 16777216

-- name: STORE_LOG_SIZE_LIMIT
PRAGMA journal_size_limit

-- The store syncs the log itself, when its turn is over (src/store/sqlite/safety.h). A schema that comes forward is synced by SQLite.

-- name: STORE_SET_SYNCHRONOUS
PRAGMA synchronous = NORMAL

-- name: STORE_SET_SYNCHRONOUS_FULL
PRAGMA synchronous = FULL

-- name: STORE_SYNCHRONOUS
PRAGMA synchronous

-- Before the first reading: then nobody else may have the file open, and the log is read by its checksums.

-- name: STORE_SET_LOCKING_MODE
PRAGMA locking_mode = EXCLUSIVE

-- name: STORE_LOCKING_MODE
PRAGMA locking_mode

-- name: STORE_SET_JOURNAL_MODE
PRAGMA journal_mode = WAL

-- name: STORE_JOURNAL_MODE
PRAGMA journal_mode

-- For a connection that only reads. Not opened read-only: then it could neither take back what a killed writer left half done nor
-- tidy up behind itself.

-- name: STORE_SET_QUERY_ONLY
PRAGMA query_only = ON

-- name: STORE_SET_QUERY_ONLY_OFF
PRAGMA query_only = OFF

-- name: STORE_QUERY_ONLY
PRAGMA query_only

-- Upkeep.

-- name: STORE_DATA_VERSION
PRAGMA data_version

-- name: STORE_CHECKPOINT
-- gives: busy log checkpointed
PRAGMA wal_checkpoint(PASSIVE)

-- name: STORE_QUICK_CHECK
PRAGMA quick_check

-- name: STORE_INTEGRITY_CHECK
PRAGMA integrity_check

-- name: STORE_FOREIGN_KEY_CHECK
-- gives: table rowid parent fkid
PRAGMA foreign_key_check

-- name: STORE_COPY_INTO
VACUUM INTO $1
