-- Every guard refuses once, on both engines (tests/unit/schema_test.c, tests/postgres_check.sh). What stands first is there in every case; then,
-- for each guard and each of its sentences, a change whose last statement it refuses. Each case is taken back.

INSERT INTO staff (id, code) VALUES (1, 'anna');
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (1, 1000, 0, 1, 'C1', 'test', 1, NULL, '', NULL);
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (2, 2000, 0, 1, 'C1', 'test', 1, NULL, '', CAST('0123456789abcdef' AS BLOB));
INSERT INTO department (id, code, name, location, seq) VALUES (1, 'NK', 'Medicine', '', 1);
INSERT INTO doctor (id, code, name, title, department_id, qualification_no, specialty, fee_fen, initials, seq)
VALUES (1, 'NK01', 'Wang', '', 1, '', '', 5000, 'w', 1);
INSERT INTO session (id, doctor_id, date, period, start_minute, end_minute, room, capacity, online_percent, fee_fen, state, reason, seq,
	department_id, department, doctor, title)
VALUES (1, 1, '2026-11-29', 'am', 480, 720, '', 4, 0, 5000, 'open', '', 1, 1, 'Medicine', 'Wang', ''),
	(2, 1, '2026-11-29', 'pm', 800, 1000, '', 1, 0, 5000, 'suspended', '', 1, 1, 'Medicine', 'Wang', '');
INSERT INTO slot (session_id, number, kind, withdrawn, asked_by)
VALUES (1, 1, 'counter', 0, ''), (1, 2, 'counter', 0, ''), (1, 3, 'counter', 1, ''), (1, 4, 'counter', 0, ''), (2, 1, 'counter', 0, '');
INSERT INTO patient (id, name, sex, seq) VALUES (10000001, 'Zhang', 'female', 1), (10000002, 'Li', 'male', 1), (10000003, 'Zhao', 'male', 1), (10000004, 'Zhao', 'male', 1),
	(10000005, 'Zhao', 'male', 1);
UPDATE patient SET merged_into = 10000003 WHERE id = 10000004;
-- One that is paid and partly given back, one that is cancelled; one that is charged and not booked yet.
INSERT INTO charge (id, kind, fen, seq)
VALUES (261129000011, 'registration', 5000, 1), (261129000022, 'registration', 5000, 1), (261129000033, 'registration', 5000, 1);
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000011, 1, 1, 10000001, 'counter', 'excused', 'patient', NULL, 1000, 1),
	(261129000022, 1, 2, 10000002, 'counter', 'cancelled', 'patient', NULL, 1000, 1);
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000001, 'payment', 'cash', 'revenue', 'cash', 5000, NULL, 261129000011, NULL, NULL, '2026-11-29', 1000, 2);
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000002, 'refund', 'revenue', 'cash', 'cash', 1000, 261129000001, 261129000011, NULL, NULL, '2026-11-29', 1000, 2);
INSERT INTO refund (ledger_id, state, reason, settlement_id, seq) VALUES (261129000002, 'done', '', NULL, 2);
INSERT INTO ticket (booking_id, session_id, state, place, arrived_seq, checked_in_at_ms, called_at_ms, finished_at_ms, calls, counter, seq)
VALUES (261129000011, 1, 'void', 1000, 2, 1000, NULL, NULL, 0, NULL, 2);
INSERT INTO day_close (business_day, payments_fen, refunds_fen, cash_expected_fen, cash_counted_fen, last_ledger_id, no_shows, seq)
VALUES ('2026-11-28', 0, 0, 0, NULL, 0, 0, 1);

INSERT INTO clinic (one, id, epoch, machine, seq)
SELECT 1, CAST('0123456789abcdef' AS BLOB), 1, 0, NULL WHERE NOT EXISTS (SELECT 1 FROM clinic);

-- refused: audit_no_update: audit rows never change
UPDATE audit SET detail = 'other' WHERE seq = 1;
-- refused: audit_no_delete: audit rows never go
DELETE FROM audit WHERE seq = 2;

-- refused: answer_once: a key is answered once
INSERT INTO answer (idem, command, asked, json, lines, seq)
VALUES (CAST('0123456789abcdef' AS BLOB), 'call', CAST('Cabcd' AS BLOB), '{}', '', 1);
-- refused: answer_no_update: answers never change
INSERT INTO answer (idem, command, asked, json, lines, seq)
VALUES (CAST('fedcba9876543210' AS BLOB), 'call', CAST('Cabcd' AS BLOB), '{}', '', 1);
UPDATE answer SET lines = 'other';
-- refused: answer_no_delete: answers never go
INSERT INTO answer (idem, command, asked, json, lines, seq)
VALUES (CAST('fedcba9876543210' AS BLOB), 'call', CAST('Cabcd' AS BLOB), '{}', '', 1);
DELETE FROM answer;

-- refused: clinic_line: a clinic keeps its number, and its lines are counted
UPDATE clinic SET epoch = 1, seq = NULL;
-- refused: clinic_line: a line begins with its entry
UPDATE clinic SET epoch = 2, seq = 1;
-- refused: clinic_no_delete: a clinic never goes
DELETE FROM clinic;

-- refused: booking_keeps_its_number: a booking keeps its number, person and channel
UPDATE booking SET number = 4 WHERE id = 261129000011;
-- refused: booking_cancelled_for_good: a cancelled booking does not come back
UPDATE booking SET state = 'checked_in', cause = NULL WHERE id = 261129000022;
-- refused: booking_moves_once: a booking that was moved stays so
UPDATE booking SET moved_to = 261129000011 WHERE id = 261129000022;
UPDATE booking SET moved_to = NULL WHERE id = 261129000022;
-- refused: booking_no_delete: bookings never go
DELETE FROM booking WHERE id = 261129000022;
-- refused: booking_fits: the session is not open
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000033, 2, 1, 10000003, 'counter', 'booked', NULL, NULL, 1000, 1);
-- refused: booking_fits: this number was withdrawn
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000033, 1, 3, 10000003, 'counter', 'booked', NULL, NULL, 1000, 1);
-- refused: booking_fits: online sells online numbers only
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000033, 1, 4, 10000003, 'online', 'booked', NULL, 'W1', 1000, 1);
-- refused: booking_fits: nobody books for a merged record or a deceased person
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000033, 1, 4, 10000004, 'counter', 'booked', NULL, NULL, 1000, 1);

-- refused: patient_stays_merged: a merged record does not change
UPDATE patient SET name = 'Other' WHERE id = 10000004;
-- refused: patient_stays_merged: a merge is not taken back
UPDATE patient SET merged_into = NULL WHERE id = 10000004;
-- refused: patient_stays_merged: a record is merged into one that stands
UPDATE patient SET merged_into = 10000004 WHERE id = 10000005;

-- refused: booking_fits: online has sold its share
UPDATE session SET online_percent = 25 WHERE id = 1;
UPDATE slot SET kind = 'online' WHERE session_id = 1 AND number <> 1;
UPDATE slot SET withdrawn = 0 WHERE session_id = 1;
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000033, 1, 3, 10000003, 'online', 'booked', NULL, 'W1', 1000, 1);
INSERT INTO charge (id, kind, fen, seq) VALUES (261129000044, 'registration', 5000, 1);
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000044, 1, 4, 10000002, 'online', 'booked', NULL, 'W2', 1000, 1);
-- refused: booking_fits: the session has sold its capacity
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000033, 1, 4, 10000003, 'counter', 'booked', NULL, NULL, 1000, 1);
UPDATE session SET capacity = 2 WHERE id = 1;
INSERT INTO charge (id, kind, fen, seq) VALUES (261129000044, 'registration', 5000, 1);
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000044, 1, 2, 10000002, 'counter', 'booked', NULL, NULL, 1000, 1);
-- refused: booking_cancelled_for_good: its number is not for sale any more
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000033, 1, 4, 10000003, 'counter', 'booked', NULL, NULL, 1000, 1);
UPDATE session SET capacity = 2 WHERE id = 1;
UPDATE booking SET state = 'booked', cause = NULL WHERE id = 261129000022;

-- refused: ticket_needs_booking: a cancelled booking has no ticket
INSERT INTO ticket (booking_id, session_id, state, place, arrived_seq, checked_in_at_ms, called_at_ms, finished_at_ms, calls, counter, seq)
VALUES (261129000022, 1, 'waiting', 2000, 2, 1000, NULL, NULL, 0, NULL, 2);
-- refused: ticket_stays_dead: a dead ticket does not come back
UPDATE ticket SET state = 'waiting' WHERE booking_id = 261129000011;

-- refused: charge_no_update: charges never change
UPDATE charge SET fen = 4000 WHERE id = 261129000011;
-- refused: charge_no_delete: charges never go
DELETE FROM charge WHERE id = 261129000033;

-- refused: ledger_no_update: ledger rows never change
UPDATE ledger SET fen = 4000 WHERE id = 261129000001;
-- refused: ledger_no_delete: ledger rows never go
DELETE FROM ledger WHERE id = 261129000002;
-- refused: ledger_fits: receipt numbers have no gaps
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000004, 'payment', 'cash', 'revenue', 'cash', 5000, NULL, 261129000022, NULL, NULL, '2026-11-29', 1000, 2);
-- refused: ledger_fits: money moves under an idempotency key
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000003, 'payment', 'cash', 'revenue', 'cash', 5000, NULL, 261129000022, NULL, NULL, '2026-11-29', 1000, 1);
-- refused: ledger_fits: this business day is closed
INSERT INTO day_close (business_day, payments_fen, refunds_fen, cash_expected_fen, cash_counted_fen, last_ledger_id, no_shows, seq)
VALUES ('2026-11-29', 5000, 1000, 4000, NULL, 261129000002, 0, 1);
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000003, 'payment', 'cash', 'revenue', 'cash', 5000, NULL, 261129000022, NULL, NULL, '2026-11-29', 1000, 2);
-- refused: ledger_fits: no more is paid than was charged
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000003, 'payment', 'cash', 'revenue', 'cash', 1, NULL, 261129000011, NULL, NULL, '2026-11-29', 1000, 2);
-- refused: ledger_fits: a refund is never more than its payment
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000003, 'refund', 'revenue', 'cash', 'cash', 4001, 261129000001, 261129000011, NULL, NULL, '2026-11-29', 1000, 2);
-- refused: ledger_fits: a refund belongs to a booking that is cancelled or excused, or to a refused order
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000033, 1, 4, 10000003, 'counter', 'booked', NULL, NULL, 1000, 1);
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000003, 'payment', 'cash', 'revenue', 'cash', 5000, NULL, 261129000033, NULL, NULL, '2026-11-29', 1000, 2);
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000004, 'refund', 'revenue', 'cash', 'cash', 5000, 261129000003, 261129000033, NULL, NULL, '2026-11-29', 1000, 2);
-- refused: ledger_fits: what is moved comes from a refund that took it away
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000003, 'payment', 'transfer', 'revenue', 'cash', 1000, 261129000002, 261129000033, NULL, NULL, '2026-11-29', 1000, 2);
-- refused: ledger_fits: a refund is settled or withdrawn whole
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000003, 'settlement', 'refund_due', 'cash', 'cash', 1000, 261129000002, 261129000011, NULL, NULL, '2026-11-29', 1000, 2);

-- refused: refund_steps: a refund does not go back
UPDATE refund SET state = 'requested' WHERE ledger_id = 261129000002;
-- refused: refund_no_delete: refunds never go
DELETE FROM refund WHERE ledger_id = 261129000002;

-- refused: confirmation_once: a payment is confirmed once
INSERT INTO confirmation (payment_id, seq) VALUES (261129000001, 2);
INSERT INTO confirmation (payment_id, seq) VALUES (261129000001, 1);
-- refused: confirmation_no_update: confirmations never change
INSERT INTO confirmation (payment_id, seq) VALUES (261129000001, 2);
UPDATE confirmation SET seq = 1 WHERE payment_id = 261129000001;
-- refused: confirmation_no_delete: confirmations never go
INSERT INTO confirmation (payment_id, seq) VALUES (261129000001, 2);
DELETE FROM confirmation WHERE payment_id = 261129000001;

-- refused: setting_fits: a rule is changed by the newest entry
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'setting.change', 0, NULL, '', NULL), (4, 4000, 0, 1, 'C1', 'setting.change', 0, NULL, '', NULL);
INSERT INTO setting (seq, name, value, remark) VALUES (4, 'quota.horizon_days', '7', NULL);
INSERT INTO setting (seq, name, value, remark) VALUES (3, 'quota.online_percent', '30', NULL);
-- refused: setting_fits: a rule is changed once by an entry
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'setting.begin', 0, NULL, '', NULL);
INSERT INTO setting (seq, name, value, remark) VALUES (3, 'quota.online_percent', '20', NULL), (3, 'quota.horizon_days', '7', NULL);
INSERT INTO setting (seq, name, value, remark) VALUES (3, 'quota.online_percent', '30', NULL);
-- refused: setting_fits: an entry changes one rule
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'setting.change', 0, NULL, '', NULL);
INSERT INTO setting (seq, name, value, remark) VALUES (3, 'quota.online_percent', '30', NULL);
INSERT INTO setting (seq, name, value, remark) VALUES (3, 'quota.horizon_days', '7', NULL);
-- refused: setting_no_update: a rule is changed by a new row
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'setting.change', 0, NULL, '', NULL);
INSERT INTO setting (seq, name, value, remark) VALUES (3, 'quota.online_percent', '30', NULL);
UPDATE setting SET value = '40';
-- refused: setting_no_delete: the history of rules never goes
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'setting.change', 0, NULL, '', NULL);
INSERT INTO setting (seq, name, value, remark) VALUES (3, 'quota.online_percent', '30', NULL);
DELETE FROM setting;

-- refused: cash_count_fits: a count is recorded once
INSERT INTO cash_count (business_day, nth, counted_fen, expected_fen, reason, seq) VALUES ('2026-11-29', 1, 3900, 4000, NULL, 1);
INSERT INTO cash_count (business_day, nth, counted_fen, expected_fen, reason, seq) VALUES ('2026-11-29', 1, 4000, 4000, NULL, 1);
-- refused: cash_count_fits: counts have no gaps
INSERT INTO cash_count (business_day, nth, counted_fen, expected_fen, reason, seq) VALUES ('2026-11-29', 2, 3900, 4000, 'again', 1);
-- refused: cash_count_fits: the drawer of a closed day is not counted again
INSERT INTO cash_count (business_day, nth, counted_fen, expected_fen, reason, seq) VALUES ('2026-11-28', 1, 0, 0, NULL, 1);
-- refused: cash_count_fits: a count again has its reason
INSERT INTO cash_count (business_day, nth, counted_fen, expected_fen, reason, seq) VALUES ('2026-11-29', 1, 3900, 4000, NULL, 1);
INSERT INTO cash_count (business_day, nth, counted_fen, expected_fen, reason, seq) VALUES ('2026-11-29', 2, 4000, 4000, NULL, 1);
-- refused: cash_count_no_update: a count never changes
INSERT INTO cash_count (business_day, nth, counted_fen, expected_fen, reason, seq) VALUES ('2026-11-29', 1, 3900, 4000, NULL, 1);
UPDATE cash_count SET counted_fen = 4000;
-- refused: cash_count_no_delete: a count never goes
INSERT INTO cash_count (business_day, nth, counted_fen, expected_fen, reason, seq) VALUES ('2026-11-29', 1, 3900, 4000, NULL, 1);
DELETE FROM cash_count;
-- refused: cash_difference_fits: a difference of the cash has its reason
INSERT INTO day_close (business_day, payments_fen, refunds_fen, cash_expected_fen, cash_counted_fen, last_ledger_id, no_shows, seq)
VALUES ('2026-11-29', 5000, 1000, 4000, 3900, 261129000002, 0, 1);
INSERT INTO cash_difference (business_day, counted_fen, expected_fen, fen, reason, seq) VALUES ('2026-11-29', 3900, 4000, -100, NULL, 1);
-- refused: cash_difference_fits: a difference of the cash is that of its close
INSERT INTO cash_difference (business_day, counted_fen, expected_fen, fen, reason, seq) VALUES ('2026-11-28', 100, 0, 100, 'a coin', 1);
-- refused: cash_difference_once: a difference of the cash is recorded once
INSERT INTO day_close (business_day, payments_fen, refunds_fen, cash_expected_fen, cash_counted_fen, last_ledger_id, no_shows, seq)
VALUES ('2026-11-29', 5000, 1000, 4000, 3900, 261129000002, 0, 1);
INSERT INTO cash_difference (business_day, counted_fen, expected_fen, fen, reason, seq) VALUES ('2026-11-29', 3900, 4000, -100, 'a coin', 1);
INSERT INTO cash_difference (business_day, counted_fen, expected_fen, fen, reason, seq) VALUES ('2026-11-29', 3900, 4000, -100, 'other', 1);
-- refused: cash_difference_no_update: a difference of the cash never changes
INSERT INTO day_close (business_day, payments_fen, refunds_fen, cash_expected_fen, cash_counted_fen, last_ledger_id, no_shows, seq)
VALUES ('2026-11-29', 5000, 1000, 4000, 3900, 261129000002, 0, 1);
INSERT INTO cash_difference (business_day, counted_fen, expected_fen, fen, reason, seq) VALUES ('2026-11-29', 3900, 4000, -100, 'a coin', 1);
UPDATE cash_difference SET reason = 'other';
-- refused: cash_difference_no_delete: a difference of the cash never goes
INSERT INTO day_close (business_day, payments_fen, refunds_fen, cash_expected_fen, cash_counted_fen, last_ledger_id, no_shows, seq)
VALUES ('2026-11-29', 5000, 1000, 4000, 3900, 261129000002, 0, 1);
INSERT INTO cash_difference (business_day, counted_fen, expected_fen, fen, reason, seq) VALUES ('2026-11-29', 3900, 4000, -100, 'a coin', 1);
DELETE FROM cash_difference;
-- refused: day_pending_once: what a day was closed with is recorded once
INSERT INTO day_pending (business_day, kind, subject, booking_id, fen, seq) VALUES ('2026-11-28', 'unpaid', '261129000011', 261129000011, 5000, 1);
INSERT INTO day_pending (business_day, kind, subject, booking_id, fen, seq) VALUES ('2026-11-28', 'unpaid', '261129000011', 261129000011, 1, 1);
-- refused: day_pending_no_update: what a day was closed with never changes
INSERT INTO day_pending (business_day, kind, subject, booking_id, fen, seq) VALUES ('2026-11-28', 'unpaid', '261129000011', 261129000011, 5000, 1);
UPDATE day_pending SET fen = 1;
-- refused: day_pending_no_delete: what a day was closed with never goes
INSERT INTO day_pending (business_day, kind, subject, booking_id, fen, seq) VALUES ('2026-11-28', 'unpaid', '261129000011', 261129000011, 5000, 1);
DELETE FROM day_pending;

-- refused: day_close_no_update: a close never changes
UPDATE day_close SET no_shows = 1 WHERE business_day = '2026-11-28';
-- refused: day_close_no_delete: a close never goes
DELETE FROM day_close WHERE business_day = '2026-11-28';

-- refused: department_keeps_its_code: a department keeps its code
UPDATE department SET code = 'YK' WHERE id = 1;
-- refused: doctor_keeps_its_code: a doctor keeps the code
UPDATE doctor SET code = 'NK02' WHERE id = 1;
-- refused: session_has_names: a session says whose it is
INSERT INTO session (id, doctor_id, date, period, start_minute, end_minute, room, capacity, online_percent, fee_fen, state, reason, seq)
VALUES (3, 1, '2026-11-29', 'eve', 1080, 1200, '', 4, 0, 5000, 'open', '', 1);
-- refused: session_keeps_names: a session says whose it is
UPDATE session SET department = '' WHERE id = 2;
-- refused: session_keeps_names: a session keeps what it was sold as
UPDATE session SET department = 'Surgery' WHERE id = 1;

-- refused: closed_day_once: a closed day keeps what it has
INSERT INTO closed_day (business_day, clinic, line) VALUES ('2026-11-28', 'Clinic', '9C41-7A02-1');
-- refused: closed_day_no_update: a closed day keeps what it has
INSERT INTO closed_day (business_day, clinic, line) VALUES ('2026-11-30', 'Clinic', '9C41-7A02-1');
UPDATE closed_day SET clinic = 'Other';
-- refused: closed_day_no_delete: a closed day keeps what it has
INSERT INTO closed_day (business_day, clinic, line) VALUES ('2026-11-30', 'Clinic', '9C41-7A02-1');
DELETE FROM closed_day;
-- refused: closed_booking_once: a closed day keeps what it has
INSERT INTO closed_booking (business_day, booking_id, patient, phone, slot_kind, state, cause, moved_to, paid_fen, refund_fen)
VALUES ('2026-11-28', 261129000011, 'Zhang', NULL, 'counter', 'booked', NULL, NULL, 5000, 1000);
-- refused: closed_booking_no_update: a closed day keeps what it has
INSERT INTO closed_day (business_day, clinic, line) VALUES ('2026-11-30', 'Clinic', '9C41-7A02-1');
INSERT INTO closed_booking (business_day, booking_id, patient, phone, slot_kind, state, cause, moved_to, paid_fen, refund_fen)
VALUES ('2026-11-30', 261129000011, 'Zhang', NULL, 'counter', 'booked', NULL, NULL, 5000, 1000);
UPDATE closed_booking SET state = 'fulfilled';
-- refused: closed_booking_no_delete: a closed day keeps what it has
INSERT INTO closed_day (business_day, clinic, line) VALUES ('2026-11-30', 'Clinic', '9C41-7A02-1');
INSERT INTO closed_booking (business_day, booking_id, patient, phone, slot_kind, state, cause, moved_to, paid_fen, refund_fen)
VALUES ('2026-11-30', 261129000011, 'Zhang', NULL, 'counter', 'booked', NULL, NULL, 5000, 1000);
DELETE FROM closed_booking;
-- refused: closed_session_once: a closed day keeps what it has
INSERT INTO closed_session (business_day, session_id, state, room, capacity, counter_total, counter_sold, counter_free, online_total, online_sold, online_free, gone_over, extra_sold)
VALUES ('2026-11-28', 1, 'closed', '', 4, 4, 0, 0, 0, 0, 0, 0, 0);
-- refused: closed_session_no_update: a closed day keeps what it has
INSERT INTO closed_day (business_day, clinic, line) VALUES ('2026-11-30', 'Clinic', '9C41-7A02-1');
INSERT INTO closed_session (business_day, session_id, state, room, capacity, counter_total, counter_sold, counter_free, online_total, online_sold, online_free, gone_over, extra_sold)
VALUES ('2026-11-30', 1, 'closed', '', 4, 4, 0, 0, 0, 0, 0, 0, 0);
UPDATE closed_session SET counter_sold = 1;
-- refused: closed_session_no_delete: a closed day keeps what it has
INSERT INTO closed_day (business_day, clinic, line) VALUES ('2026-11-30', 'Clinic', '9C41-7A02-1');
INSERT INTO closed_session (business_day, session_id, state, room, capacity, counter_total, counter_sold, counter_free, online_total, online_sold, online_free, gone_over, extra_sold)
VALUES ('2026-11-30', 1, 'closed', '', 4, 4, 0, 0, 0, 0, 0, 0, 0);
DELETE FROM closed_session;
-- refused: closed_refund_once: a closed day keeps what it has
INSERT INTO closed_refund (business_day, ledger_id, state, settlement_id) VALUES ('2026-11-28', 261129000002, 'done', NULL);
-- refused: closed_refund_no_update: a closed day keeps what it has
INSERT INTO closed_day (business_day, clinic, line) VALUES ('2026-11-30', 'Clinic', '9C41-7A02-1');
INSERT INTO closed_refund (business_day, ledger_id, state, settlement_id) VALUES ('2026-11-30', 261129000002, 'done', NULL);
UPDATE closed_refund SET state = 'failed';
-- refused: closed_refund_no_delete: a closed day keeps what it has
INSERT INTO closed_day (business_day, clinic, line) VALUES ('2026-11-30', 'Clinic', '9C41-7A02-1');
INSERT INTO closed_refund (business_day, ledger_id, state, settlement_id) VALUES ('2026-11-30', 261129000002, 'done', NULL);
DELETE FROM closed_refund;
-- refused: closed_no_show_once: a closed day keeps what it has
INSERT INTO no_show (booking_id, patient_id, channel, date, withdrawn_reason, seq) VALUES (261129000011, 10000001, 'counter', '2026-11-29', NULL, 1);
INSERT INTO closed_no_show (business_day, booking_id, counted, banned_until, withdrawn_reason) VALUES ('2026-11-28', 261129000011, 1, NULL, NULL);
-- refused: closed_no_show_no_update: a closed day keeps what it has
INSERT INTO closed_day (business_day, clinic, line) VALUES ('2026-11-30', 'Clinic', '9C41-7A02-1');
INSERT INTO no_show (booking_id, patient_id, channel, date, withdrawn_reason, seq) VALUES (261129000011, 10000001, 'counter', '2026-11-29', NULL, 1);
INSERT INTO closed_no_show (business_day, booking_id, counted, banned_until, withdrawn_reason) VALUES ('2026-11-30', 261129000011, 1, NULL, NULL);
UPDATE closed_no_show SET counted = 2;
-- refused: closed_no_show_no_delete: a closed day keeps what it has
INSERT INTO closed_day (business_day, clinic, line) VALUES ('2026-11-30', 'Clinic', '9C41-7A02-1');
INSERT INTO no_show (booking_id, patient_id, channel, date, withdrawn_reason, seq) VALUES (261129000011, 10000001, 'counter', '2026-11-29', NULL, 1);
INSERT INTO closed_no_show (business_day, booking_id, counted, banned_until, withdrawn_reason) VALUES ('2026-11-30', 261129000011, 1, NULL, NULL);
DELETE FROM closed_no_show;

-- What is only added to is not written over.
-- refused: audit_once: an audit number is used once
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (2, 2000, 0, 1, 'C1', 'test', 1, NULL, 'other', NULL);
-- refused: audit_once: this staff code has ended
UPDATE staff SET ended = 1 WHERE id = 1;
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'test', 1, NULL, '', NULL);
-- refused: staff_keeps_its_code: a staff code stays as it is
UPDATE staff SET code = 'berta' WHERE id = 1;
-- refused: staff_no_delete: staff codes never go
DELETE FROM staff WHERE id = 1;
-- refused: owner_key_fits: a key of the owner comes with the newest entry
INSERT INTO owner_key (seq, public_key) VALUES (2, CAST('0123456789abcdef0123456789abcdef' AS BLOB));
-- refused: owner_key_fits: a key of the owner is recorded once
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'owner.key', 1, NULL, '', NULL);
INSERT INTO owner_key (seq, public_key) VALUES (3, CAST('0123456789abcdef0123456789abcdef' AS BLOB));
INSERT INTO owner_key (seq, public_key) VALUES (3, CAST('fedcba98765432100123456789abcdef' AS BLOB));
-- refused: owner_key_no_update: a key of the owner never changes
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'owner.key', 1, NULL, '', NULL);
INSERT INTO owner_key (seq, public_key) VALUES (3, CAST('0123456789abcdef0123456789abcdef' AS BLOB));
UPDATE owner_key SET public_key = CAST('fedcba98765432100123456789abcdef' AS BLOB);
-- refused: owner_key_no_delete: a key of the owner never goes
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'owner.key', 1, NULL, '', NULL);
INSERT INTO owner_key (seq, public_key) VALUES (3, CAST('0123456789abcdef0123456789abcdef' AS BLOB));
DELETE FROM owner_key;
-- refused: link_fits: links have no gaps
INSERT INTO link (id, seq, epoch, key_no, ends, hash, mac, digests)
VALUES (1, 1, 0, 0, 0, CAST('0123456789abcdef0123456789abcdef' AS BLOB), NULL, CAST('' AS BLOB));
INSERT INTO link (id, seq, epoch, key_no, ends, hash, mac, digests)
VALUES (1, 1, 0, 0, 0, CAST('0123456789abcdef0123456789abcdef' AS BLOB), NULL, CAST('' AS BLOB));
-- refused: link_no_update: a link never changes
INSERT INTO link (id, seq, epoch, key_no, ends, hash, mac, digests)
VALUES (1, 1, 0, 0, 0, CAST('0123456789abcdef0123456789abcdef' AS BLOB), NULL, CAST('' AS BLOB));
UPDATE link SET ends = 1;
-- refused: link_no_delete: a link never goes
INSERT INTO link (id, seq, epoch, key_no, ends, hash, mac, digests)
VALUES (1, 1, 0, 0, 0, CAST('0123456789abcdef0123456789abcdef' AS BLOB), NULL, CAST('' AS BLOB));
DELETE FROM link;
-- refused: key_epoch_fits: epochs have no gaps
INSERT INTO key_epoch (epoch, mark, owner_seq, sealed, seq) VALUES (1, '0123-4567-89AB-CDEF', NULL, NULL, 1);
INSERT INTO key_epoch (epoch, mark, owner_seq, sealed, seq) VALUES (1, '0123-4567-89AB-CDEF', NULL, NULL, 1);
-- refused: key_epoch_no_update: an epoch never changes
INSERT INTO key_epoch (epoch, mark, owner_seq, sealed, seq) VALUES (1, '0123-4567-89AB-CDEF', NULL, NULL, 1);
UPDATE key_epoch SET mark = 'FEDC-4567-89AB-CDEF';
-- refused: key_epoch_no_delete: an epoch never goes
INSERT INTO key_epoch (epoch, mark, owner_seq, sealed, seq) VALUES (1, '0123-4567-89AB-CDEF', NULL, NULL, 1);
DELETE FROM key_epoch;
-- refused: credential_no_delete: a password is changed, never taken away
INSERT INTO credential (staff_id, password, first, pin, seq) VALUES (1, 'hash', 0, NULL, 1);
DELETE FROM credential;
-- refused: token_stays: a token stays what it was given for
INSERT INTO token (id, staff_id, digest, roles, until_date, ended, seq)
VALUES (1, 1, CAST('0123456789abcdef0123456789abcdef' AS BLOB), 1, '2026-12-31', 0, 1);
UPDATE token SET roles = 255;
-- refused: token_no_delete: a token ends, it never goes
INSERT INTO token (id, staff_id, digest, roles, until_date, ended, seq)
VALUES (1, 1, CAST('0123456789abcdef0123456789abcdef' AS BLOB), 1, '2026-12-31', 0, 1);
DELETE FROM token;
-- refused: recovery_used_once: a recovery code is used once
INSERT INTO recovery (made_seq, digest, used, seq) VALUES (1, CAST('0123456789abcdef0123456789abcdef' AS BLOB), 1, 1);
UPDATE recovery SET used = 0;
-- refused: recovery_no_delete: a recovery code never goes
INSERT INTO recovery (made_seq, digest, used, seq) VALUES (1, CAST('0123456789abcdef0123456789abcdef' AS BLOB), 0, 1);
DELETE FROM recovery;
-- refused: staff_once: a code of the staff is used once
INSERT INTO staff (id, code) VALUES (2, 'anna');
-- refused: charge_once: a charge is made once
INSERT INTO charge (id, kind, fen, seq) VALUES (261129000033, 'registration', 1, 1);
-- refused: booking_fits: a booking is made once
INSERT INTO booking (id, session_id, number, patient_id, channel, state, cause, order_no, booked_at_ms, seq)
VALUES (261129000022, 1, 2, 10000003, 'counter', 'booked', NULL, NULL, 1000, 1);
-- refused: ledger_fits: a receipt number is used once
INSERT INTO ledger (id, kind, debit, credit, method, fen, of_id, charge_id, order_no, external_no, business_day, at_ms, seq)
VALUES (261129000001, 'payment', 'cash', 'revenue', 'cash', 1, NULL, 261129000011, NULL, NULL, '2026-11-29', 1000, 2);
-- refused: refund_once: a refund is made once
INSERT INTO refund (ledger_id, state, reason, settlement_id, seq) VALUES (261129000002, 'requested', '', NULL, 2);
-- refused: day_close_once: a day is closed once
INSERT INTO day_close (business_day, payments_fen, refunds_fen, cash_expected_fen, cash_counted_fen, last_ledger_id, no_shows, seq)
VALUES ('2026-11-28', 1, 0, 0, NULL, 0, 0, 1);
-- refused: no_show_once: a no-show is recorded once
INSERT INTO no_show (booking_id, patient_id, channel, date, withdrawn_reason, seq) VALUES (261129000022, 10000002, 'counter', '2026-11-29', NULL, 1);
INSERT INTO no_show (booking_id, patient_id, channel, date, withdrawn_reason, seq) VALUES (261129000022, 10000001, 'counter', '2026-11-29', NULL, 1);
-- refused: ban_once: a ban is recorded once
INSERT INTO no_show (booking_id, patient_id, channel, date, withdrawn_reason, seq) VALUES (261129000022, 10000002, 'counter', '2026-11-29', NULL, 1);
INSERT INTO ban (id, patient_id, from_date, until_date, last_booking_id, ended_date, ended_how, ended_reason, seq)
VALUES (1, 10000002, '2026-11-29', '2027-02-28', 261129000022, NULL, NULL, NULL, 1);
INSERT INTO ban (id, patient_id, from_date, until_date, last_booking_id, ended_date, ended_how, ended_reason, seq)
VALUES (1, 10000002, '2026-11-29', '2026-11-30', 261129000022, NULL, NULL, NULL, 1);
-- refused: affected_once: an affected person is listed once
INSERT INTO affected (booking_id, session_id, outcome, seq) VALUES (261129000022, 1, NULL, 1);
INSERT INTO affected (booking_id, session_id, outcome, seq) VALUES (261129000022, 1, 'told', 1);
-- refused: online_order_once: an order is answered once
INSERT INTO online_order (order_no, action, nth, result, code, booking_id, paid_fen, ordered_at_ms, business_day, seq)
VALUES ('W1', 'book', 1, 'refused', 'quota_full', NULL, 0, 1000, '2026-11-29', 1);
INSERT INTO online_order (order_no, action, nth, result, code, booking_id, paid_fen, ordered_at_ms, business_day, seq)
VALUES ('W1', 'book', 1, 'accepted', '', NULL, 0, 1000, '2026-11-29', 1);

-- refused: backup_key_fits: a backup key is set by the newest entry
INSERT INTO backup_key (seq, public_key, digest_key, locked)
VALUES (2, CAST('0123456789abcdef0123456789abcdef' AS BLOB), CAST('0123456789abcdef0123456789abcdef' AS BLOB), CAST('0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' AS BLOB));
-- refused: backup_key_fits: an entry sets one backup key
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'backup.passphrase', 0, NULL, '', NULL);
INSERT INTO backup_key (seq, public_key, digest_key, locked)
VALUES (3, CAST('0123456789abcdef0123456789abcdef' AS BLOB), CAST('0123456789abcdef0123456789abcdef' AS BLOB), CAST('0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' AS BLOB));
INSERT INTO backup_key (seq, public_key, digest_key, locked)
VALUES (3, CAST('fedcba9876543210fedcba9876543210' AS BLOB), CAST('0123456789abcdef0123456789abcdef' AS BLOB), CAST('0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' AS BLOB));
-- refused: backup_key_no_update: a backup key is set by a new row
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'backup.passphrase', 0, NULL, '', NULL);
INSERT INTO backup_key (seq, public_key, digest_key, locked)
VALUES (3, CAST('0123456789abcdef0123456789abcdef' AS BLOB), CAST('0123456789abcdef0123456789abcdef' AS BLOB), CAST('0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' AS BLOB));
UPDATE backup_key SET public_key = CAST('fedcba9876543210fedcba9876543210' AS BLOB);
-- refused: backup_key_no_delete: backup keys never go
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'backup.passphrase', 0, NULL, '', NULL);
INSERT INTO backup_key (seq, public_key, digest_key, locked)
VALUES (3, CAST('0123456789abcdef0123456789abcdef' AS BLOB), CAST('0123456789abcdef0123456789abcdef' AS BLOB), CAST('0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' AS BLOB));
DELETE FROM backup_key;

-- refused: backup_fits: a backup is recorded by the newest entry
INSERT INTO backup (seq, kind, good, entry, bytes, ms) VALUES (2, 'create', 1, 1, 1, 1);
-- refused: backup_fits: an entry records one backup
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'backup.create', 0, NULL, '', NULL);
INSERT INTO backup (seq, kind, good, entry, bytes, ms) VALUES (3, 'create', 1, 2, 1, 1);
INSERT INTO backup (seq, kind, good, entry, bytes, ms) VALUES (3, 'create', 0, 2, 1, 1);
-- refused: backup_no_update: the record of a backup never changes
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'backup.create', 0, NULL, '', NULL);
INSERT INTO backup (seq, kind, good, entry, bytes, ms) VALUES (3, 'create', 0, 2, 1, 1);
UPDATE backup SET good = 1;
-- refused: backup_no_delete: the record of a backup never goes
INSERT INTO audit (seq, at_ms, clock_step, staff_id, counter, action, subject_id, previous, detail, idem)
VALUES (3, 3000, 0, 1, 'C1', 'backup.drill', 0, NULL, '', NULL);
INSERT INTO backup (seq, kind, good, entry, bytes, ms) VALUES (3, 'drill', 0, 2, 1, 1);
DELETE FROM backup;
