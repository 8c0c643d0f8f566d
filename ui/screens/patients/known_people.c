#include "ui/screens/patients/known_people.h"

#include "base/contact.h"
#include "base/language.h"
#include "ui/screens/words.h"

/* What the form says of the person so far; a number that is not whole yet says nothing. */
static void read_person(struct desk *desk, const struct form *form, struct patient *person)
{
	enum id_type type = (enum id_type)(form->field[PATIENT_ID_TYPE].choice + 1);

	*person = (struct patient){ .birth = DAY_NONE,
				    .deceased = DAY_NONE,
				    .sex = (enum sex)form->field[PATIENT_SEX].choice };
	text_copy(person->name, sizeof(person->name), form_value(form, PATIENT_NAME));
	if (phone_read(form_value(form, PATIENT_PHONE), person->phone, NULL))
		person->phone[0] = '\0';
	if (!form_value(form, PATIENT_ID_NUMBER)[0] ||
	    id_number_read(type, form_value(form, PATIENT_ID_NUMBER), desk_today(desk),
			   person->id_number, NULL))
		person->id_number[0] = '\0';
	if (!day_parse_loose(form_value(form, PATIENT_BIRTH_DATE), &person->birth))
		person->birth = DAY_NONE;
}

enum status known_people_look(struct known_people *known, struct desk *desk,
			      const struct form *form)
{
	struct patient person;

	read_person(desk, form, &person);
	return patient_like(desk, &person, known->patient, &known->count);
}

void known_people_draw(const struct known_people *known, const struct canvas *canvas,
		       day_number today)
{
	char who[WORDS_SIZE];
	int line = 0;

	if (known->count == 0)
		return;
	line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_WARNING,
			       _("Perhaps already known; F7 takes the record:"));
	for (size_t i = 0; i < known->count; i++)
		draw_text(canvas, line++, 2, canvas->columns - 2, STYLE_NORMAL,
			  words_patient(&known->patient[i], today, who));
}

void known_people_ask(const struct known_people *known, struct screen *screen, int question)
{
	struct dialog_item item[PATIENT_LIKE_MAX + 1];
	char who[WORDS_SIZE], text[WORDS_SIZE * 2];
	size_t count = 0;

	for (; count < known->count; count++) {
		item[count].id = known->patient[count].id;
		text_format(text, sizeof(text), _("This one: %s"),
			    words_patient(&known->patient[count], desk_today(screen->desk), who));
		text_copy(item[count].text, sizeof(item[count].text), text);
	}
	item[count].id = KNOWN_NOBODY;
	text_copy(item[count].text, sizeof(item[count].text), _("Another person: add a record"));
	dialog_pick(screen, question, _("Who is it?"), item, count + 1, DIALOG_NOTHING_MARKED);
}
