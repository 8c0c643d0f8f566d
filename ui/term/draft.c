/*
 * The file: a first line with the version, then for each form
 *     form / at MS / staff CODE / place COMMAND / screen NAME / title MSGID / subject ID /
 *     field LABEL / text VALUE or choice N / ... / end
 * Values are clean and on one line, so nothing needs quoting.
 */
#include "ui/term/draft.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "ui/term/dialog.h"
#include "ui/term/draft_file.h"
#include "ui/term/engine.h"
#include "ui/term/message.h"
#include "ui/term/stack.h"

/* A form on the screen, as it was when it was last looked at. */
struct live {
	struct screen *screen;
	struct draft draft;
	bool aside; /* of somebody who does not work here just now */
};

struct drafts {
	struct terminal *terminal;
	char base[FILE_PATH_SIZE], path[FILE_PATH_SIZE];
	int lock;
	char *written;		/* what the file says; NULL when there is none */
	bool failed;		/* it could not be written, and that was said */
	struct draft_list kept; /* not taken up yet */
	struct live *live;
	size_t live_count, live_room;
	size_t asked; /* which of the kept ones the question is about */
};

static const struct terminal_host *host_of(const struct drafts *drafts)
{
	return &drafts->terminal->host;
}

static const char *staff_now(const struct drafts *drafts, int64_t *now_ms)
{
	return host_of(drafts)->staff(host_of(drafts)->context, now_ms);
}

static void slot_path(const struct drafts *drafts, int slot, const char *ending,
		      char out[FILE_PATH_SIZE])
{
	text_format(out, FILE_PATH_SIZE, "%s-%d.%s", drafts->base, slot, ending);
}

/* Locks a slot for as long as the descriptor is open; -1 when a running desk has it. */
static int lock_slot(const struct drafts *drafts, int slot)
{
	char path[FILE_PATH_SIZE];
	int descriptor;

	slot_path(drafts, slot, "lock", path);
	descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
		close(descriptor);
		return -1;
	}
	return descriptor;
}

static void say(struct drafts *drafts, const char *sentence)
{
	message_say(drafts->terminal, SAY_ERROR, sentence);
}

/* Reads what a slot has into the list of the kept ones; the file stays. */
static void read_slot(struct drafts *drafts, const char *path)
{
	struct problem ignored;
	size_t length;
	char *bytes;

	if (access(path, F_OK) != 0 ||
	    file_read(path, DRAFT_FILE_BYTES_MAX, &bytes, &length, &ignored) != STATUS_OK)
		return;
	if (!draft_list_read(&drafts->kept, bytes, length))
		say(drafts, _("Forms were left unfinished by another version of the program; they "
			      "cannot be read and were discarded."));
	free(bytes);
}

/* Nobody goes on with yesterday's form. */
static void drop_old(struct drafts *drafts)
{
	int64_t now_ms;

	staff_now(drafts, &now_ms);
	for (size_t i = drafts->kept.count; i-- > 0;) {
		int64_t at_ms = drafts->kept.draft[i].at_ms;

		if (at_ms < now_ms - DRAFT_KEPT_MS || at_ms > now_ms + DRAFT_KEPT_MS)
			draft_list_remove(&drafts->kept, i);
	}
}

/*
 * Puts the text in the file's place. The other name is fixed, for the slot is locked, so that a
 * killed program leaves no stray file with somebody's name in it. No fsync: a draft shall outlive
 * the program, not the computer, and nobody waits for it.
 */
static bool put_file(const struct drafts *drafts, const char *text)
{
	char beside[FILE_PATH_SIZE + 8];
	size_t length = strlen(text);
	bool written;
	int descriptor;

	text_format(beside, sizeof(beside), "%s.new", drafts->path);
	descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
			  S_IRUSR | S_IWUSR);
	if (descriptor < 0)
		return false;
	written = write(descriptor, text, length) == (ssize_t)length;
	written = close(descriptor) == 0 && written;
	if (written && rename(beside, drafts->path) == 0)
		return true;
	unlink(beside);
	return false;
}

static bool is_left(const struct live *live, enum drafts_fate fate)
{
	return fate == DRAFTS_KEPT || (fate == DRAFTS_GIVEN_UP && live->aside);
}

/* The kept ones and the live ones that are left; NULL when there are none. */
static char *compose(const struct drafts *drafts, enum drafts_fate fate)
{
	size_t count = drafts->kept.count, size = 0;
	char *text = NULL;
	FILE *out;

	for (size_t i = 0; i < drafts->live_count; i++)
		count += is_left(&drafts->live[i], fate);
	if (count == 0)
		return NULL;
	out = memory_got(open_memstream(&text, &size));
	draft_file_start(out);
	for (size_t i = 0; i < drafts->kept.count; i++)
		draft_file_add(out, &drafts->kept.draft[i]);
	for (size_t i = 0; i < drafts->live_count; i++)
		if (is_left(&drafts->live[i], fate))
			draft_file_add(out, &drafts->live[i].draft);
	fclose(out);
	return text;
}

static void write_all(struct drafts *drafts, enum drafts_fate fate)
{
	char *text = compose(drafts, fate);
	bool same = text ? drafts->written && strcmp(text, drafts->written) == 0 : !drafts->written;

	if (!same && !text)
		unlink(drafts->path);
	if (!same && text && !put_file(drafts, text)) {
		/* A disk that is full keeps the last one that it took; each tick tries again. */
		if (!drafts->failed)
			say(drafts, _("What you are typing cannot be kept in case the program is "
				      "killed: the disk is full."));
		drafts->failed = true;
		free(text);
		return;
	}
	if (!same)
		drafts->failed = false;
	free(drafts->written);
	drafts->written = text;
}

/* Takes over what desks that are gone left in other slots. */
static void gather(struct drafts *drafts, int mine)
{
	char path[FILE_PATH_SIZE];

	for (int slot = 1; slot <= DRAFT_SLOTS; slot++) {
		int lock;

		slot_path(drafts, slot, "draft", path);
		if (slot == mine || access(path, F_OK) != 0)
			continue;
		lock = lock_slot(drafts, slot);
		if (lock < 0)
			continue;
		read_slot(drafts, path);
		drop_old(drafts);
		/* Only what is written here may go there. */
		write_all(drafts, DRAFTS_STAY_OPEN);
		unlink(path);
		close(lock);
	}
}

static struct drafts *drafts_open(struct terminal *terminal, const char *base)
{
	struct drafts *drafts = memory_new(1, sizeof(*drafts));
	char folder[FILE_PATH_SIZE];
	struct problem ignored;
	int slot = 0;

	*drafts = (struct drafts){ .terminal = terminal, .lock = -1 };
	text_copy(drafts->base, sizeof(drafts->base), base);
	text_copy(folder, sizeof(folder), base);
	*strrchr(folder, '/') = '\0';
	if (directory_make(folder, &ignored) == STATUS_OK) {
		while (drafts->lock < 0 && slot++ < DRAFT_SLOTS)
			drafts->lock = lock_slot(drafts, slot);
	}
	if (drafts->lock < 0) {
		free(drafts);
		return NULL;
	}
	slot_path(drafts, slot, "draft", drafts->path);
	read_slot(drafts, drafts->path);
	drafts->written = memory_string(""); /* whatever is there is written anew or taken away */
	drop_old(drafts);
	gather(drafts, slot);
	write_all(drafts, DRAFTS_KEPT);
	return drafts;
}

/* The name by which a main screen is found again. */
static const char *place_name(const struct drafts *drafts, int index)
{
	return command_name(host_of(drafts)->place[index].command);
}

/* Notes a form of `staff` as it is now; when stays as long as nothing changes. */
static void look_at(struct drafts *drafts, struct screen *screen, int index, const char *staff,
		    struct live *former, size_t former_count)
{
	struct live *live;
	int64_t subject, now_ms;
	struct form *form = draft_form(screen, &subject);
	char *fields;

	fields = form ? draft_changes(screen->opened_as, form, subject != 0) : NULL;
	if (!fields)
		return;
	live = memory_append(&drafts->live, &drafts->live_count, &drafts->live_room, sizeof(*live));
	live->screen = screen;
	live->aside = strcmp(staff, drafts->terminal->works) != 0;
	for (size_t i = 0; i < former_count; i++) {
		if (former[i].screen == screen && former[i].draft.fields &&
		    strcmp(former[i].draft.fields, fields) == 0) {
			live->draft = former[i].draft;
			former[i].draft.fields = NULL;
			free(fields);
			return;
		}
	}
	live->draft = (struct draft){ .subject = subject, .fields = fields };
	text_copy(live->draft.staff, sizeof(live->draft.staff), staff);
	staff_now(drafts, &now_ms);
	live->draft.at_ms = now_ms;
	text_copy(live->draft.place, sizeof(live->draft.place), place_name(drafts, index));
	text_copy(live->draft.screen, sizeof(live->draft.screen), screen->ops->name);
	text_copy(live->draft.title, sizeof(live->draft.title), screen->ops->title);
}

static void look_at_all(struct drafts *drafts, const struct stack *stacks, const char *staff,
			struct live *former, size_t former_count)
{
	for (int i = 0; i < host_of(drafts)->place_count; i++)
		for (int k = 0; k < stacks[i].depth; k++)
			look_at(drafts, stacks[i].screen[k], i, staff, former, former_count);
}

static void look_over(struct drafts *drafts)
{
	const struct terminal *terminal = drafts->terminal;
	struct live *former = drafts->live;
	size_t former_count = drafts->live_count;

	drafts->live = NULL;
	drafts->live_count = drafts->live_room = 0;
	look_at_all(drafts, terminal->stack, terminal->works, former, former_count);
	for (size_t i = 0; i < terminal->aside_count; i++)
		look_at_all(drafts, terminal->aside[i].stack, terminal->aside[i].staff, former,
			    former_count);
	for (size_t i = 0; i < former_count; i++)
		free(former[i].draft.fields);
	free(former);
}

void drafts_follow(struct drafts *drafts)
{
	if (!drafts)
		return;
	look_over(drafts);
	write_all(drafts, DRAFTS_KEPT);
}

/* Asks about the next draft of who works here now; after a sign-in `anew` asks about all again. */
static void drafts_offer(struct drafts *drafts, bool anew)
{
	struct screen *front;
	char text[PROBLEM_MESSAGE_SIZE], time[CLOCK_TEXT_SIZE], words[160], what[320];
	const struct draft *draft;
	int64_t now_ms;
	const char *staff, *title;

	if (!drafts)
		return;
	front = stack_front(drafts->terminal);
	staff = staff_now(drafts, &now_ms);
	for (size_t i = 0; anew && i < drafts->kept.count; i++)
		drafts->kept.draft[i].later = false;
	drafts->asked = 0;
	while (drafts->asked < drafts->kept.count &&
	       (drafts->kept.draft[drafts->asked].later ||
		strcmp(drafts->kept.draft[drafts->asked].staff, staff) != 0))
		drafts->asked++;
	/* In front of something else it would be in the way: the next sign-in asks. */
	if (drafts->asked == drafts->kept.count || !front || screen_is_dialog(front))
		return;
	draft = &drafts->kept.draft[drafts->asked];
	draft_first_words(draft, words, sizeof(words));
	title = draft->title[0] ? _(draft->title) : "";
	if (words[0])
		text_format(what, sizeof(what), _("%s, \"%s\""), title, words);
	else
		text_copy(what, sizeof(what), title);
	text_format(
		text, sizeof(text),
		_("A form was left unfinished on %s:\n"
		  "%s\n"
		  "F9 continues it. Enter leaves it for the next sign-in; to discard it, continue "
		  "it and leave it with Esc."),
		clock_format(draft->at_ms, time), what);
	dialog_ask(front, QUESTION_DRAFT, _("Left unfinished"), text);
}

/*
 * Opens the screen of a draft again. NULL when it cannot be opened now; then *known says whether
 * there is such a screen in this program.
 */
static struct screen *open_again(struct drafts *drafts, const struct draft *draft, bool *known)
{
	const struct terminal_host *host = host_of(drafts);
	struct screen *front;
	int index = 0;

	while (index < host->place_count && strcmp(place_name(drafts, index), draft->place) != 0)
		index++;
	*known = index < host->place_count && host->place[index].ops->reopen;
	if (!*known)
		return NULL;
	stack_show(drafts->terminal, index);
	front = stack_front(drafts->terminal);
	if (front->ops != host->place[index].ops) {
		say(drafts, _("Something else is open here. The unfinished form will be offered "
			      "again at the next sign-in."));
		return NULL;
	}
	*known = front->ops->reopen(front, draft->screen, draft->subject);
	front = stack_front(drafts->terminal);
	return strcmp(front->ops->name, draft->screen) == 0 ? front : NULL;
}

static void take_up(struct drafts *drafts)
{
	struct draft *draft = &drafts->kept.draft[drafts->asked];
	struct screen *screen;
	int64_t subject;
	struct form *form;
	bool known;

	screen = open_again(drafts, draft, &known);
	form = screen ? draft_form(screen, &subject) : NULL;
	if (form) {
		draft_fill_in(draft, form);
		if (screen->ops->drafted)
			screen->ops->drafted(screen);
	} else if (known) {
		/* What stood in the way has said so; perhaps it is gone after the next sign-in. */
		draft->later = true;
		return;
	} else {
		say(drafts, _("This version of the program does not know the unfinished form; it "
			      "was discarded."));
	}
	draft_list_remove(&drafts->kept, drafts->asked);
}

void drafts_answer(struct drafts *drafts, const struct answer *answer)
{
	if (answer->given && answer->choice == 1)
		take_up(drafts);
	else
		drafts->kept.draft[drafts->asked].later = true;
	drafts_follow(drafts);
	drafts_offer(drafts, false);
}

void drafts_close(struct drafts *drafts, enum drafts_fate fate)
{
	if (!drafts)
		return;
	look_over(drafts);
	write_all(drafts, fate);
	for (size_t i = 0; i < drafts->live_count; i++)
		free(drafts->live[i].draft.fields);
	free(drafts->live);
	draft_list_release(&drafts->kept);
	free(drafts->written);
	close(drafts->lock);
	free(drafts);
}

void drafts_start(struct terminal *terminal)
{
	const struct terminal_host *host = &terminal->host;
	char base[FILE_PATH_SIZE];

	if (!host->draft_base || !host->draft_base(host->context, base))
		return;
	if (terminal->drafts && strcmp(terminal->drafts->base, base) != 0) {
		/* What is half filled in goes along. */
		drafts_close(terminal->drafts, DRAFTS_STAY_OPEN);
		terminal->drafts = NULL;
	}
	if (!terminal->drafts)
		terminal->drafts = drafts_open(terminal, base);
	drafts_offer(terminal->drafts, true);
}
