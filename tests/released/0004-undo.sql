DROP TRIGGER booking_cancelled_for_good;
CREATE TRIGGER booking_cancelled_for_good BEFORE UPDATE OF state ON booking
WHEN OLD.state = 'cancelled' AND NEW.state <> 'cancelled'
	AND (NEW.state <> 'booked' OR OLD.refund_fen > 0
		OR EXISTS (SELECT 1 FROM ticket WHERE booking_id = OLD.id)
		OR NOT EXISTS (SELECT 1 FROM slot AS n JOIN session AS s ON s.id = n.session_id
			WHERE n.session_id = OLD.session_id AND n.number = OLD.number AND n.withdrawn = 0 AND s.state = 'open'))
BEGIN SELECT RAISE(ABORT, 'a cancelled booking does not come back'); END;
