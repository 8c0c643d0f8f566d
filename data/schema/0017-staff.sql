-- Step 17: who works here, by name. A code is added and ends; one that was only ever used has no name. What ends is kept: its entries name it.
ALTER TABLE staff ADD COLUMN name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 64);
ALTER TABLE staff ADD COLUMN ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1));
ALTER TABLE staff ADD COLUMN seq INTEGER REFERENCES audit (seq);
-- guard: audit_once
BEFORE INSERT ON audit
REFUSE 'an audit number is used once'
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
REFUSE 'this staff code has ended'
WHEN EXISTS (SELECT 1 FROM staff WHERE id = NEW.staff_id AND ended = 1);
-- guard: staff_keeps_its_code
BEFORE UPDATE OF id, code ON staff
REFUSE 'a staff code stays as it is'
WHEN NEW.id <> OLD.id OR NEW.code <> OLD.code;
-- guard: staff_no_delete
BEFORE DELETE ON staff
REFUSE 'staff codes never go';
