-- Step 18: the owner's public key, to which copies and the first key of the chain are sealed (src/desk/trust/owner.h). The newest one counts.
CREATE TABLE owner_key (
	seq INTEGER PRIMARY KEY REFERENCES audit (seq),
	public_key BLOB NOT NULL CHECK (length(public_key) = 32)
) STRICT;
-- guard: owner_key_fits
BEFORE INSERT ON owner_key
REFUSE 'a key of the owner comes with the newest entry'
WHEN NEW.seq <> (SELECT max(seq) FROM audit) OR (SELECT action FROM audit WHERE seq = NEW.seq) <> 'owner.key'
REFUSE 'a key of the owner is recorded once'
WHEN EXISTS (SELECT 1 FROM owner_key WHERE seq = NEW.seq);
-- guard: owner_key_no_update
BEFORE UPDATE ON owner_key
REFUSE 'a key of the owner never changes';
-- guard: owner_key_no_delete
BEFORE DELETE ON owner_key
REFUSE 'a key of the owner never goes';
