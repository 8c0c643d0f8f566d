#ifndef REPORTS_LIBRARY_GUARD_H
#define REPORTS_LIBRARY_GUARD_H
/*
 * A guard around a library that writes a file and was not made for a full screen or a full disk:
 * its messages are kept off the screen, room on the disk is tried for, and its streams are watched.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

/*
 * Puts the standard error aside, where the library's messages would stand across the screen, and
 * brings it back. Returns a descriptor of it, or -1 when it stays where it is. errno is left alone.
 */
int library_messages_put_aside(void);
void library_messages_bring_back(int messages);

/*
 * Takes so much room on the disk of a folder, and gives it back: the library does not look whether
 * its temporary files arrived, and on a full disk would make a damaged file and say nothing. Zero
 * or an errno.
 */
int library_room_try(const char *folder, int64_t bytes);

/* A file that a library has opened, and may have closed since without saying so. */
struct library_stream {
	FILE *stream;
	int descriptor;
	dev_t device;
	ino_t inode;
};
void library_stream_know(struct library_stream *open, FILE *stream);

/* These two only while it is open. Whether a write to it has failed; brings what was written to the
 * disk and says how many bytes it is (0 after a failure): zero or an errno. */
bool library_stream_has_failed(const struct library_stream *open);
int library_stream_size(const struct library_stream *open, int64_t *bytes);

/* Closes it when it is still open. */
void library_stream_close(const struct library_stream *open);

#endif
