#include "reports/surroundings.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

int messages_put_aside(void)
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

void messages_bring_back(int messages)
{
	int cause = errno;

	if (messages >= 0) {
		dup2(messages, STDERR_FILENO);
		close(messages);
	}
	errno = cause;
}

int room_try(const char *folder, int64_t bytes)
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
