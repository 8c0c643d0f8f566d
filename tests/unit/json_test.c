/* JSON made and read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"

static void what_is_made_is_printed_in_one_line(void **state)
{
	struct json *root = json_new_object(), *list = json_new_array();
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	(void)state;
	json_put(root, "name", json_new_text("张\"三\"\n"));
	json_put(root, "list", list);
	json_put(list, NULL, json_new_number(INT64_MIN));
	json_put(list, NULL, json_new_bool(true));
	json_put(list, NULL, json_new_null());
	assert_true(json_print(root, out));
	fclose(out);
	assert_string_equal(text, "{\"name\":\"张\\\"三\\\"\\n\","
				  "\"list\":[-9223372036854775808,true,null]}");
	free(text);
	json_release(root);
	json_release(NULL);
}

static void an_object_gives_its_texts_and_nothing_else(void **state)
{
	struct json *object = json_read_object(
		"{\"name\":\"\\u5f20\",\"number\":12,\"none\":null}\r");

	(void)state;
	assert_non_null(object);
	assert_string_equal(json_member(object, "name"), "张");
	assert_string_equal(json_member(object, "number"), "");
	assert_string_equal(json_member(object, "none"), "");
	assert_string_equal(json_member(object, "absent"), "");
	json_release(object);
}

static void what_is_no_object_is_not_read(void **state)
{
	static const char *const texts[] = { "",	   "[]",
					     "\"text\"",   "{",
					     "{\"a\":1}x", "{\"a\":\"\xFF\"}",
					     "null",	   "{\"a\":\"\\u0000\"}",
					     "{'a':1}",	   "{\"a\":1,\"a\":2}" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct json *object = json_read_object(texts[i]);

		if (object)
			fail_msg("%s was read", texts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_made_is_printed_in_one_line),
		cmocka_unit_test(an_object_gives_its_texts_and_nothing_else),
		cmocka_unit_test(what_is_no_object_is_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
