#ifndef REPORTS_SURROUNDINGS_H
#define REPORTS_SURROUNDINGS_H
/*
 * What a library needs around it while it writes a file, because it was not made for a full screen
 * or a full disk.
 */
#include <stdint.h>

/*
 * Puts the standard error aside, where the library's messages would stand across the screen, and
 * brings it back. Returns a descriptor of it, or -1 when it stays where it is. errno is left alone.
 */
int messages_put_aside(void);
void messages_bring_back(int messages);

/*
 * Takes so much room on the disk of a folder, and gives it back: the library does not look whether
 * its temporary files arrived, and on a full disk would make a damaged file and say nothing. Zero
 * or an errno.
 */
int room_try(const char *folder, int64_t bytes);

#endif
