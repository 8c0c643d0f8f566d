#include "reports/surroundings.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

/* Where the standard error went: a descriptor of it, or -1 when it stays where it is. */
static int put_messages_aside(void)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	int messages;

	if (nowhere < 0)
		return -1;
	messages = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (messages >= 0)
		dup2(nowhere, STDERR_FILENO);
	close(nowhere);
	return messages;
}

void surroundings_change(struct surroundings *surroundings)
{
	int cause = errno;

	surroundings->plain = newlocale(LC_NUMERIC_MASK, "C", duplocale(LC_GLOBAL_LOCALE));
	if (surroundings->plain)
		surroundings->before = uselocale(surroundings->plain);
	surroundings->messages = put_messages_aside();
	errno = cause;
}

void surroundings_restore(struct surroundings *surroundings)
{
	int cause = errno;

	if (surroundings->messages >= 0) {
		dup2(surroundings->messages, STDERR_FILENO);
		close(surroundings->messages);
	}
	if (surroundings->plain) {
		uselocale(surroundings->before);
		freelocale(surroundings->plain);
	}
	errno = cause;
}

int surroundings_try_room(const char *folder, int64_t bytes)
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
