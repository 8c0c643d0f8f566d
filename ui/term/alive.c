#include "ui/term/alive.h"

#include <string.h>

#include "base/text.h"
#include "ui/term/engine.h"
#include "ui/term/list.h"
#include "ui/term/stack.h"

static bool is_blank(const struct screen *screen)
{
	return screen->ops->blank && screen->ops->blank(screen);
}

enum command alive_find(const struct screen *screen, uint32_t stroke)
{
	const struct keymap *keymap = screen->terminal->host.keymap;
	const enum context context = screen->ops->context;

	if (screen->typing && is_blank(screen) &&
	    keymap_find(keymap, context, screen->widget, false, stroke) == COMMAND_PALETTE)
		return COMMAND_PALETTE;
	/* A receipt's number has a hyphen: where digits narrow a list already, it goes on with
	 * them. */
	if (stroke == '-' && !screen->typing && screen->list && screen->list->sought[0])
		return COMMAND_NONE;
	return keymap_find(keymap, context, screen->widget, screen->typing, stroke);
}

bool alive_is_muted(const struct screen *screen, enum command command, uint32_t stroke)
{
	return screen_is_dialog(screen) && stroke_is_text(stroke) &&
	       command_context(command) == CONTEXT_EVERYWHERE;
}

static bool is_one_of(const struct place *place, int count, enum command command)
{
	for (int i = 0; i < count; i++) {
		if (place[i].command == command)
			return true;
	}
	return false;
}

static bool is_shortcut(const struct terminal_host *host, enum command command)
{
	for (int i = 0; i < host->shortcut_count; i++) {
		if (host->shortcut[i].command == command)
			return true;
	}
	return false;
}

bool alive_everywhere(const struct screen *screen, enum command command)
{
	const struct terminal *terminal = screen->terminal;
	const struct terminal_host *host = &terminal->host;
	/* Nobody goes anywhere before they have said who they are. */
	const bool may_go = !stack_at_entry(terminal);

	switch (command) {
	case COMMAND_HELP:
	case COMMAND_QUIT:
	case COMMAND_BACK:
	case COMMAND_REFRESH:
	case COMMAND_SUSPEND: return true;
	case COMMAND_PALETTE: return may_go;
	case COMMAND_STAFF:
	case COMMAND_LOCK: return may_go && host->entry;
	default: break;
	}
	if (is_one_of(host->place, host->place_count, command))
		return may_go;
	/* Not in front of a dialog, which may be about the very thing. */
	return may_go && !screen_is_dialog(screen) &&
	       (is_shortcut(host, command) || is_one_of(host->dialog, host->dialog_count, command));
}

static bool is_alive_in_list(const struct screen *screen, enum command command)
{
	switch (command) {
	case COMMAND_LIST_RUB_OUT: return screen->list != NULL;
	case COMMAND_LIST_NEXT_PART:
	case COMMAND_LIST_PREVIOUS_PART: return screen->ops->focus != NULL;
	default: return true;
	}
}

bool alive_may(const struct terminal *terminal, enum command command, char *why, size_t why_size)
{
	const struct terminal_host *host = &terminal->host;

	return !host->may || host->may(host->context, command, why, why_size);
}

bool alive_applies(const struct screen *screen, enum command command)
{
	return alive_may(screen->terminal, command, NULL, 0) &&
	       (!screen->ops->applies || screen->ops->applies(screen, command));
}

bool alive_command(const struct screen *screen, enum command command)
{
	const enum context context = command_context(command);

	if (!alive_applies(screen, command))
		return false;
	switch (context) {
	case CONTEXT_EVERYWHERE: return alive_everywhere(screen, command);
	case CONTEXT_LIST: return context == screen->widget && is_alive_in_list(screen, command);
	default: return context == screen->ops->context || context == screen->widget;
	}
}

char *alive_keys(const struct screen *screen, enum command command, char out[KEYS_TEXT_SIZE])
{
	const struct keymap *keymap = screen->terminal->host.keymap;
	size_t length = 0;

	out[0] = '\0';
	for (int i = 0; i < keymap->count[command] && alive_command(screen, command); i++) {
		const uint32_t stroke = keymap->stroke[command][i];
		char label[STROKE_NAME_SIZE];

		if (alive_find(screen, stroke) != command ||
		    alive_is_muted(screen, command, stroke))
			continue;
		text_format(out + length, KEYS_TEXT_SIZE - length, "%s%s", length > 0 ? " " : "",
			    stroke_label(stroke, label));
		length += strlen(out + length);
	}
	return out;
}
