#include "ui/screens/online/refused_rows.h"

#include "base/language.h"
#include "base/mask.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/reason.h"

enum {
	COLUMN_ORDERED,
	COLUMN_NAME,
	COLUMN_VISIT,
	COLUMN_PAID,
	COLUMN_REFUND,
	COLUMN_ORDER,
	COLUMN_PHONE,
	COLUMN_WHY
};

static const struct list_column columns[] = {
	[COLUMN_ORDERED] = { .title = N_("Ordered"), .columns = 16, .gives_way = 3 },
	[COLUMN_NAME] = { .title = N_("Name"), .columns = 10, .flexible = true },
	[COLUMN_VISIT] = { .title = N_("Visit"), .columns = 20 },
	[COLUMN_PAID] = { .title = N_("Paid"), .columns = 8, .side = TEXT_RIGHT },
	[COLUMN_REFUND] = { .title = N_("Refund"), .columns = 10 },
	[COLUMN_ORDER] = { .title = N_("Order"), .columns = 20, .gives_way = 1 },
	[COLUMN_PHONE] = { .title = N_("Phone"), .columns = 11, .gives_way = 2 },
	[COLUMN_WHY] = { .title = N_("Why"), .columns = 22, .flexible = true },
};

static void visit_words(const struct order_row *row, bool has_year, char *out, size_t size)
{
	char day[DAY_TEXT_SIZE];
	const size_t year_length = has_year ? 0 : 5; /* "2026-" */

	out[0] = '\0';
	if (row->is_known)
		text_format(out, size, "%s %s %s", row->order.doctor_code,
			    day_format(row->order.day, day) + year_length,
			    period_word(row->order.period));
}

/* Why it was refused; of one that waits for a decision, what it asks for. */
static const char *why(const struct order_row *row)
{
	if (!order_row_is_to_look_at(row))
		return reason_words(row->code, 0);
	return row->order.action == ONLINE_CANCEL ? _("Asks to cancel a visit of a closed day.")
						  : _("Asks for a visit of a closed day.");
}

static int64_t money_of(const struct order_row *row)
{
	return row->order.paid_fen ? row->order.paid_fen : row->stake_fen;
}

static void order_cell(const void *rows, size_t at, int column, char *out, size_t size)
{
	const struct order_row *row = &((const struct order_row *)rows)[at];
	const struct online_order *order = &row->order;
	char text[CLOCK_TEXT_SIZE], money[MONEY_TEXT_SIZE], mask[MASK_SIZE];

	out[0] = '\0';
	switch (column) {
	case COLUMN_ORDERED: text_copy(out, size, clock_format(order->ordered_ms, text)); break;
	case COLUMN_NAME: text_copy(out, size, order->name); break;
	case COLUMN_VISIT: visit_words(row, false, out, size); break;
	case COLUMN_PAID:
		if (money_of(row))
			text_copy(out, size, money_format(money_of(row), money));
		break;
	case COLUMN_REFUND:
		if (row->refund_id)
			text_copy(out, size, refund_state_word(row->refund_state));
		break;
	case COLUMN_ORDER: text_copy(out, size, order->order_no); break;
	case COLUMN_PHONE: text_copy(out, size, mask_phone(order->phone, mask)); break;
	default: text_copy(out, size, why(row));
	}
}

static int64_t order_id(const void *rows, size_t at)
{
	return ((const struct order_row *)rows)[at].seq;
}

static enum style order_style(const void *rows, size_t at)
{
	return order_row_can_be_tried(&((const struct order_row *)rows)[at]) ? STYLE_NORMAL
									     : STYLE_FAINT;
}

void refused_rows_list_init(struct list *list, bool look)
{
	static const struct list_ops ops = { .cell = order_cell,
					     .id = order_id,
					     .style = order_style };

	list_init(
		list, &ops, columns, sizeof(columns) / sizeof(columns[0]),
		look ? N_("No order waits for a decision: none that came touches a closed day. F8 "
			  "shows the refused orders.")
		     : N_("No refused order is open: no money is owed for any, and no visit can "
			  "still be made. F8 shows those that touch a closed day; in Online "
			  "(Alt-8), F6 imports a file."));
}

char *refused_rows_words(const struct order_row *row, char out[REFUSED_WORDS_SIZE])
{
	const struct online_order *order = &row->order;
	char visit[LIST_CELL_SIZE], money[MONEY_TEXT_SIZE], receipt[RECEIPT_SIZE];
	char paid[LIST_CELL_SIZE], mask[MASK_SIZE];

	visit_words(row, true, visit, sizeof(visit));
	if (row->refund_id)
		text_format(paid, sizeof(paid), _("%s yuan, refund %s: %s"),
			    money_format(order->paid_fen, money),
			    receipt_format(row->refund_id, receipt),
			    refund_state_word(row->refund_state));
	else if (row->stake_fen)
		text_format(paid, sizeof(paid), _("%s yuan, not asked back"),
			    money_format(row->stake_fen, money));
	else
		text_copy(paid, sizeof(paid), _("nothing received"));
	text_format(out, REFUSED_WORDS_SIZE, _("%s, phone %s. Order %s, %s. Paid: %s. %s"),
		    order->name, mask_phone(order->phone, mask), order->order_no, visit, paid,
		    why(row));
	return out;
}
