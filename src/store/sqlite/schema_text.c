/* The schema that the build makes of data/schema. */
#include "store/sqlite/schema_text.h"

#include <assert.h>
#include <stddef.h>

#include "store/statements.h"

#include "schema_texts.h"
#include "schema_whole.h"

int store_schema_version(void)
{
	/* The last entry is the end of the list. */
	return (int)(sizeof(schema_step) / sizeof(*schema_step)) - 1;
}

const char *schema_whole_text(void)
{
	return schema_whole;
}

const char *schema_step_text(int step)
{
	assert(step >= 1 && step <= store_schema_version());
	return schema_step[step - 1];
}

const char *schema_guards_text(void)
{
	return schema_guards;
}

const char *schema_guards_go_text(void)
{
	return schema_guards_go;
}
