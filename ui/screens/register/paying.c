#include "ui/screens/register/paying.h"

#include <string.h>

#include "base/language.h"
#include "base/money.h"
#include "desk/money/method.h"

/* Nobody hands over a note that is not needed: change of this much, the largest note, was a slip of
 * the finger or another number. */
enum { LARGEST_NOTE_FEN = 10000, RECEIVED_SIZE = 12, RECEIVED_COLUMNS = 12 };

void paying_fields(struct field field[PAYING_FIELDS], const char *const *choices)
{
	field[PAYING_METHOD] = (struct field){
		.label = N_("Payment"), .kind = FIELD_CHOICE, .choices = choices, .spread = true
	};
	field[PAYING_RECEIVED] = (struct field){ .label = N_("Cash given"),
						 .kind = FIELD_MONEY,
						 .limit = RECEIVED_SIZE,
						 .columns = RECEIVED_COLUMNS,
						 .hint = N_("empty: exactly the fee") };
	field[PAYING_CHANGE] = (struct field){ .label = N_("Give back"), .kind = FIELD_SHOWN };
}

static struct field *field_of(const struct paying *paying, int field)
{
	return &paying->form->field[paying->first + field];
}

int paying_method(const struct paying *paying)
{
	return field_of(paying, PAYING_METHOD)->choice;
}

static bool takes_cash(const struct paying *paying)
{
	return paying->counts && paying->fee_fen > 0 && paying_method(paying) == METHOD_CASH;
}

/* False: nothing, or nothing that is an amount, was typed. */
static bool read_received(const struct paying *paying, int64_t *fen)
{
	const char *typed = field_of(paying, PAYING_RECEIVED)->edit.text;

	return takes_cash(paying) && *typed && money_parse(typed, fen);
}

/* Shows the fields of cash or takes them away, with the focus on what is filled in next. */
static void follow(struct paying *paying)
{
	struct form *form = paying->form;
	bool cash = takes_cash(paying), before = form->focus < paying->first;
	char money[MONEY_TEXT_SIZE] = "";
	int64_t received;

	if (read_received(paying, &received) && received >= paying->fee_fen)
		money_format(received - paying->fee_fen, money);
	edit_set(&field_of(paying, PAYING_CHANGE)->edit, money);
	form->count = paying->first + (cash ? PAYING_FIELDS : PAYING_METHOD + 1);
	if (!before)
		form_focus(form, paying->first + (cash ? PAYING_RECEIVED : PAYING_METHOD));
}

void paying_begin(struct paying *paying, const struct desk *desk, struct form *form)
{
	*paying = (struct paying){ .form = form,
				   .first = form->count - PAYING_FIELDS,
				   .counts = strcmp(desk->settings.desk_cash_received, "on") == 0 };
	follow(paying);
}

void paying_set_fee(struct paying *paying, int64_t fee_fen)
{
	paying->fee_fen = fee_fen;
	follow(paying);
}

unsigned paying_turn(struct paying *paying, enum command command)
{
	struct form *form = paying->form;

	field_of(paying, PAYING_RECEIVED)->problem[0] = '\0';
	form_focus(form, paying->first + PAYING_METHOD);
	form_command(form, command);
	follow(paying);
	return SCREEN_DRAW;
}

unsigned paying_text(struct paying *paying, const char *text)
{
	struct form *form = paying->form;
	char typed[EDIT_SIZE];

	if (form->focus < paying->first)
		return SCREEN_PASS;
	text_copy(typed, sizeof(typed), text);
	text_narrow(typed);
	if (strcmp(typed, "*") == 0 || strcmp(typed, " ") == 0)
		return paying_turn(paying, COMMAND_FORM_RIGHT);
	if (!takes_cash(paying) || strspn(typed, "0123456789.") < strlen(typed)) {
		paying->strayed = true;
		return SCREEN_DRAW;
	}
	form_focus(form, paying->first + PAYING_RECEIVED);
	if (form_text(form, typed) == FORM_FULL)
		paying->strayed = true;
	follow(paying);
	return SCREEN_DRAW;
}

enum form_reply paying_command(struct paying *paying, enum command command)
{
	bool here = paying->form->focus >= paying->first;
	enum form_reply reply;

	if (here && (command == COMMAND_FORM_LEFT || command == COMMAND_FORM_RIGHT)) {
		paying_turn(paying, command);
		return FORM_CHANGED;
	}
	/* Between the method and the amount no key of its own is needed. */
	if (here && command == COMMAND_FORM_ENTER)
		return FORM_CONFIRMED;
	reply = form_command(paying->form, command);
	if (reply == FORM_CHANGED)
		follow(paying);
	else if (reply == FORM_MOVED && !here && paying->form->focus >= paying->first)
		follow(paying);
	return reply;
}

bool paying_is_ready(struct paying *paying, struct problem *refusal)
{
	const int field = paying->first + PAYING_RECEIVED;
	char sentence[FIELD_PROBLEM_SIZE], amount[MONEY_TEXT_SIZE];
	int64_t fen = 0;

	if (paying->strayed) {
		paying->strayed = false;
		problem_set(refusal, STATUS_BAD_VALUE, "%s",
			    _("Something was typed here that is no amount. Is this still the "
			      "right patient? Then press Enter again."));
		return false;
	}
	if (!takes_cash(paying) || !field_of(paying, PAYING_RECEIVED)->edit.text[0])
		return true;
	if (!read_received(paying, &fen))
		text_copy(sentence, sizeof(sentence), _("This is no amount in yuan."));
	else if (fen < paying->fee_fen)
		text_format(sentence, sizeof(sentence), _("Too little: %s is missing."),
			    money_format(paying->fee_fen - fen, amount));
	else if (fen - paying->fee_fen >= LARGEST_NOTE_FEN)
		text_format(sentence, sizeof(sentence),
			    _("%s would go back, more than a note: is the amount right?"),
			    money_format(fen - paying->fee_fen, amount));
	else
		return true;
	form_problem(paying->form, field, sentence);
	return false;
}

bool paying_types(const struct paying *paying)
{
	return paying->form->focus != paying->first + PAYING_METHOD;
}

char *paying_words_of_change(const struct paying *paying, char out[PAYING_WORDS_SIZE])
{
	char change[MONEY_TEXT_SIZE];
	int64_t fen;

	out[0] = '\0';
	if (read_received(paying, &fen) && fen > paying->fee_fen)
		text_format(out, PAYING_WORDS_SIZE, _("Give back %s."),
			    money_format(fen - paying->fee_fen, change));
	return out;
}
