#include "ui/screens/register/booked.h"

#include <string.h>

#include "base/language.h"
#include "ui/screens/words.h"
#include "ui/term/page.h"

enum { GLYPH_LINES = 5, GLYPH_COLUMNS = 6, TEXT_LINE = 10 };

struct booked {
	int64_t id;
	struct booking booking;
};

/* Digits five lines high, of a character that every terminal has. */
static const char *const glyphs[10][GLYPH_LINES] = {
	{ "#####", "#   #", "#   #", "#   #", "#####" },
	{ "  #  ", " ##  ", "  #  ", "  #  ", " ### " },
	{ "#####", "    #", "#####", "#    ", "#####" },
	{ "#####", "    #", " ####", "    #", "#####" },
	{ "#   #", "#   #", "#####", "    #", "    #" },
	{ "#####", "#    ", "#####", "    #", "#####" },
	{ "#####", "#    ", "#####", "#   #", "#####" },
	{ "#####", "    #", "   # ", "  #  ", "  #  " },
	{ "#####", "#   #", "#####", "#   #", "#####" },
	{ "#####", "#   #", "#####", "    #", "#####" },
};

/* Draws a number in large digits; returns the columns it took. */
static int draw_large(const struct canvas *canvas, int line, int column, int number)
{
	char digits[16];
	int at = 0;

	text_format(digits, sizeof(digits), "%d", number);
	/* They are for the eye; the number stands beside them. */
	for (int i = 0; i < GLYPH_LINES; i++) {
		struct canvas part = canvas_part(canvas, line + i, column, 1,
						 (int)strlen(digits) * GLYPH_COLUMNS);

		page_item(&part, 0, STYLE_GOOD, "");
	}
	for (; digits[at]; at++) {
		for (int i = 0; i < GLYPH_LINES; i++)
			draw_text(canvas, line + i, column + at * GLYPH_COLUMNS, GLYPH_COLUMNS,
				  STYLE_GOOD, glyphs[digits[at] - '0'][i]);
	}
	return at * GLYPH_COLUMNS;
}

static enum status booked_load(struct screen *screen, struct problem *problem)
{
	struct booked *state = screen->state;
	enum status status = booking_get(screen->desk, state->id, &state->booking);

	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status booked_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct booked *state = screen->state;

	memcpy(&state->id, argument, sizeof(state->id));
	screen->widget = CONTEXT_LIST;
	(void)problem;
	return STATUS_OK;
}

static void draw_money(const struct booking *booking, day_number today, const struct canvas *canvas,
		       int line)
{
	char text[WORDS_SIZE], receipt[RECEIPT_SIZE], money[MONEY_TEXT_SIZE],
		note[RECEIPT_NOTE_SIZE];

	if (booking_charge_state(booking) == CHARGE_OWED) {
		text_format(text, sizeof(text), _("%s, NOT PAID yet"),
			    money_format(booking->fee_fen, money));
		words_line(canvas, line, _("Fee"), text);
		return;
	}
	if (booking->payment_id == 0) {
		words_line(canvas, line, _("Fee"), _("none"));
		return;
	}
	text_format(text, sizeof(text), _("%s paid, %s"), money_format(booking->paid_fen, money),
		    method_word(booking->method));
	line = words_line(canvas, line, _("Fee"), text);
	line = words_line(canvas, line, _("Receipt"), receipt_format(booking->payment_id, receipt));
	if (*receipt_note(booking->payment_id, today, note))
		words_line(canvas, line, "", note);
}

static const char *booked_heading(const struct screen *screen)
{
	const struct booked *state = screen->state;

	return state->booking.slot_kind == SLOT_EXTRA ? _("Booked: an extra number") : _("Booked");
}

static void booked_draw(struct screen *screen, const struct canvas *canvas)
{
	const struct booked *state = screen->state;
	const struct booking *booking = &state->booking;
	struct canvas part = canvas_part(canvas, TEXT_LINE, 3, canvas->lines - TEXT_LINE - 1,
					 canvas->columns - 6);
	char text[WORDS_SIZE], time[MINUTE_TEXT_SIZE], number[WORDS_NUMBER_SIZE];
	int line, column;

	page_item(canvas, 1, STYLE_GOOD, ""); /* it is the heading there */
	draw_text(canvas, 1, 3, canvas->columns - 6, STYLE_GOOD, booked_heading(screen));
	column = draw_large(canvas, 3, 3, booking->number) + 5;
	draw_format(canvas, 4, column, STYLE_TITLE, _("Number %d"), booking->number);
	draw_format(canvas, 5, column, STYLE_TITLE, _("expected about %s"),
		    words_time(booking->expected_ms, time));
	draw_format(canvas, 6, column, STYLE_TITLE, _("room %s"), booking->room);
	line = words_line(&part, 0, _("Patient"), booking->patient);
	text_format(text, sizeof(text), "%s, %s", booking->department, booking->doctor);
	line = words_line(&part, line, _("Doctor"), text);
	line = words_line(&part, line, _("Session"), words_booking_time(booking, text));
	line = words_line(&part, line, _("Booking"), words_number(booking->id, number));
	draw_money(booking, desk_today(screen->desk), &part, line);
	draw_keys(canvas, canvas->lines - 1, 3, canvas->columns - 6,
		  _("Type or scan the next patient; Enter goes back to the search."));
	canvas_cursor(canvas, canvas->lines - 1, 3);
}

static unsigned booked_command(struct screen *screen, enum command command)
{
	(void)screen;
	switch (command) {
	case COMMAND_LIST_CHOOSE:
	case COMMAND_REGISTER_CONFIRM:
	case COMMAND_REGISTER_FIND:
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: return SCREEN_PASS;
	}
}

static bool booked_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_REGISTER || command == COMMAND_REGISTER_FIND;
}

const struct screen_ops booked_screen = {
	.name = "booked",
	.context = CONTEXT_REGISTER,
	.title = N_("Booked"),
	.state_size = sizeof(struct booked),
	.leaves_freely = true,
	.passing = true,
	.open = booked_open,
	.load = booked_load,
	.draw = booked_draw,
	.heading = booked_heading,
	.command = booked_command,

	.applies = booked_applies,
};
