#include "ui/term/aside.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/term/engine.h"
#include "ui/term/stack.h"

static void put_aside(struct terminal *terminal)
{
	struct aside *aside = memory_append(&terminal->aside, &terminal->aside_count,
					    &terminal->aside_room, sizeof(*aside));

	text_copy(aside->staff, sizeof(aside->staff), terminal->works);
	memcpy(aside->stack, terminal->stack, sizeof(aside->stack));
	aside->came_from = terminal->came_from;
	memset(terminal->stack, 0, sizeof(terminal->stack));
}

static void fetch(struct terminal *terminal, const char *staff)
{
	for (size_t i = 0; i < terminal->aside_count; i++) {
		struct aside *aside = &terminal->aside[i];

		if (strcmp(aside->staff, staff) != 0)
			continue;
		memcpy(terminal->stack, aside->stack, sizeof(aside->stack));
		terminal->came_from = aside->came_from;
		*aside = terminal->aside[--terminal->aside_count];
		stack_make_stale(terminal);
		return;
	}
}

bool aside_is_other(const struct terminal *terminal)
{
	const struct terminal_host *host = &terminal->host;
	int64_t now_ms;

	return host->staff && terminal->works[0] &&
	       strcmp(terminal->works, host->staff(host->context, &now_ms)) != 0;
}

void aside_sign_in(struct terminal *terminal)
{
	const struct terminal_host *host = &terminal->host;
	const char *staff;
	int64_t now_ms;

	if (!host->staff)
		return;
	staff = host->staff(host->context, &now_ms);
	if (aside_is_other(terminal)) {
		put_aside(terminal);
		fetch(terminal, staff);
	}
	text_copy(terminal->works, sizeof(terminal->works), staff);
}

void aside_release(struct terminal *terminal)
{
	for (size_t i = 0; i < terminal->aside_count; i++)
		for (int k = 0; k < terminal->host.place_count; k++)
			stack_release(&terminal->aside[i].stack[k]);
	free(terminal->aside);
}
