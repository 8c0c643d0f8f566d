#include "ui/term/host.h"

bool host_offers(const struct terminal_host *host, enum command command)
{
	for (int i = 0; i < host->dialog_count; i++) {
		if (host->dialog[i].command == command)
			return true;
	}
	return command != COMMAND_PRACTICE;
}
