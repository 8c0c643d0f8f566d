#include "desk/roster/quota.h"

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

static int not_below_zero(int n)
{
	return n > 0 ? n : 0;
}

int quota_share(int capacity, int percent)
{
	return capacity * percent / 100;
}

enum slot_kind quota_kind_of(int number, int percent)
{
	bool online = quota_share(number, percent) > quota_share(number - 1, percent);

	return online ? SLOT_ONLINE : SLOT_COUNTER;
}

void quota_work_out(const struct quota_facts *facts, struct quota *out)
{
	int share = quota_share(facts->capacity, facts->percent);
	int room = not_below_zero(facts->capacity - facts->counter_sold - facts->online_sold);
	int due = smaller(not_below_zero(share - facts->online_sold), facts->online_numbers_free);
	int kept = facts->released ? 0 : smaller(due, room);
	int spare = smaller(facts->online_numbers_free - kept, room - kept);

	*out = (struct quota){
		.share = share,
		.full = room == 0,
		.online = { .total = facts->online_sold + kept,
			    .sold = facts->online_sold,
			    .free = facts->sells ? kept : 0 },
		.counter = { .total = facts->counter_sold + room - kept,
			     .sold = facts->counter_sold,
			     .free = facts->sells ? room - kept : 0 },
	};
	if (facts->released)
		out->gone_over = not_below_zero(smaller(share, facts->online_numbers) -
						facts->online_sold);
	else if (facts->sells)
		out->online_spare = spare;
}
