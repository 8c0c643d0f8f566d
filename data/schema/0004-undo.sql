-- Step 4: a cancellation that gave nothing back can be undone. The unique indexes see to it that its number and its person are still free;
-- this sees to it that no money went, that no ticket died with it, and that the number is still for sale.

-- guard: booking_cancelled_for_good
BEFORE UPDATE OF state ON booking
REFUSE 'a cancelled booking does not come back'
WHEN OLD.state = 'cancelled' AND NEW.state <> 'cancelled'
	AND (NEW.state <> 'booked' OR OLD.refund_fen > 0
		OR EXISTS (SELECT 1 FROM ticket WHERE booking_id = OLD.id)
		OR NOT EXISTS (SELECT 1 FROM slot AS n JOIN session AS s ON s.id = n.session_id
			WHERE n.session_id = OLD.session_id AND n.number = OLD.number AND n.withdrawn = 0 AND s.state = 'open'));
