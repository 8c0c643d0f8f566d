-- Step 2: the queue, no-shows and bans, suspensions, orders that came from the online channel.

-- A booking's place in the queue of its session. `place` is the number times 1000, or between two others after a missed call; ties go by seq.
CREATE TABLE ticket (
	booking_id INTEGER PRIMARY KEY REFERENCES booking (id),
	session_id INTEGER NOT NULL REFERENCES session (id),
	state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'called' OR state = 'missed' OR state = 'finished' OR state = 'void'),
	place INTEGER NOT NULL,
	arrived_seq INTEGER NOT NULL REFERENCES audit (seq),
	checked_in_at_ms INTEGER NOT NULL,
	called_at_ms INTEGER,
	finished_at_ms INTEGER,
	calls INTEGER NOT NULL CHECK (calls >= 0),
	counter TEXT,
	seq INTEGER NOT NULL REFERENCES audit (seq),
	CHECK (called_at_ms IS NOT NULL OR state = 'waiting' OR state = 'void'),
	CHECK ((finished_at_ms IS NOT NULL) = (state = 'finished'))
) STRICT;
CREATE INDEX ticket_queue ON ticket (session_id, state, place, arrived_seq);
-- That a ticket dies with its booking was a trigger; it is part of the change that ends the booking.
-- guard gone: ticket_dies_with_booking
-- guard: ticket_needs_booking
BEFORE INSERT ON ticket
REFUSE 'a cancelled booking has no ticket' WHEN (SELECT state FROM booking WHERE id = NEW.booking_id) = 'cancelled';
-- guard: ticket_stays_dead
BEFORE UPDATE OF state ON ticket
REFUSE 'a dead ticket does not come back' WHEN OLD.state = 'void' AND NEW.state <> 'void';

CREATE TABLE no_show (
	booking_id INTEGER PRIMARY KEY REFERENCES booking (id),
	patient_id INTEGER NOT NULL REFERENCES patient (id),
	channel TEXT NOT NULL CHECK (channel IN ('counter', 'online')),
	date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	withdrawn_reason TEXT CHECK (length(withdrawn_reason) BETWEEN 1 AND 200),
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
CREATE INDEX no_show_patient ON no_show (patient_id, date);
CREATE INDEX no_show_date ON no_show (date);

-- A ban counts from the day of the last no-show to `until_date`, its last day. It ends early when lifted, or when a no-show behind it is
-- withdrawn; `ended_date` is then its first day without effect.
CREATE TABLE ban (
	id INTEGER PRIMARY KEY,
	patient_id INTEGER NOT NULL REFERENCES patient (id),
	from_date TEXT NOT NULL,
	until_date TEXT NOT NULL,
	last_booking_id INTEGER NOT NULL REFERENCES no_show (booking_id),
	ended_date TEXT,
	ended_how TEXT CHECK (ended_how IN ('lifted', 'withdrawn')),
	ended_reason TEXT CHECK (length(ended_reason) BETWEEN 1 AND 200),
	seq INTEGER NOT NULL REFERENCES audit (seq),
	CHECK ((ended_date IS NULL) = (ended_how IS NULL)),
	CHECK ((ended_how IS NULL) = (ended_reason IS NULL)),
	CHECK (from_date <= until_date)
) STRICT;
CREATE INDEX ban_patient ON ban (patient_id, from_date);

CREATE TABLE ban_no_show (
	ban_id INTEGER NOT NULL REFERENCES ban (id),
	booking_id INTEGER NOT NULL REFERENCES no_show (booking_id),
	PRIMARY KEY (ban_id, booking_id)
) STRICT, WITHOUT ROWID;

-- The worksheet of a suspended session: open until each person has an outcome.
CREATE TABLE affected (
	booking_id INTEGER PRIMARY KEY REFERENCES booking (id),
	session_id INTEGER NOT NULL REFERENCES session (id),
	outcome TEXT CHECK (outcome = 'moved' OR outcome = 'refunded' OR outcome = 'told'),
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
CREATE INDEX affected_open ON affected (session_id) WHERE outcome IS NULL;

-- Each order of the online channel that was seen, and what became of it: seen once, answered once.
CREATE TABLE online_order (
	order_no TEXT NOT NULL CHECK (length(order_no) BETWEEN 1 AND 64),
	action TEXT NOT NULL CHECK (action IN ('book', 'cancel')),
	result TEXT NOT NULL CHECK (result = 'accepted' OR result = 'cancelled' OR result = 'refused'),
	code TEXT NOT NULL CHECK (length(code) <= 40),
	booking_id INTEGER REFERENCES booking (id),
	paid_fen INTEGER NOT NULL CHECK (paid_fen BETWEEN 0 AND 100000000),
	ordered_at_ms INTEGER NOT NULL,
	business_day TEXT NOT NULL,
	seq INTEGER NOT NULL REFERENCES audit (seq),
	PRIMARY KEY (order_no, action)
) STRICT, WITHOUT ROWID;
CREATE INDEX online_order_day ON online_order (business_day);
