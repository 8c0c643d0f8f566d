-- Step 19: backups. What they are sealed with: the public half of a key whose private half lies locked by the clinic's passphrase, and the key by
-- which a backup is told to be the clinic's own; the newest counts. And what became of each backup and drill, of which the last good one is told.
CREATE TABLE backup_key (
	seq INTEGER NOT NULL PRIMARY KEY REFERENCES audit (seq),
	public_key BLOB NOT NULL CHECK (length(public_key) = 32),
	digest_key BLOB NOT NULL CHECK (length(digest_key) = 32),
	locked BLOB NOT NULL CHECK (length(locked) = 128)
) STRICT;
CREATE TABLE backup (
	seq INTEGER NOT NULL PRIMARY KEY REFERENCES audit (seq),
	kind TEXT NOT NULL CHECK (kind IN ('create', 'send', 'drill')),
	good INTEGER NOT NULL CHECK (good IN (0, 1)),
	entry INTEGER NOT NULL CHECK (entry >= 0),
	bytes INTEGER NOT NULL CHECK (bytes >= 0),
	ms INTEGER NOT NULL CHECK (ms >= 0)
) STRICT;
CREATE INDEX backup_last ON backup (kind, good, seq);
-- guard: backup_key_fits
BEFORE INSERT ON backup_key
REFUSE 'a backup key is set by the newest entry'
WHEN NEW.seq <> (SELECT max(seq) FROM audit) OR (SELECT action FROM audit WHERE seq = NEW.seq) <> 'backup.passphrase'
REFUSE 'an entry sets one backup key'
WHEN EXISTS (SELECT 1 FROM backup_key WHERE seq = NEW.seq);
-- guard: backup_key_no_update
BEFORE UPDATE ON backup_key
REFUSE 'a backup key is set by a new row';
-- guard: backup_key_no_delete
BEFORE DELETE ON backup_key
REFUSE 'backup keys never go';
-- guard: backup_fits
BEFORE INSERT ON backup
REFUSE 'a backup is recorded by the newest entry'
WHEN NEW.seq <> (SELECT max(seq) FROM audit) OR (SELECT action FROM audit WHERE seq = NEW.seq) <> 'backup.' || NEW.kind
REFUSE 'an entry records one backup'
WHEN EXISTS (SELECT 1 FROM backup WHERE seq = NEW.seq);
-- guard: backup_no_update
BEFORE UPDATE ON backup
REFUSE 'the record of a backup never changes';
-- guard: backup_no_delete
BEFORE DELETE ON backup
REFUSE 'the record of a backup never goes';
