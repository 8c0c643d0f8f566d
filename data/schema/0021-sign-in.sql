-- Step 21: by what it is known who somebody is, and what they may do. Of a secret only its hash or its digest is kept; roles are the bits of
-- src/desk/trust/role.def.
ALTER TABLE staff ADD COLUMN roles INTEGER NOT NULL DEFAULT 0 CHECK (roles BETWEEN 0 AND 255);
CREATE TABLE credential (
	staff_id INTEGER PRIMARY KEY REFERENCES staff (id),
	password TEXT NOT NULL CHECK (length(password) BETWEEN 1 AND 127),
	first INTEGER NOT NULL CHECK (first IN (0, 1)),
	pin TEXT CHECK (length(pin) BETWEEN 1 AND 127),
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
-- Who signed in with the password at a counter last, and how often the PIN was wrong there since.
CREATE TABLE signed_in (
	staff_id INTEGER NOT NULL REFERENCES staff (id),
	counter TEXT NOT NULL CHECK (length(counter) BETWEEN 1 AND 32),
	date TEXT NOT NULL CHECK (length(date) = 10),
	pin_misses INTEGER NOT NULL CHECK (pin_misses >= 0),
	seq INTEGER NOT NULL REFERENCES audit (seq),
	PRIMARY KEY (staff_id, counter)
) STRICT, WITHOUT ROWID;
-- What was tried in vain: "code:wu" or "counter:2", how often, and until when it is not to be tried again. No entry tells of it: nobody did it.
CREATE TABLE sign_in_delay (
	what TEXT PRIMARY KEY CHECK (length(what) BETWEEN 6 AND 40),
	misses INTEGER NOT NULL CHECK (misses > 0),
	until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE token (
	id INTEGER PRIMARY KEY,
	staff_id INTEGER NOT NULL REFERENCES staff (id),
	digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
	roles INTEGER NOT NULL CHECK (roles BETWEEN 0 AND 255),
	until_date TEXT NOT NULL CHECK (length(until_date) = 10),
	ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
-- The newest one that was not used is good.
CREATE TABLE recovery (
	made_seq INTEGER PRIMARY KEY REFERENCES audit (seq),
	digest BLOB NOT NULL CHECK (length(digest) = 32),
	used INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
-- guard: credential_no_delete
BEFORE DELETE ON credential
REFUSE 'a password is changed, never taken away';
-- guard: token_stays
BEFORE UPDATE OF id, staff_id, digest, roles, until_date ON token
REFUSE 'a token stays what it was given for'
WHEN NEW.id <> OLD.id OR NEW.staff_id <> OLD.staff_id OR NEW.digest <> OLD.digest OR NEW.roles <> OLD.roles OR NEW.until_date <> OLD.until_date;
-- guard: token_no_delete
BEFORE DELETE ON token
REFUSE 'a token ends, it never goes';
-- guard: recovery_used_once
BEFORE UPDATE ON recovery
REFUSE 'a recovery code is used once'
WHEN OLD.used = 1 OR NEW.used = 0 OR NEW.digest <> OLD.digest OR NEW.made_seq <> OLD.made_seq;
-- guard: recovery_no_delete
BEFORE DELETE ON recovery
REFUSE 'a recovery code never goes';
