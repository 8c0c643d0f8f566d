#include "reports/days/days_make.h"

#include <string.h>

static const struct figure *make(struct days_book *book, struct figure figure,
				 struct figure_names names, const struct figure_condition *where)
{
	figure.name = names.name;
	figure.title = names.title;
	if (where)
		memcpy(figure.where, where, sizeof(figure.where));
	return sheet_book_figure(book->book, &figure);
}

const struct figure *make_count(struct days_book *book, struct figure_names names,
				enum days_sheet sheet, int column,
				const struct figure_condition *where)
{
	return make(book,
		    (struct figure){ .kind = VALUE_COUNT,
				     .operation = FIGURE_COUNT,
				     .of = book->sheet[sheet],
				     .column = column },
		    names, where);
}

const struct figure *make_sum(struct days_book *book, struct figure_names names,
			      enum days_sheet sheet, int column,
			      const struct figure_condition *where)
{
	return make(book,
		    (struct figure){ .kind = VALUE_MONEY,
				     .operation = FIGURE_SUM,
				     .of = book->sheet[sheet],
				     .column = column },
		    names, where);
}

const struct figure *make_number(struct days_book *book, struct figure_names names,
				 enum days_sheet sheet, int column,
				 const struct figure_condition *where)
{
	return make(book,
		    (struct figure){ .kind = VALUE_COUNT,
				     .operation = FIGURE_SUM,
				     .of = book->sheet[sheet],
				     .column = column },
		    names, where);
}

const struct figure *make_percentile(struct days_book *book, struct figure_names names,
				     enum days_sheet sheet, int column, int percent,
				     const struct figure_condition *where)
{
	return make(book,
		    (struct figure){ .kind = VALUE_COUNT,
				     .operation = FIGURE_PERCENTILE,
				     .of = book->sheet[sheet],
				     .column = column,
				     .percent = percent },
		    names, where);
}

const struct figure *make_of_two(struct days_book *book, struct figure_names names,
				 enum figure_operation operation, const struct figure *first,
				 const struct figure *second)
{
	return make(book,
		    (struct figure){ .kind = operation == FIGURE_RATE ? VALUE_RATE : first->kind,
				     .operation = operation,
				     .first = first,
				     .second = second },
		    names, NULL);
}

const struct figure *make_given(struct days_book *book, struct figure_names names,
				enum value_kind kind, int64_t number)
{
	return make(book,
		    (struct figure){ .kind = kind, .operation = FIGURE_GIVEN, .number = number },
		    names, NULL);
}
