#include "reports/report_print.h"

#include <string.h>

#include "base/language.h"
#include "base/siphash.h"
#include "base/text.h"
#include "desk/day/close_record.h"
#include "desk/practice.h"

enum { PAPER_TEXT_SIZE = 1024 };

/* ---- What was printed before ---- */

/* The key of a paper: whoever asks for the same again finds the first (audit_done_before). `part`:
 * which pages. */
static struct idem key_of(const struct report *report, const struct report_wish *wish,
			  const struct close_record *close, const char *part)
{
	char text[PAPER_TEXT_SIZE];
	struct idem key = { .set = true };
	size_t used;

	text_format(text, sizeof(text), "print %s %d %d %lld %s", report->name, (int)wish->from,
		    (int)wish->to, (long long)close->at_ms, part);
	for (int role = 0; role < SHEET_ROLE_COUNT; role++) {
		used = strlen(text);
		text_format(text + used, sizeof(text) - used, "|%s",
			    wish->filter[role] ? wish->filter[role] : "");
	}
	for (unsigned char half = 0; half < 2; half++) {
		const unsigned char fixed[SIPHASH_KEY_SIZE] = { 'p', 'a', 'p', 'e', 'r', half };
		uint64_t hash = siphash(fixed, text, strlen(text));

		memcpy(key.bytes + half * sizeof(hash), &hash, sizeof(hash));
	}
	return key;
}

/* Whether a paper with that key was printed; *last_page is how far it went, 0 being its end. */
static enum status was_printed(struct desk *desk, const struct idem *key, bool *printed,
			       int64_t *last_page)
{
	enum status status = audit_done_before(desk, key, AUDIT_REPORT_PRINT, last_page);

	*printed = status == STATUS_OK;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* Page one carries the signature: with it the key is that of page one, whatever else is printed. */
static enum status look_up(struct desk *desk, const struct report *report,
			   const struct report_wish *wish, struct pdf_range pages,
			   struct report_printed *printed)
{
	const bool has_front = pages.first <= 1;
	struct close_record close;
	struct idem front;
	char part[48];
	int64_t last_page = 0;
	enum status status = day_close_get(desk, wish->to, &close);

	if (status)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	front = key_of(report, wish, &close, "front");
	status = was_printed(desk, &front, &printed->again, &last_page);
	printed->key = front;
	if (status || has_front)
		return status;
	text_format(part, sizeof(part), "%d-%d", pages.first, pages.last);
	printed->key = key_of(report, wish, &close, part);
	printed->again = printed->again && (last_page == 0 || last_page >= pages.first);
	if (printed->again)
		return STATUS_OK;
	return was_printed(desk, &printed->key, &printed->again, &last_page);
}

/* ---- The record ---- */

static void say_detail(const struct report *report, const struct report_wish *wish,
		       struct pdf_range pages, char out[AUDIT_DETAIL_SIZE])
{
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];
	size_t used;

	text_format(out, AUDIT_DETAIL_SIZE, "%s %s%s%s", report->name, day_format(wish->from, from),
		    wish->from == wish->to ? "" : "..",
		    wish->from == wish->to ? "" : day_format(wish->to, to));
	used = strlen(out);
	if (pages.first)
		text_format(out + used, AUDIT_DETAIL_SIZE - used, " pages %d-%d", pages.first,
			    pages.last);
}

static enum status record_inside(struct desk *desk, void *context)
{
	const struct report_printed *printed = context;
	bool again = printed->again;
	int64_t last_page, seq;
	enum status status = STATUS_OK;

	/* Another counter may have printed it meanwhile. */
	if (printed->key.set && !again)
		status = was_printed(desk, &printed->key, &again, &last_page);
	if (status)
		return status;
	return audit_record(desk, again ? AUDIT_REPORT_REPRINT : AUDIT_REPORT_PRINT,
			    printed->last_page, 0, again ? NULL : &printed->key, printed->detail,
			    &seq);
}

/* ---- Printing ---- */

static void say_printed(struct desk *desk, char out[BOOK_TEXT_SIZE])
{
	char now[CLOCK_TEXT_SIZE];

	text_format(out, BOOK_TEXT_SIZE, _("Printed %s by %s at counter %s"),
		    clock_format(desk_now_ms(desk), now), desk->staff.code, desk->counter);
}

enum status report_print_start(struct report_printing *printing, struct desk *desk,
			       const struct report *report, const struct report_wish *wish,
			       struct sheet_book *book, struct pdf_range pages)
{
	const struct settings *settings = &desk->settings;
	char path[FILE_PATH_SIZE], name[BOOK_TEXT_SIZE];
	enum status status;

	*printing = (struct report_printing){ .print = { .fd = -1 } };
	if (practice_is_on(desk))
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("This is practice: nothing is printed."));
	printing->printed.last_page = pages.last;
	say_detail(report, wish, pages, printing->printed.detail);
	status = look_up(desk, report, wish, pages, &printing->printed);
	if (status)
		return status;
	text_format(name, sizeof(name), "%s.pdf", report->name);
	status = print_file_name(path, name, &desk->problem);
	if (status)
		return status;
	say_printed(desk, book->printed);
	/* TRANSLATORS: stands on every page of a report that was printed before. */
	if (printing->printed.again)
		text_copy(book->mark, sizeof(book->mark), _("REPRINT"));
	status = pdf_write(book, path, pages, &desk->problem);
	if (status) {
		print_file_remove(path);
		return status;
	}
	return print_start(&printing->print, settings->print_command, (int)settings->print_seconds,
			   path, &desk->problem);
}

/* It was printed: says so in the record, or fails. */
static enum status record(struct report_printing *printing, struct desk *desk)
{
	enum status status = desk_change(desk, record_inside, &printing->printed);

	if (status)
		printing->print.state = PRINT_FAILED;
	return status;
}

enum print_state report_print_look(struct report_printing *printing, struct desk *desk)
{
	const bool runs = printing->print.state == PRINT_RUNS;

	if (print_look(&printing->print, &desk->problem) == PRINT_DONE && runs)
		(void)!record(printing, desk);
	return printing->print.state;
}

enum status report_print_wait(struct report_printing *printing, struct desk *desk)
{
	enum status status = print_wait(&printing->print, &desk->problem);

	return status ? status : record(printing, desk);
}

void report_print_leave(struct report_printing *printing, struct desk *desk)
{
	/* Nobody is there to be told that it could not be recorded. */
	if (report_print_look(printing, desk) == PRINT_RUNS)
		(void)!desk_change(desk, record_inside, &printing->printed);
	print_release(&printing->print);
}
