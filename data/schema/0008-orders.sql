-- Step 8: a key stands for what was asked under it, and a refused online order is not the end: it keeps what it asked for.

-- What was asked under `idem`, part by part, five bytes each (src/desk/idem.h). NULL where nobody can come again with the key, and in rows from
-- before this step.
ALTER TABLE audit ADD COLUMN asked BLOB
	CHECK (asked IS NULL OR (idem IS NOT NULL AND length(asked) BETWEEN 5 AND 80 AND length(asked) % 5 = 0));

-- What a command of the shell answered that was given a key (src/desk/answer.h): what was asked, the answer as JSON and in lines for people.
-- seq: the newest entry by then.
CREATE TABLE answer (
	idem BLOB PRIMARY KEY CHECK (length(idem) = 16),
	command TEXT NOT NULL CHECK (length(command) BETWEEN 1 AND 40),
	asked BLOB NOT NULL CHECK (length(asked) BETWEEN 5 AND 80 AND length(asked) % 5 = 0),
	json TEXT NOT NULL,
	lines TEXT NOT NULL,
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
-- guard: answer_once
BEFORE INSERT ON answer
REFUSE 'a key is answered once'
WHEN EXISTS (SELECT 1 FROM answer WHERE idem = NEW.idem) OR EXISTS (SELECT 1 FROM audit WHERE idem = NEW.idem);
-- guard: answer_no_update
BEFORE UPDATE ON answer
REFUSE 'answers never change';
-- guard: answer_no_delete
BEFORE DELETE ON answer
REFUSE 'answers never go';

DROP VIEW IF EXISTS booking_view;
DROP VIEW IF EXISTS refund_view;
DROP VIEW IF EXISTS session_view;

-- Each order of the online channel that was seen, what it asked for, and what became of it. What came later under the same number and asks for
-- something else is the next `nth`. What is asked is NULL in rows from before this step; name, id_number and phone are as they were typed.
-- refund_id: the request to refund what was paid with it.
-- for: sqlite
CREATE TABLE online_order_new (
	order_no TEXT NOT NULL CHECK (length(order_no) BETWEEN 1 AND 64),
	action TEXT NOT NULL CHECK (action IN ('book', 'cancel')),
	nth INTEGER NOT NULL CHECK (nth BETWEEN 1 AND 99),
	result TEXT NOT NULL CHECK (result = 'accepted' OR result = 'cancelled' OR result = 'refused'),
	code TEXT NOT NULL CHECK (length(code) <= 40),
	booking_id INTEGER REFERENCES booking (id),
	doctor_code TEXT CHECK (length(doctor_code) BETWEEN 1 AND 32),
	date TEXT CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	period TEXT CHECK (period = 'am' OR period = 'pm' OR period = 'eve'),
	name TEXT CHECK (length(name) <= 128),
	id_type TEXT CHECK (length(id_type) <= 128),
	id_number TEXT CHECK (length(id_number) <= 128),
	phone TEXT CHECK (length(phone) <= 128),
	paid_fen INTEGER NOT NULL CHECK (paid_fen BETWEEN 0 AND 100000000),
	transaction_id TEXT CHECK (length(transaction_id) BETWEEN 1 AND 64),
	refund_id INTEGER REFERENCES refund (ledger_id),
	ordered_at_ms INTEGER NOT NULL,
	business_day TEXT NOT NULL,
	seq INTEGER NOT NULL REFERENCES audit (seq),
	PRIMARY KEY (order_no, action, nth),
	CHECK ((doctor_code IS NULL) = (date IS NULL) AND (date IS NULL) = (period IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO online_order_new (order_no, action, nth, result, code, booking_id, paid_fen, ordered_at_ms, business_day, seq)
SELECT order_no, action, 1, result, code, booking_id, paid_fen, ordered_at_ms, business_day, seq FROM online_order;
DROP TABLE online_order;
ALTER TABLE online_order_new RENAME TO online_order;
CREATE INDEX online_order_day ON online_order (business_day);
-- for: postgresql
ALTER TABLE online_order
	ADD COLUMN nth INTEGER NOT NULL DEFAULT 1 CHECK (nth BETWEEN 1 AND 99),
	ADD COLUMN doctor_code TEXT CHECK (length(doctor_code) BETWEEN 1 AND 32),
	ADD COLUMN date TEXT CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	ADD COLUMN period TEXT CHECK (period = 'am' OR period = 'pm' OR period = 'eve'),
	ADD COLUMN name TEXT CHECK (length(name) <= 128),
	ADD COLUMN id_type TEXT CHECK (length(id_type) <= 128),
	ADD COLUMN id_number TEXT CHECK (length(id_number) <= 128),
	ADD COLUMN phone TEXT CHECK (length(phone) <= 128),
	ADD COLUMN transaction_id TEXT CHECK (length(transaction_id) BETWEEN 1 AND 64),
	ADD COLUMN refund_id INTEGER REFERENCES refund (ledger_id);
ALTER TABLE online_order ALTER COLUMN nth DROP DEFAULT;
ALTER TABLE online_order DROP CONSTRAINT online_order_pkey;
ALTER TABLE online_order ADD PRIMARY KEY (order_no, action, nth);
ALTER TABLE online_order ADD CHECK ((doctor_code IS NULL) = (date IS NULL) AND (date IS NULL) = (period IS NULL));
-- for: both
-- The refunds of refused orders from before: their money says to which they belong.
UPDATE online_order SET refund_id = (
	SELECT max(l.id) FROM ledger AS l WHERE l.kind = 'refund' AND l.charge_id IS NULL AND l.order_no = online_order.order_no)
WHERE action = 'book' AND result = 'refused' AND paid_fen > 0;
CREATE INDEX online_order_refund ON online_order (refund_id) WHERE refund_id IS NOT NULL;
-- Refused orders whose visit may still be made.
CREATE INDEX online_order_refused ON online_order (date) WHERE result = 'refused';
