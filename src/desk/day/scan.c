#include "desk/day/scan.h"

#include <string.h>

#include "base/text.h"

#include "sql_columns.h"

enum {
	RESIDENT_LENGTH = 18,
	BIRTH_AT = 6,
	BIRTH_LENGTH = 8,
	INSURANCE_LENGTH = 28,
	UNIONPAY_LENGTH = 19,
	ALIPAY_LEAST = 16,
	ALIPAY_MOST = 24,
};

/* What was sent around the text itself: line ends and tabs, of which a scanner may send several. */
static void take_text(struct scan *out, const char *text)
{
	char narrow[SCAN_TEXT_SIZE * 4], *to = out->text;

	text_copy(narrow, sizeof(narrow), text);
	text_trim(text_narrow(narrow));
	for (const char *at = narrow; *at && to < out->text + sizeof(out->text) - 1; at++) {
		if (*at != '\r' && *at != '\n' && *at != '\t')
			*to++ = *at;
	}
	*to = '\0';
	out->text[text_utf8_prefix(out->text, strlen(out->text))] = '\0';
}

/* The first two digits as a number. */
static int prefix_of(const char *text)
{
	return (text[0] - '0') * 10 + text[1] - '0';
}

static bool is_resident_id(const struct desk *desk, const char *text)
{
	struct resident_id id;

	return strlen(text) == RESIDENT_LENGTH &&
	       resident_id_read(text, desk_today(desk), &id, NULL) == STATUS_OK;
}

static bool has_birth_date(const struct desk *desk, const char *text)
{
	char birth[BIRTH_LENGTH + 1];
	day_number day;

	text_format(birth, sizeof(birth), "%.*s", (int)BIRTH_LENGTH, text + BIRTH_AT);
	return text_is_digits(birth) && day_parse_loose(birth, &day) && day <= desk_today(desk);
}

/* What the digits alone tell; SCAN_UNKNOWN: the store must be asked. */
static enum scan_kind kind_by_digits(const struct desk *desk, const char *text)
{
	size_t length = strlen(text);
	int prefix;

	if (is_resident_id(desk, text))
		return SCAN_RESIDENT_ID;
	if (length == RESIDENT_LENGTH && strspn(text, "0123456789") >= RESIDENT_LENGTH - 1 &&
	    strchr("0123456789Xx", text[RESIDENT_LENGTH - 1]) && has_birth_date(desk, text))
		return SCAN_MISREAD_ID;
	if (length < ALIPAY_LEAST || !text_is_digits(text))
		return SCAN_UNKNOWN;
	prefix = prefix_of(text);
	if ((length == RESIDENT_LENGTH && prefix >= 10 && prefix <= 15) ||
	    (length <= ALIPAY_MOST && prefix >= 25 && prefix <= 30) ||
	    (length == UNIONPAY_LENGTH && prefix == 62))
		return SCAN_PAYMENT_CODE;
	return SCAN_UNKNOWN;
}

static enum status unless_absent(enum status status)
{
	return status == STATUS_UNKNOWN_PATIENT || status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status find_owner(struct desk *desk, struct scan *out)
{
	struct resident_id id;
	struct patient patient;
	enum status status;

	/* As it is kept: in capitals. */
	if (resident_id_read(out->text, desk_today(desk), &id, NULL) == STATUS_OK)
		text_copy(out->text, sizeof(out->text), id.number);
	status = patient_by_id_number(desk, ID_RESIDENT, out->text, &patient);
	if (status == STATUS_OK)
		out->patient_id = patient.id;
	return unless_absent(status);
}

/* A card's owner, or a patient by number. */
static enum status find_patient(struct desk *desk, struct scan *out)
{
	char card[SCAN_TEXT_SIZE];
	struct patient patient;
	enum status status;
	int64_t id;

	text_copy(card, sizeof(card), out->text);
	status = patient_by_card(desk, text_upper(card), &patient);
	if (status == STATUS_UNKNOWN_PATIENT && patient_number_parse(out->text, &id))
		status = patient_get(desk, id, &patient);
	if (status == STATUS_OK) {
		out->kind = SCAN_PATIENT;
		out->patient_id = patient.id;
	}
	return unless_absent(status);
}

static enum status order_row(const struct store_row *row, void *context)
{
	struct scan *out = context;
	const char *code = row_text(row, SCAN_ROW_CODE);

	out->booking_id = row_number(row, SCAN_ROW_BOOKING_ID);
	if (out->booking_id != 0) {
		out->kind = SCAN_ORDER;
		return STATUS_OK;
	}
	for (int status = 0; status < STATUS_COUNT && *code; status++) {
		if (strcmp(code, status_name((enum status)status)) == 0) {
			out->kind = SCAN_ORDER_REFUSED;
			out->refusal = (enum status)status;
		}
	}
	return STATUS_OK;
}

static enum status find_order(struct desk *desk, struct scan *out)
{
	enum status status = store_one(desk->store, SQL_SCAN_ORDER, ARGS(store_text(out->text)),
				       order_row, out);

	if (status == STATUS_NOT_FOUND)
		status = store_one(desk->store, SQL_SCAN_PAYMENT, ARGS(store_text(out->text)),
				   order_row, out);
	return desk_store_result(desk, unless_absent(status));
}

struct receipt {
	int64_t booking_id;
	char order_no[ORDER_NO_SIZE];
};

static enum status receipt_row(const struct store_row *row, void *context)
{
	struct receipt *out = context;

	out->booking_id = row_number(row, SCAN_RECEIPT_BOOKING_ID);
	text_copy(out->order_no, sizeof(out->order_no), row_text(row, SCAN_RECEIPT_ORDER_NO));
	return STATUS_OK;
}

/* What a receipt's number tells of; nothing when the text is none. */
static enum status read_receipt(struct desk *desk, const char *text, struct receipt *out)
{
	int64_t id;

	*out = (struct receipt){ .booking_id = 0 };
	if (!receipt_parse(text, &id))
		return STATUS_OK;
	return desk_store_result(
		desk, unless_absent(store_one(desk->store, SQL_SCAN_RECEIPT,
					      ARGS(STORE_ARG_INT(id)), receipt_row, out)));
}

static enum status find_receipt(struct desk *desk, struct scan *out)
{
	struct receipt receipt;
	enum status status = read_receipt(desk, out->text, &receipt);

	if (status)
		return status;
	if (receipt.booking_id) {
		out->kind = SCAN_RECEIPT;
		out->booking_id = receipt.booking_id;
	} else if (receipt.order_no[0]) {
		text_copy(out->text, sizeof(out->text), receipt.order_no);
		return find_order(desk, out);
	}
	return STATUS_OK;
}

/* A number made like a ticket's that is none of ours may be a card's, or a receipt's. */
static enum status find_ticket(struct desk *desk, struct scan *out)
{
	const int64_t ticket = out->booking_id;
	struct receipt receipt;
	struct booking booking;
	enum status status = booking_get(desk, ticket, &booking);

	if (status == STATUS_OK) {
		out->kind = SCAN_TICKET;
		status = read_receipt(desk, out->text, &receipt);
		out->also_receipt = receipt.booking_id && receipt.booking_id != ticket;
		return status;
	}
	if (status != STATUS_NOT_FOUND)
		return status;
	out->booking_id = 0;
	status = find_patient(desk, out);
	if (status == STATUS_OK && out->kind == SCAN_UNKNOWN)
		status = find_receipt(desk, out);
	if (status == STATUS_OK && out->kind == SCAN_UNKNOWN) {
		out->kind = SCAN_TICKET;
		out->booking_id = ticket;
	}
	return status;
}

static enum status look_up(struct desk *desk, struct scan *out)
{
	enum status status;

	if (booking_number_parse(out->text, &out->booking_id))
		return find_ticket(desk, out);
	status = find_patient(desk, out);
	if (status == STATUS_OK && out->kind == SCAN_UNKNOWN)
		status = find_order(desk, out);
	if (status == STATUS_OK && out->kind == SCAN_UNKNOWN)
		status = find_receipt(desk, out);
	/* The payment service's numbers have as many digits as the insurer's codes. */
	if (status == STATUS_OK && out->kind == SCAN_UNKNOWN &&
	    strlen(out->text) == INSURANCE_LENGTH && text_is_digits(out->text))
		out->kind = SCAN_INSURANCE_CODE;
	return status;
}

enum status scan_read(struct desk *desk, const char *text, struct scan *out)
{
	enum status status = STATUS_OK;

	memset(out, 0, sizeof(*out));
	take_text(out, text);
	out->kind = kind_by_digits(desk, out->text);
	switch (out->kind) {
	case SCAN_RESIDENT_ID: status = find_owner(desk, out); break;
	case SCAN_UNKNOWN: status = look_up(desk, out); break;
	default: break;
	}
	if (out->kind == SCAN_PAYMENT_CODE || out->kind == SCAN_INSURANCE_CODE)
		memset(out->text, 0, sizeof(out->text));
	return status;
}
