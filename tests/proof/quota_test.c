/*
 * The quota under random histories: capacity and percentage change in any order after any sales,
 * cancellations, undone cancellations, releases and extra numbers. tests/proof/quota_model.py plays
 * each history by the rule's own words and says what must come of every step; here the desk's own
 * functions play it, over the store. SEED reruns one run, HISTORIES: how many.
 */
#include "proof.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/booking/cancel.h"
#include "desk/day/undo.h"
#include "desk/roster/roster_put.h"
#include "desk/roster/slot.h"

enum { PEOPLE = 64, NUMBERS = 256, LINE_SIZE = 64, LETTERS_SIZE = NUMBERS + 1 };

/* Minutes before the start at 08:00; the clock stands at 06:50. */
enum { RELEASE_LATER = 30, RELEASE_PAST = 120 };

struct player {
	struct desk *desk;
	FILE *steps, *answers;
	int64_t people[PEOPLE];
	bool holds[PEOPLE];	  /* a number */
	int64_t booking[NUMBERS]; /* of each number the newest, and its person */
	int person[NUMBERS];
	int orders;
	struct session session;
};

static const char letters[] = {
	[SALE_FREE] = 'f',	     [SALE_SOLD] = 's',	      [SALE_WITHDRAWN] = 'w',
	[SALE_CAPACITY_SOLD] = 'c',  [SALE_SHARE_SOLD] = 'h', [SALE_KEPT_FOR_ONLINE] = 'k',
	[SALE_OTHER_CHANNEL] = 'o',  [SALE_RELEASED] = 'r',   [SALE_EXTRA_ONLINE] = 'e',
	[SALE_SUSPENDED] = '?',	     [SALE_OVER] = '?',	      [SALE_CLOSED] = '?',
	[SALE_BEYOND_HORIZON] = '?',
};

/* Why each number is or is not for sale; what is sold has a sentence, too, which is not compared.
 */
static void sales(const struct player *player, const struct slot *slots, size_t count,
		  enum channel channel, char out[LETTERS_SIZE])
{
	char why[PROBLEM_MESSAGE_SIZE];

	assert_in_range(count, 1, NUMBERS);
	for (size_t i = 0; i < count; i++) {
		slot_why(player->desk, &player->session, &slots[i], channel, why, sizeof(why));
		assert_true(why[0] != '\0');
		out[i] = letters[slot_sale(player->desk, &player->session, &slots[i], channel)];
	}
	out[count] = '\0';
}

static void answer(struct player *player, enum status status, int number)
{
	char counter[LETTERS_SIZE], online[LETTERS_SIZE];
	struct session *session = &player->session;
	struct slot *slots;
	size_t count;

	fixture_must(player->desk, session_get(player->desk, session->id, session));
	fixture_must(player->desk, slot_list(player->desk, session->id, &slots, &count));
	sales(player, slots, count, CHANNEL_COUNTER, counter);
	sales(player, slots, count, CHANNEL_ONLINE, online);
	free(slots);
	fprintf(player->answers, "%s %d counter %d %d %d online %d %d %d extra %d over %d %s %s\n",
		status ? "refused" : "done", number, session->counter.total, session->counter.sold,
		session->counter.free, session->online.total, session->online.sold,
		session->online.free, session->extra.sold, session->gone_over, counter, online);
}

static enum status put(struct player *player, int capacity, int percent)
{
	const struct session_wish wish = { .doctor_code = "1001",
					   .day = FIXTURE_DAY,
					   .period = PERIOD_AM,
					   .capacity = capacity,
					   .online_percent = percent,
					   .fee_fen = 0,
					   .room = "101" };
	struct roster_notes notes;
	enum put_outcome outcome;
	enum status status = session_put(player->desk, &wish, &notes, &outcome);

	if (!status && !player->session.id)
		status = session_find(player->desk, "1001", FIXTURE_DAY, PERIOD_AM,
				      &player->session);
	return status;
}

static int free_person(const struct player *player)
{
	for (int person = 0; person < PEOPLE; person++)
		if (!player->holds[person])
			return person;
	fail_msg("more is sold than there are people");
	return -1;
}

static enum status sell(struct player *player, enum channel channel, bool extra, int *number)
{
	int person = free_person(player);
	struct booking_wish wish = { .session_id = player->session.id,
				     .patient_id = player->people[person],
				     .channel = channel,
				     .extra = extra,
				     .asked_by = "王医生" };
	char order_no[ORDER_NO_SIZE];
	struct booking booking;
	enum status status;

	text_format(order_no, sizeof(order_no), "WX%d", player->orders++);
	if (channel == CHANNEL_ONLINE)
		wish.order_no = order_no;
	status = booking_book(player->desk, &wish, &booking);
	if (status) {
		assert_int_equal(status, STATUS_QUOTA_FULL);
		return status;
	}
	*number = booking.number;
	assert_in_range(*number, 1, NUMBERS - 1);
	player->booking[*number] = booking.id;
	player->person[*number] = person;
	player->holds[person] = true;
	return STATUS_OK;
}

static enum status cancel(struct player *player, int number)
{
	const struct cancel_wish wish = { .id = player->booking[number], .reason = "" };
	struct booking booking;

	player->holds[player->person[number]] = false;
	return booking_cancel(player->desk, &wish, &booking);
}

/* Of the cancellation just before. */
static enum status undo(struct player *player, int number)
{
	struct booking booking;
	struct undo look;
	enum status status = undo_look(player->desk, &look);

	if (!status)
		status = undo_last(player->desk, look.seq, &booking);
	if (status)
		assert_int_equal(status, STATUS_WRONG_STATE);
	else
		player->holds[player->person[number]] = true;
	return status;
}

static void play_step(struct player *player, const char *step, int first, int second)
{
	int *release = &player->desk->settings.quota_release_minutes;
	enum status status = STATUS_OK;
	int number = 0;

	if (strcmp(step, "put") == 0)
		status = put(player, first, second);
	else if (strcmp(step, "counter") == 0)
		status = sell(player, CHANNEL_COUNTER, false, &number);
	else if (strcmp(step, "online") == 0)
		status = sell(player, CHANNEL_ONLINE, false, &number);
	else if (strcmp(step, "extra") == 0)
		status = sell(player, CHANNEL_COUNTER, true, &number);
	else if (strcmp(step, "cancel") == 0)
		status = cancel(player, number = first);
	else if (strcmp(step, "undo") == 0)
		status = undo(player, number = first);
	else if (strcmp(step, "release") == 0)
		*release = first ? RELEASE_PAST : RELEASE_LATER;
	else
		fail_msg("the model speaks of \"%s\"", step);
	answer(player, status, number);
}

/* One history, until its line "end" or the end of all; nothing of it stays. */
static enum status play_history(struct desk *desk, void *context)
{
	struct player *player = context;
	char line[LINE_SIZE], step[LINE_SIZE];
	int first, second;

	desk->settings.quota_release_minutes = RELEASE_LATER;
	player->session = (struct session){ .id = 0 };
	memset(player->holds, 0, sizeof(player->holds));
	while (fgets(line, sizeof(line), player->steps)) {
		first = second = 0;
		assert_true(sscanf(line, "%63s %d %d", step, &first, &second) >= 1);
		if (strcmp(step, "end") == 0)
			break;
		assert_in_range(first, 0, NUMBERS - 1);
		play_step(player, step, first, second);
	}
	fflush(player->answers);
	return STATUS_OK;
}

/* The model, with its standard output and input at the ends of two pipes. */
static pid_t start_model(struct player *player, int seed, int histories)
{
	int steps[2], answers[2];
	char count[16], dice[16];
	pid_t model;

	assert_int_equal(pipe2(steps, O_CLOEXEC) | pipe2(answers, O_CLOEXEC), 0);
	text_format(count, sizeof(count), "%d", histories);
	text_format(dice, sizeof(dice), "%d", seed);
	model = fork();
	assert_true(model >= 0);
	if (model == 0) {
		dup2(steps[1], STDOUT_FILENO);
		dup2(answers[0], STDIN_FILENO);
		execl("/usr/bin/python3", "python3", "tests/proof/quota_model.py", dice, count,
		      (char *)NULL);
		_exit(127);
	}
	close(steps[1]);
	close(answers[0]);
	player->steps = fdopen(steps[0], "r");
	player->answers = fdopen(answers[1], "w");
	assert_true(player->steps && player->answers);
	return model;
}

static void every_history_sells_what_the_rule_says(void **state)
{
	struct player player = { .desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(6, 50)) };
	int seed = proof_seed(), histories = proof_number("HISTORIES", 600, 10000000), ended;
	pid_t model;
	int next;

	(void)state;
	fixture_doctor(player.desk, "1001", 0);
	for (int i = 0; i < PEOPLE; i++)
		player.people[i] = fixture_patient(player.desk, i).id;
	model = start_model(&player, seed, histories);
	while ((next = fgetc(player.steps)) != EOF) {
		ungetc(next, player.steps);
		fixture_must(player.desk, desk_try(player.desk, play_history, &player));
	}
	fclose(player.answers);
	fclose(player.steps);
	assert_int_equal(waitpid(model, &ended, 0), model);
	proof_line("quota", seed, histories, ended != 0, NULL);
	assert_true(WIFEXITED(ended) && WEXITSTATUS(ended) == 0);
	fixture_close(player.desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_history_sells_what_the_rule_says),
	};

	if (!proof_in_memory())
		return 1;
	return cmocka_run_group_tests_name("the quota", tests, NULL, NULL);
}
