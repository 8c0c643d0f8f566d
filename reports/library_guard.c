#include "reports/library_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

int library_messages_put_aside(void)
{
	int cause = errno;
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	int messages = -1;

	if (nowhere >= 0) {
		messages = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
		if (messages >= 0)
			dup2(nowhere, STDERR_FILENO);
		close(nowhere);
	}
	errno = cause;
	return messages;
}

void library_messages_bring_back(int messages)
{
	int cause = errno;

	if (messages >= 0) {
		dup2(messages, STDERR_FILENO);
		close(messages);
	}
	errno = cause;
}

int library_room_try(const char *folder, int64_t bytes)
{
	char path[FILE_PATH_SIZE + 16];
	int descriptor, cause;

	text_format(path, sizeof(path), "%s/room", folder);
	descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (descriptor < 0)
		return errno;
	cause = posix_fallocate(descriptor, 0, (off_t)bytes);
	close(descriptor);
	unlink(path);
	return cause;
}

void library_stream_know(struct library_stream *open, FILE *stream)
{
	struct stat about = { 0 };

	open->stream = stream;
	open->descriptor = fileno(stream);
	if (fstat(open->descriptor, &about) != 0)
		open->descriptor = -1;
	open->device = about.st_dev;
	open->inode = about.st_ino;
}

bool library_stream_has_failed(const struct library_stream *open)
{
	return ferror(open->stream) != 0;
}

int library_stream_size(const struct library_stream *open, int64_t *bytes)
{
	errno = 0;
	*bytes = fflush(open->stream) == 0 && !ferror(open->stream) ? ftello(open->stream) : -1;
	if (*bytes >= 0)
		return 0;
	*bytes = 0;
	return errno ? errno : EIO;
}

void library_stream_close(const struct library_stream *open)
{
	struct stat about;

	/* The number may be another file's by now. */
	if (fstat(open->descriptor, &about) == 0 && about.st_dev == open->device &&
	    about.st_ino == open->inode)
		fclose(open->stream);
}
