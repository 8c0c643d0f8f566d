#include "desk/trust/backup_unseal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static enum status unseal_to(const char *path, const struct backup_reader *reader,
			     struct backup_unsealed *out, struct problem *problem)
{
	const int file = open(out->database, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *plain = file < 0 ? NULL : fdopen(file, "w");
	enum status status;

	if (!plain) {
		if (file >= 0)
			close(file);
		return file_cannot_write(out->database, errno, problem);
	}
	status = backup_file_read(path, reader, plain, out->database, &out->header, problem);
	if (fclose(plain) != 0 && !status)
		status = file_cannot_write(out->database, errno, problem);
	return status;
}

enum status backup_unseal(const char *path, const struct backup_reader *reader, const char *beside,
			  struct backup_unsealed *out, struct problem *problem)
{
	enum status status;

	memset(out, 0, sizeof(*out));
	status = work_folder_make(&out->folder, beside, problem);
	if (status)
		return status;
	if (!work_folder_file(&out->folder, "backup.db", out->database)) {
		errno = ENAMETOOLONG;
		status = file_cannot_write(out->folder.path, errno, problem);
	}
	if (!status)
		status = unseal_to(path, reader, out, problem);
	if (status)
		backup_unsealed_remove(out);
	return status;
}

void backup_unsealed_remove(struct backup_unsealed *unsealed)
{
	work_folder_remove(&unsealed->folder);
}
