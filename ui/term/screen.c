#include "ui/term/screen.h"

#include "ui/term/form.h"

void screen_use_form(struct screen *screen, struct form *form, struct field *field, int count)
{
	form_init(form, field, count);
	screen->form = form;
	screen->widget = CONTEXT_FORM;
	screen->typing = true;
}

bool screen_is_dialog(const struct screen *screen)
{
	return screen->ops->size || screen->ops->lines > 0;
}

void screen_size(const struct screen *screen, int *lines, int *columns)
{
	*lines = screen->ops->lines;
	*columns = screen->ops->columns;
	if (screen->ops->size)
		screen->ops->size(screen, lines, columns);
}
