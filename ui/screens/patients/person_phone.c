#include "ui/screens/patients/person_phone.h"

#include "base/language.h"

unsigned person_phone(struct screen *screen, const struct access_person *person, const char *name,
		      const char *phone)
{
	if (!phone[0])
		screen_say(screen, SAY_INFO, _("%s left no phone number."), name);
	else if (access_record(screen->desk, person, 1, "") != STATUS_OK)
		screen_say_problem(screen, &screen->desk->problem);
	else
		screen_say(screen, SAY_INFO, _("%s: %s. It is recorded that you looked."), name,
			   phone);
	return SCREEN_RELOAD;
}
