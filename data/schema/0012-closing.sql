-- Step 12: refunds by the rule, and closing a day.

-- Payments of online orders that a statement of the payment service has. Until then they are claimed: what the order says.
CREATE TABLE confirmation (
	payment_id INTEGER PRIMARY KEY REFERENCES ledger (id),
	seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;
-- guard: confirmation_once
BEFORE INSERT ON confirmation
FROM confirmation AS c WHERE c.payment_id = NEW.payment_id
REFUSE 'a payment is confirmed once';
-- guard: confirmation_no_update
BEFORE UPDATE ON confirmation
REFUSE 'confirmations never change';
-- guard: confirmation_no_delete
BEFORE DELETE ON confirmation
REFUSE 'confirmations never go';
