#ifndef TESTS_SCREENS_WAYS_H
#define TESTS_SCREENS_WAYS_H
/* Ways to each screen from Register: the keys that lead there, and what is on it then. */
#include <stdbool.h>

static const struct way {
	const char *keys, *shows;
	bool unfinished; /* a form, or a question, that a scan does not take away */
} ways[] = {
	{ "F2", "Who is at the counter?", false },
	{ "F3", "Today's sessions", false },
	{ "F3 Enter", "wait", false },
	{ "F4", "for today", false },
	{ "F4 Tab", "for today", false },
	{ "F5", "Reports", false },
	{ "Alt-1", "Today", false },
	{ "Alt-1 Enter", "Today", false },
	{ "Alt-6", "Patients", false },
	{ "Alt-6 'zw'", "Patients", false },
	{ "Alt-8", "Online", false },
	{ "Alt-9", "Day", false },
	{ "Alt-0", "Settings", false },
	{ "Alt-0 'quota'", "quota", false },
	{ "F2 'zw'", "Down marks a patient", false },
	{ "F2 'zw' Down Enter", "Doctor or department", false },
	{ "F2 'zw' Down Enter '1001' Enter", "Enter books", true },
	{ "F2 'zw' Down Enter Down F11 '王'", "", true },
	{ "F2 F6 '李雷'", "New patient", true },
	{ "F4 F7 '' Tab Enter", "Details", false },
	{ "F4 Tab Enter F8", "Cancel the booking", true },
	{ "F4 F11", "refunds", false },
	{ "F3 F11", "Whose queue?", true },
	{ "F1", "What it does", false },
	{ "F12", "Menu", false },
	{ "F12 'call'", "Menu", false },
	{ "F10", "Leave the desk?", true },
	{ "F5 F8", "", true },
};

#endif
