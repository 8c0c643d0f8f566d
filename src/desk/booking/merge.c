#include "desk/booking/merge.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mask.h"
#include "base/text.h"
#include "desk/list.h"
#include "desk/people/patient_key.h"
#include "desk/people/patient_row.h"

#include "sql_columns.h"

struct merging {
	int64_t keep_id, give_id;
	struct merge *out;
};

static enum status refuse_one_record(struct desk *desk, const struct merging *merging)
{
	const struct merge *out = merging->out;

	if (merging->keep_id == merging->give_id)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Both are patient %" PRId64 "; there is nothing to merge."),
				   out->keep.id);
	return desk_refuse(desk, STATUS_WRONG_STATE,
			   _("Patients %" PRId64 " and %" PRId64 " are one record already, "
			     "number %" PRId64 "."),
			   merging->keep_id, merging->give_id, out->keep.id);
}

/* Whether the two can be one person. */
static enum status may_be_one(struct desk *desk, const struct patient *keep,
			      const struct patient *give)
{
	char first[MASK_SIZE], second[MASK_SIZE];

	if (keep->id_type == ID_RESIDENT && give->id_type == ID_RESIDENT &&
	    strcmp(keep->id_number, give->id_number) != 0)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Patients %" PRId64 " and %" PRId64 " have two resident ID "
				     "numbers, %s and %s: they are two people, or one of the "
				     "numbers is wrong. Change that one first."),
				   keep->id, give->id, mask_id_number(keep->id_number, first),
				   mask_id_number(give->id_number, second));
	if ((keep->deceased == DAY_NONE) != (give->deceased == DAY_NONE))
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Patient %" PRId64 " is marked as deceased and patient "
				     "%" PRId64 " is not. Set or take back one of the two first."),
				   keep->deceased == DAY_NONE ? give->id : keep->id,
				   keep->deceased == DAY_NONE ? keep->id : give->id);
	return STATUS_OK;
}

/* Two bookings of one session. */
struct both {
	int64_t keep_id, give_id;
	bool stands; /* one of the two is still to be cancelled, or to be resolved */
};

static bool is_settled(const char *state)
{
	return strcmp(state, booking_state_name(BOOKING_BOOKED)) != 0 &&
	       strcmp(state, booking_state_name(BOOKING_CHECKED_IN)) != 0;
}

static enum status read_both(const struct store_row *row, void *context)
{
	struct both *both = context;

	both->keep_id = row_number(row, MERGE_BOTH_KEEP_ID);
	both->give_id = row_number(row, MERGE_BOTH_GIVE_ID);
	both->stands = !is_settled(row_text(row, MERGE_BOTH_KEEP_STATE)) ||
		       !is_settled(row_text(row, MERGE_BOTH_GIVE_STATE));
	return STATUS_OK;
}

static enum status refuse_two_bookings(struct desk *desk, const struct both *both)
{
	char keep[BOOKING_NUMBER_SIZE], give[BOOKING_NUMBER_SIZE], day[DAY_TEXT_SIZE];
	struct booking booking;
	enum status status = booking_get(desk, both->give_id, &booking);

	if (status)
		return status;
	return desk_refuse(
		desk, STATUS_DUPLICATE_PERSON,
		_("Both records have a booking with %s on %s: %s and %s. One person holds one "
		  "number "
		  "of a session: cancel one of the two first, or record what became of it when the "
		  "session is over."),
		booking.doctor, day_format(booking.day, day),
		booking_number_format(both->keep_id, keep),
		booking_number_format(both->give_id, give));
}

/* A row that goes over, and the entry of its last change. */
struct moved {
	int64_t id, seq;
};

static enum status read_booking(const struct store_row *row, void *context)
{
	*(struct moved *)context = (struct moved){ row_number(row, MERGE_BOOKINGS_ID),
						   row_number(row, MERGE_BOOKINGS_SEQ) };
	return STATUS_OK;
}

static enum status read_ban(const struct store_row *row, void *context)
{
	*(struct moved *)context = (struct moved){ row_number(row, MERGE_BANS_ID),
						   row_number(row, MERGE_BANS_SEQ) };
	return STATUS_OK;
}

static enum status read_no_show(const struct store_row *row, void *context)
{
	*(int64_t *)context = row_number(row, MERGE_NO_SHOWS_BOOKING_ID);
	return STATUS_OK;
}

/* "1000026 -> 1000018": whose it was, and whose it is. */
static char *from_to(const struct merge *merge, char out[AUDIT_DETAIL_SIZE])
{
	text_format(out, AUDIT_DETAIL_SIZE, "%" PRId64 " -> %" PRId64, merge->give.id,
		    merge->keep.id);
	return out;
}

static enum status move_booking(struct desk *desk, const struct merge *merge,
				const struct moved *booking, bool beside)
{
	char detail[AUDIT_DETAIL_SIZE];
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_BOOKING_MERGE, booking->id, booking->seq,
					  NULL, from_to(merge, detail), &seq);

	if (status)
		return status;
	return desk_change_row(desk, SQL_MERGE_MOVE_BOOKING,
			       ARGS(STORE_ARG_INT(merge->keep.id),
				    STORE_ARG_INT(beside ? booking->id : 0), STORE_ARG_INT(seq),
				    STORE_ARG_INT(booking->id), STORE_ARG_INT(booking->seq)));
}

static bool is_beside(const struct both *both, size_t count, int64_t booking_id)
{
	for (size_t i = 0; i < count; i++)
		if (both[i].give_id == booking_id)
			return true;
	return false;
}

static enum status move_bookings(struct desk *desk, struct merge *merge)
{
	struct moved *bookings = NULL;
	struct both *both;
	size_t count = 0, both_count;
	enum status status = list_read(
		desk, SQL_MERGE_BOTH,
		ARGS(STORE_ARG_INT(merge->give.id), STORE_ARG_INT(merge->keep.id)), read_both,
		sizeof(*both), &both, &both_count);

	for (size_t i = 0; !status && i < both_count; i++)
		if (both[i].stands)
			status = refuse_two_bookings(desk, &both[i]);
	if (!status)
		status = list_read(desk, SQL_MERGE_BOOKINGS, ARGS(STORE_ARG_INT(merge->give.id)),
				   read_booking, sizeof(*bookings), &bookings, &count);
	for (size_t i = 0; !status && i < count; i++)
		status = move_booking(desk, merge, &bookings[i],
				      is_beside(both, both_count, bookings[i].id));
	merge->bookings = (int)count;
	free(bookings);
	free(both);
	return status;
}

/* A no-show's last entry is that of its booking, which went over before. */
static enum status move_no_shows(struct desk *desk, struct merge *merge)
{
	int64_t *rows;
	size_t count;
	enum status status = list_read(desk, SQL_MERGE_NO_SHOWS,
				       ARGS(STORE_ARG_INT(merge->give.id)), read_no_show,
				       sizeof(*rows), &rows, &count);

	for (size_t i = 0; !status && i < count; i++)
		status = desk_change_row(
			desk, SQL_MERGE_MOVE_NO_SHOW,
			ARGS(STORE_ARG_INT(merge->keep.id), STORE_ARG_INT(rows[i])));
	merge->no_shows = (int)count;
	free(rows);
	return status;
}

static enum status move_bans(struct desk *desk, struct merge *merge)
{
	char detail[AUDIT_DETAIL_SIZE];
	struct moved *rows;
	size_t count;
	int64_t seq;
	enum status status = list_read(desk, SQL_MERGE_BANS, ARGS(STORE_ARG_INT(merge->give.id)),
				       read_ban, sizeof(*rows), &rows, &count);

	for (size_t i = 0; !status && i < count; i++) {
		status = audit_record(desk, AUDIT_BAN_MERGE, rows[i].id, rows[i].seq, NULL,
				      from_to(merge, detail), &seq);
		if (!status)
			status = desk_change_row(desk, SQL_MERGE_MOVE_BAN,
						 ARGS(STORE_ARG_INT(merge->keep.id),
						      STORE_ARG_INT(seq), STORE_ARG_INT(rows[i].id),
						      STORE_ARG_INT(rows[i].seq)));
	}
	merge->bans = (int)count;
	free(rows);
	return status;
}

static enum status point_at_kept(struct desk *desk, const struct merge *merge,
				 const struct patient *record)
{
	char detail[AUDIT_DETAIL_SIZE];
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_PATIENT_MERGED, record->id, record->seq, NULL,
					  from_to(merge, detail), &seq);

	if (status)
		return status;
	return desk_change_row(desk, SQL_PATIENT_MERGE_INTO,
			       ARGS(STORE_ARG_INT(merge->keep.id), STORE_ARG_INT(seq),
				    STORE_ARG_INT(record->id), STORE_ARG_INT(record->seq)));
}

/* The record itself, and those that were merged into it before. */
static enum status point_all_at_kept(struct desk *desk, const struct merge *merge)
{
	struct patient *former;
	size_t count;
	enum status status = list_read(desk, SQL_PATIENT_FORMER,
				       ARGS(STORE_ARG_INT(merge->give.id)), patient_from_row,
				       sizeof(*former), &former, &count);

	if (!status)
		status = point_at_kept(desk, merge, &merge->give);
	for (size_t i = 0; !status && i < count; i++)
		status = point_at_kept(desk, merge, &former[i]);
	free(former);
	return status ? status : patient_keys_remove(desk, merge->give.id);
}

/* What the kept record lacks comes from the other; a resident number says sex and birth date. */
static void fill_in(struct patient *kept, const struct patient *give)
{
	const bool takes_number = !kept->id_number[0] && give->id_number[0];

	if (takes_number) {
		kept->id_type = give->id_type;
		text_copy(kept->id_number, sizeof(kept->id_number), give->id_number);
	}
	if (kept->sex == SEX_UNKNOWN || (takes_number && give->id_type == ID_RESIDENT))
		kept->sex = give->sex;
	if (kept->birth == DAY_NONE || (takes_number && give->id_type == ID_RESIDENT))
		kept->birth = give->birth;
	if (!kept->phone[0])
		text_copy(kept->phone, sizeof(kept->phone), give->phone);
	if (!kept->card_no[0])
		text_copy(kept->card_no, sizeof(kept->card_no), give->card_no);
	if (!kept->social_no[0])
		text_copy(kept->social_no, sizeof(kept->social_no), give->social_no);
	if (kept->linked == DAY_NONE && strcmp(kept->card_no, give->card_no) == 0 &&
	    strcmp(kept->social_no, give->social_no) == 0)
		kept->linked = give->linked;
}

/* The entry says what came over, and is the last of the merge: an undo finds it and refuses. */
static enum status store_kept(struct desk *desk, struct merge *merge)
{
	char detail[AUDIT_DETAIL_SIZE];
	enum status status;

	merge->kept = merge->keep;
	fill_in(&merge->kept, &merge->give);
	text_format(detail, sizeof(detail), "%" PRId64 " (%d, %d, %d)", merge->give.id,
		    merge->bookings, merge->no_shows, merge->bans);
	status = audit_record(desk, AUDIT_PATIENT_MERGE, merge->keep.id, merge->keep.seq, NULL,
			      detail, &merge->kept.seq);
	return status ? status : patient_store(desk, &merge->kept, merge->keep.seq);
}

static enum status merge_inside(struct desk *desk, void *context)
{
	struct merging *merging = context;
	struct merge *out = merging->out;
	enum status status;

	*out = (struct merge){ .bookings = 0 };
	status = patient_get(desk, merging->keep_id, &out->keep);
	if (!status)
		status = patient_get(desk, merging->give_id, &out->give);
	if (!status && out->keep.id == out->give.id)
		return refuse_one_record(desk, merging);
	if (!status)
		status = may_be_one(desk, &out->keep, &out->give);
	if (!status)
		status = ban_standing(desk, out->keep.id, &out->keep_before);
	if (!status)
		status = ban_standing(desk, out->give.id, &out->give_before);
	if (!status)
		status = point_all_at_kept(desk, out);
	if (!status)
		status = move_bookings(desk, out);
	if (!status)
		status = move_no_shows(desk, out);
	if (!status)
		status = move_bans(desk, out);
	if (!status)
		status = ban_revise(desk, out->keep.id, NULL, NULL, NULL);
	if (!status)
		status = ban_standing(desk, out->keep.id, &out->after);
	return status ? status : store_kept(desk, out);
}

enum status patient_merge(struct desk *desk, int64_t keep_id, int64_t give_id, struct merge *out)
{
	struct merging merging = { .keep_id = keep_id, .give_id = give_id, .out = out };

	return desk_change(desk, merge_inside, &merging);
}

enum status patient_merge_terms(struct desk *desk, int64_t keep_id, int64_t give_id,
				struct merge *out)
{
	struct merging merging = { .keep_id = keep_id, .give_id = give_id, .out = out };

	return desk_try(desk, merge_inside, &merging);
}
