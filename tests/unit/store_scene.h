#ifndef TESTS_UNIT_STORE_SCENE_H
#define TESTS_UNIT_STORE_SCENE_H
/*
 * For the tests of the store: a folder for databases, ways past the store into the file, and rows
 * to write and to look for. What cannot be made ends the test with the sentence of what went wrong.
 */
#include <sqlite3.h>
#include <sys/types.h>

#include "base/file.h"
#include "store/store.h"

struct scene {
	char folder[FILE_PATH_SIZE];
	char path[FILE_PATH_SIZE];
	char other[FILE_PATH_SIZE]; /* another name in the folder */
};

/* For cmocka: *state is a struct scene. */
int scene_set_up(void **state);
int scene_tear_down(void **state);

struct store *scene_open(const struct scene *scene, enum store_mode mode);

/* Makes the database and closes it. */
void scene_create(const struct scene *scene);

/* Removes both databases and what lies beside them. */
void scene_remove(const struct scene *scene);

/* SQLite itself, as a foreign program uses it; the file is made if need be. */
sqlite3 *raw_open(const char *path);
void raw_run(const char *path, const char *sql);

/* The permissions of a file. */
mode_t mode_of(const char *path);

enum status add_staff(struct store *store, const char *code);
bool has_staff(struct store *store, const char *code);

/* The event `seq`, which must be the next one, of the first member of staff; with the greatest and
 * the least number in it. */
enum status add_audit(struct store *store, int64_t seq, const char *detail,
		      struct store_value idem);

#endif
