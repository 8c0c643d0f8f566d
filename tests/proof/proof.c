#include "proof.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

#include <fcntl.h>
#include <unistd.h>

#include "base/text.h"
#include "desk/check.h"

int proof_number(const char *name, int initial, int highest)
{
	const char *text = getenv(name);
	int64_t number = initial;

	if (text)
		assert_true(text_to_number(text, 1, highest, &number));
	return (int)number;
}

int proof_seed(void)
{
	return proof_number("SEED", 20261121, INT32_MAX);
}

void proof_line(const char *name, int seed, long count, long bad, const char *words, ...)
{
	char text[400];
	va_list args;

	va_start(args, words);
	if (!words || vsnprintf(text, sizeof(text), words, args) < 0)
		text[0] = '\0';
	va_end(args);
	print_message("# %s %d %ld %ld%s%s\n", name, seed, count, bad, text[0] ? ": " : "", text);
}

void proof_copy(const char *from, const char *to)
{
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	char block[16384];
	size_t size;

	assert_true(in && out);
	/* A database that others may read is not opened. */
	assert_int_equal(fchmod(fileno(out), S_IRUSR | S_IWUSR), 0);
	while ((size = fread(block, 1, sizeof(block), in)) > 0)
		assert_int_equal(fwrite(block, 1, size, out), size);
	assert_int_equal(fclose(in) | fclose(out), 0);
}

/* Waits until nobody holds the other end of the pipe any more: then nobody needs the folder. Not
 * hit by what is typed to end the proof. */
static _Noreturn void sweep_at_the_end(int end, const char *folder)
{
	const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
	char byte;

	setsid();
	for (int file = 0; file <= STDERR_FILENO; file++)
		dup2(nowhere, file);
	while (read(end, &byte, 1) > 0)
		;
	execlp("rm", "rm", "-rf", "--", folder, (char *)NULL);
	_exit(1);
}

bool proof_in_memory(void)
{
	char folder[] = "/dev/shm/frontdesk-proof.XXXXXX";
	int alive[2];
	pid_t sweeper;

	if (access("/dev/shm", W_OK) != 0)
		return true;
	if (!mkdtemp(folder) || pipe2(alive, O_CLOEXEC) != 0)
		return false;
	sweeper = fork();
	if (sweeper == 0) {
		close(alive[1]);
		sweep_at_the_end(alive[0], folder);
	}
	close(alive[0]);
	return sweeper > 0 && setenv("TMPDIR", folder, 1) == 0;
}

struct desk proof_desk(const char *path)
{
	struct settings settings;
	struct desk desk;

	settings_init(&settings);
	settings.quota_per_department_day = 99;
	fixture_must(&desk, desk_open(&desk, path, STORE_OPEN, &settings, "proof"));
	clock_pin(&desk.clock, FIXTURE_DAY, FIXTURE_AT(6, 0));
	return desk;
}

void proof_open(struct proof_clinic *clinic, int sessions, int capacity, int people)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(6, 0));

	clinic->desk = desk;
	clinic->session_count = sessions;
	clinic->people_count = people;
	text_copy(clinic->path, sizeof(clinic->path), store_path(desk->store));
	for (int i = 0; i < sessions; i++) {
		char code[CODE_SIZE];

		text_format(code, sizeof(code), "%d", 1001 + i);
		fixture_doctor(desk, code, 2000);
		clinic->sessions[i] = fixture_session(desk, code, FIXTURE_DAY + 1 + i % 5,
						      PERIOD_AM, capacity, 20)
					      .id;
	}
	for (int i = 0; i < people; i++)
		clinic->people[i] = fixture_patient(desk, i).id;
}

void proof_close(struct proof_clinic *clinic)
{
	desk_close(clinic->desk);
}

void proof_reopen(struct proof_clinic *clinic)
{
	*clinic->desk = proof_desk(clinic->path);
}

static void say_fault(const char *check, const char *fault, void *context)
{
	(void)context;
	print_message("# %s: %s\n", check, fault);
}

void proof_check(struct proof_clinic *clinic)
{
	int checks, failed;

	fixture_must(clinic->desk,
		     check_run(clinic->desk, CHECK_ALL, say_fault, NULL, &checks, &failed));
	assert_int_equal(failed, 0);
}
