#include "desk/trust/heads.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/cause.h"
#include "base/folder.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

enum { LINE_SIZE = 512, FILE_BYTES_MAX = 16 * 1024 * 1024 };

static enum status cannot_write(struct desk *desk, const char *path, int cause)
{
	return desk_refuse(desk, STATUS_CANNOT_WRITE, _("%s cannot be written: %s."), path,
			   cause_words(path, cause));
}

static bool ends_with(const char *path, const char *line)
{
	struct problem problem;
	size_t length;
	char *text;
	bool same;

	if (!path_exists(path) || file_read(path, FILE_BYTES_MAX, &text, &length, &problem))
		return false;
	same = length >= strlen(line) && strcmp(text + length - strlen(line), line) == 0;
	free(text);
	return same;
}

static bool write_whole(int file, const char *text)
{
	const size_t size = strlen(text);

	return write(file, text, size) == (ssize_t)size && fsync(file) == 0;
}

enum status heads_append(struct desk *desk, const char *path, const struct chain_link *link)
{
	char line[LINE_SIZE], head[CHAIN_HEAD_SIZE], when[CLOCK_TEXT_SIZE];
	int file;

	clock_format_iso(desk_now_ms(desk), when);
	text_format(line, sizeof(line), "%" PRId64 " %s %s %s\n", link->seq,
		    chain_head_text(link->hash, head), when, desk->settings.clinic_name);
	if (ends_with(path, line))
		return STATUS_OK;
	file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (file < 0)
		return cannot_write(desk, path, errno);
	if (!write_whole(file, line)) {
		const int cause = errno;

		close(file);
		return cannot_write(desk, path, cause);
	}
	return close(file) == 0 ? STATUS_OK : cannot_write(desk, path, errno);
}

bool heads_read_line(const char *line, struct head_line *out)
{
	char head[CHAIN_HEAD_SIZE];
	long long seq;

	memset(out, 0, sizeof(*out));
	if (sscanf(line, "%18lld %19s", &seq, head) != 2 || seq < 1)
		return false;
	out->seq = seq;
	return chain_head_read(head, out->head);
}

enum status heads_read(const char *path, struct head_line **rows, size_t *count,
		       struct problem *problem)
{
	char *text, *line, *rest;
	size_t length;
	enum status status = file_read(path, FILE_BYTES_MAX, &text, &length, problem);

	*rows = NULL;
	*count = 0;
	if (status)
		return status;
	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		struct head_line read;

		if (!heads_read_line(line, &read))
			continue;
		*rows = memory_resize(*rows, *count + 1, sizeof(**rows));
		(*rows)[(*count)++] = read;
	}
	free(text);
	if (*count > 0)
		return STATUS_OK;
	return problem_set(problem, STATUS_BAD_FILE, _("%s has no line with a head."), path);
}
