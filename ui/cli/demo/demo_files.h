#ifndef CLI_DEMO_FILES_H
#define CLI_DEMO_FILES_H
/*
 * The files of the demonstration clinic, which the program carries with it.
 */
#include "ui/cli/demo/demo_tell.h"

/* Writes an embedded file, its day tokens replaced, into the folder of files; `path` is where. */
void demo_write_file(struct demo *demo, const char *name, char path[FILE_PATH_SIZE]);

/*
 * Writes the files that a clinic begins with, dated today, into a folder, which is made when it is
 * missing; a file that is there is never written over. They load in the order in which they are
 * printed.
 */
enum status demo_write_examples(struct demo *demo, const char *folder) MUST_CHECK;

/* Puts a file of this morning's WeChat bookings beside the database, for the desk to import; one of
 * somebody else that has its name stays. */
void demo_put_waiting_file(struct demo *demo);

/* Writes the evening's file of online bookings: one order of that person. */
void demo_write_evening_file(struct demo *demo, const struct patient *patient,
			     const struct session *session, char path[FILE_PATH_SIZE]);

/* Makes and takes away the folder of files. */
enum status demo_make_folder(struct demo *demo) MUST_CHECK;
void demo_remove_folder(struct demo *demo);

#endif
