-- Step 12: guards against rows written twice. For INSERT OR REPLACE SQLite takes the row away that has a key already; unless a connection asks
-- for it, as ours do, no guard against deleting sees that. So what is only ever added to refuses a key that is there. (booking_fits and
-- ledger_fits look for theirs themselves: a trigger more is dearer than one that looks at more.)

-- guard: audit_once
BEFORE INSERT ON audit
FROM audit AS a WHERE a.seq = NEW.seq
REFUSE 'an audit number is used once';
-- guard: staff_once
BEFORE INSERT ON staff
FROM staff AS s WHERE s.id = NEW.id OR s.code = NEW.code
REFUSE 'a code of the staff is used once';
-- guard: charge_once
BEFORE INSERT ON charge
FROM charge AS c WHERE c.id = NEW.id
REFUSE 'a charge is made once';
-- guard: refund_once
BEFORE INSERT ON refund
FROM refund AS r WHERE r.ledger_id = NEW.ledger_id
REFUSE 'a refund is made once';
-- guard: day_close_once
BEFORE INSERT ON day_close
FROM day_close AS c WHERE c.business_day = NEW.business_day
REFUSE 'a day is closed once';
-- guard: no_show_once
BEFORE INSERT ON no_show
FROM no_show AS n WHERE n.booking_id = NEW.booking_id
REFUSE 'a no-show is recorded once';
-- guard: ban_once
BEFORE INSERT ON ban
FROM ban AS b WHERE b.id = NEW.id
REFUSE 'a ban is recorded once';
-- guard: affected_once
BEFORE INSERT ON affected
FROM affected AS f WHERE f.booking_id = NEW.booking_id
REFUSE 'an affected person is listed once';
-- guard: online_order_once
BEFORE INSERT ON online_order
FROM online_order AS o WHERE o.order_no = NEW.order_no AND o.action = NEW.action AND o.nth = NEW.nth
REFUSE 'an order is answered once';
