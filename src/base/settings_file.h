#ifndef BASE_SETTINGS_FILE_H
#define BASE_SETTINGS_FILE_H
/*
 * The settings file as a person left it, to be changed setting by setting: one line changes, every
 * other byte stays, whatever the encoding and the line ends.
 * Invariant: the file is either as it was or changed as a whole; what somebody else wrote since it
 * was read is never written over.
 */
#include "base/config.h"
#include "base/encoding.h"
#include "base/ini.h"

struct settings_file {
	struct settings settings; /* as the file has them; settings.path is its name */
	bool there;		  /* a missing file is all defaults */
	char *bytes, *text;
	size_t length; /* of bytes */
	enum encoding encoding;
	struct ini ini;
};

/*
 * Reads the file; one that is missing reads as empty. STATUS_BAD_SETTING and STATUS_BAD_FILE as
 * settings_load. Release in any case.
 */
enum status settings_file_read(struct settings_file *file, const char *path,
			       struct problem *problem) MUST_CHECK;
void settings_file_release(struct settings_file *file);

/* A change of one line. */
struct settings_edit {
	const char *section, *key;
	const char *value;   /* NULL: back to the default */
	const char *initial; /* what the default is */
	/* What the file must say as a whole afterwards. */
	const struct settings *wanted;
	/*
	 * Called when the new file is on the disk, ready to take the old one's place: records the
	 * change. What it returns but STATUS_OK leaves the old file. Called once more, with
	 * `taken_back`, when the place could not be taken after all.
	 */
	enum status (*record)(void *context, bool taken_back, struct problem *problem);
	void *context;
};

/*
 * Writes it: into a temporary file in the same directory, fsync, rename, with the owner and the
 * mode of the old one; a symbolic link stays one; a missing directory is made.
 * STATUS_CHANGED_ELSEWHERE when the file is no longer as it was read: read it again.
 * STATUS_CANNOT_WRITE with the cause when the file or its directory may not be written, the disk is
 * full, or the owner cannot be kept. STATUS_BAD_SETTING when such a value cannot stand in a file.
 * On success `file` is as read again.
 */
enum status settings_file_change(struct settings_file *file, const struct settings_edit *edit,
				 struct problem *problem) MUST_CHECK;

#endif
