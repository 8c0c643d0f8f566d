-- Step 7: a database knows whose it is.

-- One row, made when the database is opened for the first time. `id` is random and stays for ever; `epoch` goes up whenever the line of
-- entries is taken up anew, from a copy (restore) or on another computer (adopt), so that two lines of one clinic are told apart; `machine` is a
-- mark of the computer on which it is written (src/base/machine.h), 0 where that is not known. `seq`: who took it up, NULL for who made it.
CREATE TABLE clinic (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	id BLOB NOT NULL CHECK (length(id) = 16),
	epoch INTEGER NOT NULL CHECK (epoch BETWEEN 1 AND 1000000),
	machine INTEGER NOT NULL CHECK (machine >= 0),
	seq INTEGER REFERENCES audit (seq),
	CHECK ((epoch = 1) = (seq IS NULL))
) STRICT;
-- guard: clinic_line
BEFORE UPDATE ON clinic
REFUSE 'a clinic keeps its number, and its lines are counted'
WHEN NEW.id <> OLD.id OR NEW.epoch <= OLD.epoch
REFUSE 'a line begins with its entry'
WHEN NEW.seq IS NULL OR NEW.seq <> (SELECT max(seq) FROM audit);
-- guard: clinic_no_delete
BEFORE DELETE ON clinic
REFUSE 'a clinic never goes';
