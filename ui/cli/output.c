#include "ui/cli/output.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

void output_init(struct output *output, bool json)
{
	memset(output, 0, sizeof(*output));
	output->json = json;
}

void output_release(struct output *output)
{
	json_release(output->root);
	output->root = NULL;
	output->depth = 0;
	free(output->again);
	output->again = NULL;
	free(output->lines);
	output->lines = NULL;
	output->lines_size = 0;
}

void output_clear(struct output *output)
{
	json_release(output->root);
	output->root = NULL;
	output->depth = 0;
}

bool output_wants_json(const struct output *output)
{
	return output->json || output->keeps;
}

bool output_wants_lines(const struct output *output)
{
	return !output->json || output->keeps;
}

void output_keep(struct output *output)
{
	output_release(output);
	output->keeps = true;
}

void output_kept(const struct output *output, char **json, char **lines)
{
	size_t size;
	FILE *stream = memory_got(open_memstream(json, &size));

	if (output->root && !json_print(output->root, stream))
		memory_got(NULL);
	if (fclose(stream) != 0)
		memory_got(NULL);
	*lines = memory_string(output->lines ? output->lines : "");
}

void output_say_again(struct output *output, const char *json, const char *lines)
{
	output_release(output);
	output->again = memory_string(json);
	output->lines = memory_string(lines);
	output->lines_size = strlen(lines);
	output->keeps = true;
}

/* Puts a value in its place; takes it over. */
static void put(struct output *output, const char *key, struct json *value)
{
	if (output->depth > 0) {
		json_put(output->open[output->depth - 1], key, value);
		return;
	}
	assert(!output->root && !key);
	output->root = value;
}

static void open_value(struct output *output, const char *key, struct json *value)
{
	put(output, key, value);
	assert(output->depth < OUTPUT_DEPTH_MAX);
	output->open[output->depth++] = value;
}

void output_object(struct output *output, const char *key)
{
	if (output_wants_json(output))
		open_value(output, key, json_new_object());
}

void output_array(struct output *output, const char *key)
{
	if (output_wants_json(output))
		open_value(output, key, json_new_array());
}

void output_end(struct output *output)
{
	if (!output_wants_json(output))
		return;
	assert(output->depth > 0);
	output->depth--;
}

void output_text(struct output *output, const char *key, const char *text)
{
	char *printable;
	size_t size;

	if (!output_wants_json(output))
		return;
	if (!text) {
		put(output, key, json_new_null());
		return;
	}
	/* A byte that is no UTF-8 becomes the three bytes of U+FFFD. */
	size = strlen(text) * 3 + 1;
	printable = memory_new(size, 1);
	text_printable(printable, size, text);
	put(output, key, json_new_text(printable));
	free(printable);
}

void output_text_or_null(struct output *output, const char *key, const char *text)
{
	output_text(output, key, *text ? text : NULL);
}

void output_number(struct output *output, const char *key, int64_t number)
{
	if (output_wants_json(output))
		put(output, key, json_new_number(number));
}

void output_bool(struct output *output, const char *key, bool value)
{
	if (output_wants_json(output))
		put(output, key, json_new_bool(value));
}

void output_line(struct output *output, const char *format, ...)
{
	char line[OUTPUT_LINE_SIZE], printable[OUTPUT_LINE_SIZE];
	va_list arguments;

	if (!output_wants_lines(output))
		return;
	va_start(arguments, format);
	if (vsnprintf(line, sizeof(line), format, arguments) < 0)
		line[0] = '\0';
	va_end(arguments);
	text_printable(printable, sizeof(printable), line);
	if (output->keeps) {
		const size_t length = strlen(printable);

		output->lines = memory_resize(output->lines, output->lines_size + length + 2, 1);
		text_format(output->lines + output->lines_size, length + 2, "%s\n", printable);
		output->lines_size += length + 1;
		return;
	}
	if (puts(printable) == EOF && !output->lost)
		output->lost = errno;
}

/* Whether stdout is a pipe that nobody reads any more. */
static bool reader_is_gone(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return poll(&out, 1, 0) == 1 && (out.revents & POLLERR);
}

enum status output_finish(struct output *output, struct problem *problem)
{
	assert(output->depth == 0);
	errno = output->lost;
	if (!output->json && output->lines && fputs(output->lines, stdout) == EOF)
		goto lost;
	if (output->json && output->again && *output->again && puts(output->again) == EOF)
		goto lost;
	if (output->json && output->root &&
	    (!json_print(output->root, stdout) || putchar('\n') == EOF))
		goto lost;
	if (fflush(stdout) != 0 || ferror(stdout))
		goto lost;
	return STATUS_OK;
lost:
	if (!errno && reader_is_gone())
		errno = EPIPE;
	return problem_set(
		problem, STATUS_ANSWER_LOST,
		_("The answer could not be printed: %s. The request itself was carried out."),
		errno ? strerror(errno) : _("the output does not accept it"));
}
