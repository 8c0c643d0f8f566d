/*
 * Runs a target without libFuzzer: first every file of its corpus, then RUNS mutations of them from
 * SEED. Prints TAP. When the target ends the process, the input at fault is written to
 * build/fuzz-NAME.input; given as an argument it is run alone.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "tests/fuzz/fuzz.h"

enum { CORPUS_MAX = 1000, INPUT_SIZE_MAX = 4096, SLOW_MS = 2000, RUNS_SHORT = 2000 };

struct seed_file {
	char name[256];
	char *bytes;
	size_t size;
};

struct driver {
	char target[64], directory[FILE_PATH_SIZE];
	struct seed_file file[CORPUS_MAX];
	size_t count;
	uint64_t random;
};

/* For the handler of signals alone. */
static struct {
	char path[FILE_PATH_SIZE];
	uint8_t bytes[INPUT_SIZE_MAX];
	size_t size;
} running;

static void keep_input(void)
{
	int file = open(running.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	ssize_t written = file < 0 ? -1 : write(file, running.bytes, running.size);

	if (written == (ssize_t)running.size)
		fprintf(stderr, "# the input is in %s\n", running.path);
}

static void on_abort(int number)
{
	keep_input();
	signal(number, SIG_DFL);
	raise(number);
}

/* The sanitizers', where they are linked in. */
void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

/* xorshift64*: the same numbers everywhere. */
static size_t below(struct driver *driver, size_t limit)
{
	driver->random ^= driver->random >> 12;
	driver->random ^= driver->random << 25;
	driver->random ^= driver->random >> 27;
	return (size_t)((driver->random * UINT64_C(2685821657736338717)) >> 33) % limit;
}

static int64_t number_setting(const char *name, int64_t initial)
{
	const char *text = getenv(name);
	int64_t number = initial;

	if (text && !text_to_number(text, 0, INT32_MAX, &number)) {
		fprintf(stderr, "%s is no number: %s\n", name, text);
		exit(2);
	}
	return number;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Returns whether it took no longer than an input may. */
static bool run(const char *bytes, size_t size)
{
	int64_t started_ms = now_ms();

	running.size = size < INPUT_SIZE_MAX ? size : INPUT_SIZE_MAX;
	if (running.size)
		memcpy(running.bytes, bytes, running.size);
	LLVMFuzzerTestOneInput(running.bytes, running.size);
	if (now_ms() - started_ms <= SLOW_MS)
		return true;
	keep_input();
	return false;
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(((const struct seed_file *)left)->name,
		      ((const struct seed_file *)right)->name);
}

static void read_corpus(struct driver *driver)
{
	DIR *directory = opendir(driver->directory);
	char path[FILE_PATH_SIZE + 256];
	struct problem problem;

	if (!directory)
		return;
	for (struct dirent *entry = readdir(directory); entry && driver->count < CORPUS_MAX;
	     entry = readdir(directory)) {
		if (entry->d_name[0] != '.')
			text_copy(driver->file[driver->count++].name, 256, entry->d_name);
	}
	closedir(directory);
	/* The order of a folder is its file system's; the seed's run shall not be. */
	qsort(driver->file, driver->count, sizeof(driver->file[0]), compare_names);
	for (size_t i = 0; i < driver->count; i++) {
		struct seed_file *file = &driver->file[i];

		text_format(path, sizeof(path), "%s/%s", driver->directory, file->name);
		if (file_read(path, INPUT_SIZE_MAX, &file->bytes, &file->size, &problem)) {
			fprintf(stderr, "%s\n", problem.message);
			exit(2);
		}
	}
}

static size_t replace(char *bytes, size_t size, size_t at, size_t gone, const char *with,
		      size_t length)
{
	if (size - gone + length > INPUT_SIZE_MAX)
		return size;
	memmove(bytes + at + length, bytes + at + gone, size - at - gone);
	memmove(bytes + at, with, length);
	return size - gone + length;
}

/* What breaks readers of text. */
static const char *const words[] = { "\"",
				     "\"\"",
				     ",",
				     "\r\n",
				     "\n",
				     "\t",
				     "\xEF\xBB\xBF",
				     "\xE2\x80\xAE",
				     "\xF0\xA0\xAE\xB7",
				     "\xD6\xD0",
				     "\x81\x30\x81\x30",
				     "\xFF",
				     "\xC0\x80",
				     "\xED\xA0\x80",
				     "=1+1",
				     "\xEF\xBC\x9D",
				     "\xE3\x80\x80",
				     "%",
				     "%n",
				     "'",
				     "\\",
				     "-1",
				     "0",
				     "99999999999999999999",
				     "9223372036854775807",
				     "2026-02-29",
				     "9999-12-31",
				     "1e9",
				     "\033",
				     "\033[200~",
				     "\033[201~",
				     "\033[<0;1;1M",
				     "\x1b[1;5D",
				     "\xF8",
				     "[",
				     "]",
				     ";",
				     "#",
				     "=" };

static size_t change_once(struct driver *driver, char *bytes, size_t size)
{
	const struct seed_file *other = &driver->file[below(driver, driver->count)];
	size_t at = below(driver, size + 1), most = size - at, from, length;
	const char *word;
	char copy[64];

	switch (below(driver, 6)) {
	case 0: /* another bit */
		if (most)
			bytes[at] = (char)(bytes[at] ^ (1 << below(driver, 8)));
		return size;
	case 1: /* another byte */
		if (most)
			bytes[at] = (char)below(driver, 256);
		return size;
	case 2: /* less */
		length = below(driver, 16);
		return replace(bytes, size, at, length < most ? length : most, "", 0);
	case 3: /* twice */
		length = below(driver, sizeof(copy));
		length = length < most ? length : most;
		memcpy(copy, bytes + at, length);
		return replace(bytes, size, below(driver, size + 1), 0, copy, length);
	case 4: /* a word */
		word = words[below(driver, sizeof(words) / sizeof(words[0]))];
		return replace(bytes, size, at, 0, word, strlen(word));
	default: /* a piece of another file, in place of as much or put in */
		if (!other->size)
			return size;
		from = below(driver, other->size);
		length = below(driver, other->size - from) + 1;
		return replace(bytes, size, at,
			       below(driver, 2) ? 0 : (length < most ? length : most),
			       other->bytes + from, length);
	}
}

static bool run_mutation(struct driver *driver)
{
	const struct seed_file *file = &driver->file[below(driver, driver->count)];
	char bytes[INPUT_SIZE_MAX];
	size_t size = file->size, changes = 1 + below(driver, 6);

	if (size)
		memcpy(bytes, file->bytes, size);
	while (changes--)
		size = change_once(driver, bytes, size);
	return run(bytes, size);
}

static void name_target(struct driver *driver, const char *program)
{
	const char *slash = strrchr(program, '/');
	char *end;

	text_copy(driver->target, sizeof(driver->target), slash ? slash + 1 : program);
	end = strstr(driver->target, "_fuzz");
	if (end)
		*end = '\0';
	text_format(driver->directory, sizeof(driver->directory), "tests/fuzz/corpus/%s",
		    driver->target);
	text_format(running.path, sizeof(running.path), "build/fuzz-%s.input", driver->target);
}

static int run_alone(const char *path)
{
	struct problem problem;
	char *bytes;
	size_t size;

	if (file_read(path, INPUT_SIZE_MAX, &bytes, &size, &problem)) {
		fprintf(stderr, "%s\n", problem.message);
		return 2;
	}
	size = run(bytes, size) ? 0 : 1;
	free(bytes);
	return (int)size;
}

int main(int argc, char **argv)
{
	static struct driver driver;
	int64_t runs = number_setting("RUNS", RUNS_SHORT), slow = 0;
	int64_t seed = number_setting("SEED", 20261121);

	name_target(&driver, argv[0]);
	signal(SIGABRT, on_abort);
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(keep_input);
	if (argc > 1)
		return run_alone(argv[1]);
	read_corpus(&driver);
	driver.random = ((uint64_t)seed << 1) + 1;
	printf("1..2\n");
	for (size_t i = 0; i < driver.count; i++)
		slow += !run(driver.file[i].bytes, driver.file[i].size);
	printf("%sok 1 - %s takes every input of its corpus without a fault\n",
	       driver.count && !slow ? "" : "not ", driver.target);
	for (int64_t i = 0; driver.count && i < runs; i++)
		slow += !run_mutation(&driver);
	printf("%sok 2 - %s takes mutations of them without a fault, none in more than two "
	       "seconds\n",
	       driver.count && !slow ? "" : "not ", driver.target);
	printf("# fuzz-%s %lld %lld bad %lld\n", driver.target, (long long)seed,
	       (long long)runs + (long long)driver.count, (long long)slow);
	for (size_t i = 0; i < driver.count; i++)
		free(driver.file[i].bytes);
	return driver.count && !slow ? 0 : 1;
}
