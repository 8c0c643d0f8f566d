-- Step 20: the chain (src/desk/trust/chain.h). Each change ends in a link, which covers its entries and has the digests of the rows that it wrote;
-- the first one covers every row that is there then, so that an older database proves from this step on.
CREATE TABLE link (
	id INTEGER PRIMARY KEY,
	seq INTEGER NOT NULL,
	epoch INTEGER NOT NULL CHECK (epoch >= 0),
	key_no INTEGER NOT NULL CHECK (key_no >= 0),
	ends INTEGER NOT NULL CHECK (ends IN (0, 1)),
	hash BLOB NOT NULL CHECK (length(hash) = 32),
	mac BLOB CHECK (length(mac) = 16),
	digests BLOB NOT NULL
) STRICT;
-- By the closes of days, and by the keys that come of them.
CREATE INDEX link_closes ON link (seq) WHERE ends = 1;
CREATE INDEX link_keys ON link (epoch, key_no) WHERE ends = 1;
-- guard: link_fits
BEFORE INSERT ON link
REFUSE 'links have no gaps' WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM link);
-- guard: link_no_update
BEFORE UPDATE ON link
REFUSE 'a link never changes';
-- guard: link_no_delete
BEFORE DELETE ON link
REFUSE 'a link never goes';

-- An epoch begins with a random key; what of it is here is sealed to the owner's key of then, where there was one.
CREATE TABLE key_epoch (
	epoch INTEGER PRIMARY KEY CHECK (epoch > 0),
	mark TEXT NOT NULL CHECK (length(mark) = 19),
	owner_seq INTEGER REFERENCES owner_key (seq),
	sealed BLOB CHECK (length(sealed) = 80),
	seq INTEGER NOT NULL REFERENCES audit (seq),
	CHECK ((owner_seq IS NULL) = (sealed IS NULL))
) STRICT;
-- guard: key_epoch_fits
BEFORE INSERT ON key_epoch
REFUSE 'epochs have no gaps' WHEN NEW.epoch <> (SELECT coalesce(max(epoch), 0) + 1 FROM key_epoch);
-- guard: key_epoch_no_update
BEFORE UPDATE ON key_epoch
REFUSE 'an epoch never changes';
-- guard: key_epoch_no_delete
BEFORE DELETE ON key_epoch
REFUSE 'an epoch never goes';
