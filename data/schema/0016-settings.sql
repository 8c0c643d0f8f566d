-- Step 16: the rules of the clinic are in its database, the same at every counter. Each row is a value that a rule was given by the change of its
-- entry; the one with the highest entry is in force, the others are its history. A database that was made by an older program gets its first ones
-- when it is opened for writing next, from the settings file of that counter.
CREATE TABLE setting (
	seq INTEGER NOT NULL REFERENCES audit (seq),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 3 AND 64),
	value TEXT NOT NULL CHECK (length(value) <= 128),
	remark TEXT CHECK (length(remark) BETWEEN 1 AND 80),
	PRIMARY KEY (seq, name)
) STRICT, WITHOUT ROWID;
-- guard: setting_fits
BEFORE INSERT ON setting
REFUSE 'a rule is changed by the newest entry'
WHEN NEW.seq <> (SELECT max(seq) FROM audit) OR (SELECT action FROM audit WHERE seq = NEW.seq) NOT IN ('setting.begin', 'setting.change')
REFUSE 'a rule is changed once by an entry'
WHEN EXISTS (SELECT 1 FROM setting WHERE seq = NEW.seq AND name = NEW.name)
REFUSE 'an entry changes one rule'
WHEN (SELECT action FROM audit WHERE seq = NEW.seq) = 'setting.change' AND EXISTS (SELECT 1 FROM setting WHERE seq = NEW.seq);
-- guard: setting_no_update
BEFORE UPDATE ON setting
REFUSE 'a rule is changed by a new row';
-- guard: setting_no_delete
BEFORE DELETE ON setting
REFUSE 'the history of rules never goes';
