/* A report as a PDF through reports/pdf/pdf_book.h against bare pango and cairo, which draw the
 * same texts and lines at the same places, cell by cell as their manuals show it. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "clinic.h"
#include "reports/pdf/pdf_book.h"
#include "reports/report.h"

enum { ROWS = 5000, PAIRS = 7, DAILY_PAIRS = 21, PATH_SIZE = 700, ROWS_A_PAGE = 35 };
enum { LEFT = 32, LINE = 13, COLUMN_WIDTH = 78 }; /* on bare pages */

enum {
	LIST_BOOKING,
	LIST_DEPARTMENT,
	LIST_DOCTOR,
	LIST_NUMBER,
	LIST_PATIENT,
	LIST_PHONE,
	LIST_STATE,
	LIST_FEE,
	LIST_REFUND,
	LIST_RECEIPT,
	LIST_COLUMNS
};

static const struct sheet_column columns[LIST_COLUMNS] = {
	[LIST_BOOKING] = { .title = "Booking", .kind = VALUE_IDENTIFIER, .paper = true },
	[LIST_DEPARTMENT] = { .title = "Department", .kind = VALUE_TEXT, .paper = true },
	[LIST_DOCTOR] = { .title = "Doctor", .kind = VALUE_TEXT, .paper = true },
	[LIST_NUMBER] = { .title = "Number", .kind = VALUE_COUNT, .paper = true },
	[LIST_PATIENT] = { .title = "Patient", .kind = VALUE_TEXT, .paper = true },
	[LIST_PHONE] = { .title = "Phone", .kind = VALUE_IDENTIFIER, .paper = true },
	[LIST_STATE] = { .title = "State", .kind = VALUE_TEXT, .paper = true },
	[LIST_FEE] = { .title = "Fee", .kind = VALUE_MONEY, .paper = true, .total = TOTAL_SUM },
	[LIST_REFUND] = { .title = "Refund",
			  .kind = VALUE_MONEY,
			  .paper = true,
			  .total = TOTAL_SUM },
	[LIST_RECEIPT] = { .title = "Receipt", .kind = VALUE_IDENTIFIER, .paper = true },
};

struct printing {
	char path[PATH_SIZE];
	struct sheet_book book;
};

static void fill(struct sheet_book *book)
{
	static const char *const surnames[] = { "王", "李", "张", "刘", "陈", "杨", "欧阳" };
	static const char *const names[] = { "伟", "秀英", "娜", "敏", "静", "磊", "军", "洋" };
	struct sheet *sheet;

	sheet_book_init(book);
	text_copy(book->title, sizeof(book->title), "门诊日报");
	text_copy(book->clinic, sizeof(book->clinic), "示范门诊部");
	text_copy(book->dates, sizeof(book->dates), "2026-11-21");
	book->from = book->to = 20778;
	sheet = sheet_book_add(book, "list", "Registrations", columns, LIST_COLUMNS);
	sheet->paper = true;
	for (int n = 0; n < ROWS; n++) {
		char text[32];

		sheet_row(sheet);
		text_format(text, sizeof(text), "261121%05d7", n);
		sheet_text(sheet, LIST_BOOKING, text);
		text_format(text, sizeof(text), "科室%02d", n % 20);
		sheet_text(sheet, LIST_DEPARTMENT, text);
		text_format(text, sizeof(text), "医生%03d", n % 200);
		sheet_text(sheet, LIST_DOCTOR, text);
		sheet_number(sheet, LIST_NUMBER, n % 40 + 1);
		text_format(text, sizeof(text), "%s%s", surnames[n % 7], names[n * 31 / 7 % 8]);
		sheet_text(sheet, LIST_PATIENT, text);
		text_format(text, sizeof(text), "138****%04d", n * 37 % 10000);
		sheet_text(sheet, LIST_PHONE, text);
		sheet_text(sheet, LIST_STATE, n % 4 ? "已就诊" : "已退号");
		sheet_number(sheet, LIST_FEE, 2500);
		sheet_number(sheet, LIST_REFUND, n % 31 ? 0 : 2500);
		text_format(text, sizeof(text), "261121-%06d", n);
		sheet_text(sheet, LIST_RECEIPT, text);
	}
	sheet_book_settle(book);
}

static double write_ours(void *context)
{
	const struct printing *printing = context;
	double began = seconds_now();
	struct problem problem;

	if (pdf_write(&printing->book, printing->path, (struct pdf_range){ 0, 0 }, &problem) !=
	    STATUS_OK)
		die("%s", problem.message);
	return seconds_now() - began;
}

static void show(cairo_t *cairo, PangoLayout *layout, double x, double y, const char *text)
{
	pango_layout_set_text(layout, text, -1);
	cairo_move_to(cairo, x, y);
	pango_cairo_show_layout(cairo, layout);
}

static void bare_titles(const struct sheet *sheet, cairo_t *cairo, PangoLayout *layout, double y)
{
	double x = LEFT;

	for (int column = 0; column < sheet->count; column++) {
		if (!sheet->columns[column].paper)
			continue;
		show(cairo, layout, x, y, sheet_title(sheet, column));
		x += COLUMN_WIDTH;
	}
}

static void bare_row(const struct sheet *sheet, cairo_t *cairo, PangoLayout *layout, size_t row,
		     double y)
{
	double x = LEFT;

	for (int column = 0; column < sheet->count; column++) {
		char shown[SHEET_SHOWN_SIZE];

		if (!sheet->columns[column].paper)
			continue;
		show(cairo, layout, x, y, sheet_show(sheet, row, column, shown));
		x += COLUMN_WIDTH;
	}
	cairo_move_to(cairo, LEFT, y + LINE);
	cairo_line_to(cairo, 810, y + LINE);
	cairo_stroke(cairo);
}

static void bare_page(const struct sheet *sheet, cairo_t *cairo, PangoLayout *layout, size_t first)
{
	double y = 56;

	show(cairo, layout, LEFT, 32, sheet->name);
	bare_titles(sheet, cairo, layout, y);
	for (size_t row = first; row < first + ROWS_A_PAGE && row < sheet->row_count; row++)
		bare_row(sheet, cairo, layout, row, y += LINE);
	show(cairo, layout, 700, 560, "第 1 页，共 143 页");
	cairo_show_page(cairo);
}

/* The tables and sentences of page one, without its chart. */
static void bare_front(const struct sheet_book *book, cairo_t *cairo, PangoLayout *layout)
{
	double y = 32;

	for (int i = 0; i < book->block_count; i++) {
		const struct sheet_block *block = &book->blocks[i];
		const struct sheet *table = block->table;
		size_t rows;

		if (block->title)
			show(cairo, layout, LEFT, y += LINE, block->title);
		for (int line = 0; line < block->line_count; line++)
			show(cairo, layout, LEFT, y += LINE, block->lines[line]);
		if (!table)
			continue;
		bare_titles(table, cairo, layout, y += LINE);
		rows = block->rows_most ? block->rows_most : table->row_count;
		for (size_t row = 0; row < rows && row < table->row_count; row++)
			bare_row(table, cairo, layout, row, y += LINE);
	}
	if (book->block_count > 0)
		cairo_show_page(cairo);
}

static double write_bare(void *context)
{
	const struct printing *printing = context;
	const struct sheet_book *book = &printing->book;
	double began = seconds_now();
	cairo_surface_t *surface = cairo_pdf_surface_create(printing->path, 841.89, 595.28);
	cairo_t *cairo = cairo_create(surface);
	PangoLayout *layout = pango_cairo_create_layout(cairo);
	PangoFontDescription *font = pango_font_description_from_string(
		"Noto Sans CJK SC,WenQuanYi Micro Hei 10px");

	pango_layout_set_font_description(layout, font);
	cairo_set_line_width(cairo, 0.3);
	bare_front(book, cairo, layout);
	for (int i = 0; i < book->sheet_count; i++) {
		const struct sheet *sheet = book->sheets[i];

		for (size_t row = 0; row < sheet->row_count && sheet->paper; row += ROWS_A_PAGE)
			bare_page(sheet, cairo, layout, row);
	}
	pango_font_description_free(font);
	g_object_unref(layout);
	cairo_destroy(cairo);
	cairo_surface_finish(surface);
	if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
		die("%s was not written", printing->path);
	cairo_surface_destroy(surface);
	return seconds_now() - began;
}

/* ---- The day report ---- */

/* The day of the last month that has most days of its own month before it, which it is compared
 * with. */
static day_number late_in_its_month(void)
{
	enum { MONTH = 31 };
	const day_number today = clinic_today();
	day_number late = today - 1;
	int year, month, most = 0;

	for (int back = 1; back <= MONTH; back++) {
		int dom;

		day_to_civil(today - back, &year, &month, &dom);
		if (dom <= most)
			continue;
		most = dom;
		late = today - back;
	}
	return late;
}

/* Reads the day and writes it; its book is printing->book afterwards. */
static double write_daily(struct desk *desk, struct printing *printing)
{
	const day_number day = late_in_its_month();
	const struct report *report = report_by_name("daily");
	const struct report_wish wish = { .from = day, .to = day };
	struct report_result result;
	double began = seconds_now();

	sheet_book_release(&printing->book);
	must(desk, report_fill(desk, report, &wish, &printing->book));
	must(desk, report_write_book(desk, report, &wish, &printing->book, REPORT_PDF,
				     printing->path, &result));
	return seconds_now() - began;
}

static void bench_daily(struct bench *bench, struct printing *printing)
{
	static const struct bench_what what = { "pdf-daily", "s, 5000 bookings", GOAL_OURS_MOST,
						0.5 };
	static const struct bench_what writing = { "pdf-daily-writing", "s, 5000 bookings",
						   GOAL_RATIO_MOST, 1.2 };
	char clinic[CLINIC_PATH_SIZE];
	struct desk desk;
	double ours[PAIRS];

	clinic_path(bench, clinic_busy(bench), clinic);
	clinic_open(&desk, clinic, "bench");
	for (int i = 0; i < PAIRS; i++)
		ours[i] = write_daily(&desk, printing);
	bench_report(bench, &what, ours, NULL, PAIRS);
	bench_pair(bench, &writing, DAILY_PAIRS, write_ours, write_bare, printing);
	desk_close(&desk);
}

void bench_pdf(struct bench *bench)
{
	static const struct bench_what ratio = { "pdf", "s, 5000 rows", GOAL_RATIO_MOST, 1.2 };
	static const struct bench_what most = { "pdf-seconds", "s, 5000 rows", GOAL_OURS_MOST,
						0.5 };
	struct printing printing;
	double ours[PAIRS];

	text_format(printing.path, sizeof(printing.path), "%s/bench.pdf", bench_folder(bench));
	fill(&printing.book);
	bench_pair(bench, &ratio, PAIRS, write_ours, write_bare, &printing);
	for (int i = 0; i < PAIRS; i++)
		ours[i] = write_ours(&printing);
	bench_report(bench, &most, ours, NULL, PAIRS);
	if (bench_wants(bench, "pdf-daily"))
		bench_daily(bench, &printing);
	sheet_book_release(&printing.book);
	unlink(printing.path);
}
