#include "reports/daily/daily_sums.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* ---- Departments ---- */

/* The tally of a booking's department, by the name that it had; in the order of their codes. */
static struct daily_tally *tally_of(struct daily_sums *sums, const struct booking *booking)
{
	struct daily_tally *tally;
	size_t at = 0;

	for (size_t i = 0; i < sums->tally_count; i++) {
		if (strcmp(sums->tallies[i].department, booking->department) == 0)
			return &sums->tallies[i];
	}
	while (at < sums->tally_count &&
	       strcmp(sums->tallies[at].code, booking->department_code) <= 0)
		at++;
	memory_append(&sums->tallies, &sums->tally_count, &sums->tally_room, sizeof(*tally));
	memmove(&sums->tallies[at + 1], &sums->tallies[at],
		(sums->tally_count - 1 - at) * sizeof(*tally));
	tally = &sums->tallies[at];
	*tally = (struct daily_tally){ .visits = 0 };
	text_copy(tally->code, sizeof(tally->code), booking->department_code);
	text_copy(tally->department, sizeof(tally->department), booking->department);
	return tally;
}

void sums_start(struct daily_sums *sums)
{
	memset(sums, 0, sizeof(*sums));
	for (int method = 0; method < METHOD_COUNT; method++)
		sums->by_method[method].method = (enum method)method;
}

void sums_release(struct daily_sums *sums)
{
	free(sums->tallies);
	free(sums->shares);
	free(sums->waits);
	memset(sums, 0, sizeof(*sums));
}

static void count_made(struct daily_tally *tally, const struct booking *booking)
{
	tally->counter += booking->channel == CHANNEL_COUNTER;
	tally->online += booking->channel == CHANNEL_ONLINE;
}

void sums_add_made(struct daily_sums *sums, const struct booking *booking)
{
	sums->made++;
	sums->extra += booking->slot_kind == SLOT_EXTRA;
	sums->moved += booking->moved_to != 0;
	sums->cancelled += booking->state == BOOKING_CANCELLED && !booking->moved_to;
	count_made(&sums->all, booking);
	count_made(tally_of(sums, booking), booking);
}

static void count_visit(struct daily_tally *tally, enum visit visit)
{
	tally->visits++;
	tally->came += visit == VISIT_CAME;
	tally->no_shows += visit == VISIT_NO_SHOW;
}

void sums_add_visit(struct daily_sums *sums, const struct booking *booking, enum visit visit)
{
	sums->visits[visit]++;
	sums->late += booking->cause == CAUSE_LATE;
	count_visit(&sums->all, visit);
	count_visit(tally_of(sums, booking), visit);
}

/* ---- Money ---- */

static int compare_shares(const struct daily_share *a, const struct daily_share *b)
{
	int order = (a->method > b->method) - (a->method < b->method);

	if (!order)
		order = strcmp(a->by.staff, b->by.staff);
	return order ? order : strcmp(a->by.counter, b->by.counter);
}

static void add_share(struct daily_share *sum, const struct daily_share *share)
{
	sum->payments += share->payments;
	sum->received_fen += share->received_fen;
	sum->returned_fen += share->returned_fen;
	sum->due_fen += share->due_fen;
}

/* Adds it to the share of the same hand and method, or puts it in its place. */
static void add_to_hand(struct daily_sums *sums, const struct daily_share *share)
{
	size_t at = 0;
	int order = 1;

	while (at < sums->share_count) {
		order = compare_shares(&sums->shares[at], share);
		if (order >= 0)
			break;
		at++;
	}
	if (order == 0) {
		add_share(&sums->shares[at], share);
		return;
	}
	memory_append(&sums->shares, &sums->share_count, &sums->share_room, sizeof(*sums->shares));
	memmove(&sums->shares[at + 1], &sums->shares[at],
		(sums->share_count - 1 - at) * sizeof(*sums->shares));
	sums->shares[at] = *share;
}

void sums_add_entry(struct daily_sums *sums, const struct daily_entry *entry)
{
	struct daily_share share = {
		.method = entry->method,
		.by = entry->by,
		.payments = entry->kind == ENTRY_PAYMENT && !entry->along,
		.received_fen = entry_received_fen(entry),
		.returned_fen = entry_returned_fen(entry),
		.due_fen = entry_due_fen(entry),
	};

	sums->ledger_refunds_fen += entry_refund_fen(entry);
	add_share(&sums->money, &share);
	add_share(&sums->by_method[entry->method], &share);
	add_to_hand(sums, &share);
}

void sums_add_refund(struct daily_sums *sums, const struct daily_refund *refund)
{
	sums->refunds_fen += refund->fen;
	if (refund->state == REFUND_DONE || refund->state == REFUND_SUCCEEDED)
		sums->handed_back_fen += refund->fen;
}

/* ---- Waiting ---- */

void sums_add_ticket(struct daily_sums *sums, const struct ticket *ticket, int64_t wait_minutes)
{
	size_t at = 0;

	sums->tickets++;
	sums->waiting += ticket->state == TICKET_WAITING && !ticket->not_seen;
	while (at < sums->wait_count && sums->waits[at].minutes < wait_minutes)
		at++;
	if (at == sums->wait_count || sums->waits[at].minutes != wait_minutes) {
		memory_append(&sums->waits, &sums->wait_count, &sums->wait_room,
			      sizeof(*sums->waits));
		memmove(&sums->waits[at + 1], &sums->waits[at],
			(sums->wait_count - 1 - at) * sizeof(*sums->waits));
		sums->waits[at] = (struct daily_wait){ .minutes = wait_minutes };
	}
	sums->waits[at].people++;
}

bool sums_wait_percentile(const struct daily_sums *sums, int percent, int64_t *minutes)
{
	int64_t rank = (sums->tickets * percent + 99) / 100, people = 0;

	assert(percent >= 1 && percent <= 100);
	for (size_t i = 0; i < sums->wait_count; i++) {
		people += sums->waits[i].people;
		if (people >= rank) {
			*minutes = sums->waits[i].minutes;
			return true;
		}
	}
	return false;
}
