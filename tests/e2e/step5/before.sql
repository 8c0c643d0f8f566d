-- What this program writes of these days and that of step 5 did not, taken out of a clinic of this program whose guards are off: what is left
-- has to be what an upgraded clinic.sql holds.

-- Entries of their own at a close: the count, the reason of a difference, and what was passed. before_step5 moves up those that came after.
-- And the rules of the clinic, which lay in the counters' files.
CREATE TEMP TABLE more AS
SELECT seq FROM audit WHERE action = 'cash.difference' OR action = 'day.pass' OR action = 'cash.count' OR action LIKE 'setting.%'
	OR action = 'epoch.begin';
DELETE FROM setting;
DELETE FROM link;
DELETE FROM key_epoch;
DELETE FROM audit WHERE seq IN (SELECT seq FROM more);
UPDATE cash_difference SET reason = NULL;
DELETE FROM day_pending;
DELETE FROM cash_count;

-- What a closed day's workbook shows was not kept.
DELETE FROM closed_no_show;
DELETE FROM closed_refund;
DELETE FROM closed_booking;
DELETE FROM closed_session;
DELETE FROM closed_day;

-- Who was not seen counted as seen, in an entry at the same place.
UPDATE booking SET state = 'fulfilled' WHERE state = 'not_seen';
UPDATE audit SET action = 'booking.resolve', detail = 'came' WHERE action = 'booking.not_seen';

-- What an online order asked for was not kept; what became of it and of its money was.
UPDATE online_order SET doctor_code = NULL, date = NULL, period = NULL, name = NULL, id_type = NULL, id_number = NULL, phone = NULL,
	transaction_id = NULL;

-- The first entries of departments, doctors and sessions told fewer of their values.
UPDATE audit SET detail = substr(detail, 1, instr(detail, ' (') - 1) WHERE action = 'department.add';
UPDATE audit SET detail = substr(detail, 1, instr(detail, '; department: ') - 1) WHERE action = 'doctor.add';
UPDATE audit SET detail = substr(detail, 1, instr(detail, '; start: ') - 1) || substr(detail, instr(detail, '; room: ')) WHERE action = 'session.add';
