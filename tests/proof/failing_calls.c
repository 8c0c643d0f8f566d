#include "failing_calls.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <stdlib.h>
#include <string.h>

enum { FRAMES = 24 };

#define BIT(kind) (1u << (kind))

const struct failure failures[FAILURES] = {
	{ "write-eio", BIT(TRAP_WRITE), EIO, false, false, false },
	{ "write-full", BIT(TRAP_WRITE), ENOSPC, true, false, false },
	{ "write-short", BIT(TRAP_WRITE), 0, false, true, false },
	{ "write-short-full", BIT(TRAP_WRITE), ENOSPC, true, true, false },
	{ "sync-eio", BIT(TRAP_SYNC), EIO, false, false, false },
	{ "sync-stays", BIT(TRAP_SYNC), EIO, true, false, false },
	{ "sync-killed", BIT(TRAP_SYNC), EIO, false, false, true },
	{ "sync-full", BIT(TRAP_SYNC), ENOSPC, true, false, false },
	{ "cut-eio", BIT(TRAP_TRUNCATE), EIO, false, false, false },
	{ "read-eio", BIT(TRAP_READ), EIO, false, false, false },
	{ "name-eio", BIT(TRAP_OPEN) | BIT(TRAP_UNLINK) | BIT(TRAP_RENAME), EIO, false, false,
	  false },
	{ "memory-once", BIT(KIND_MEMORY), ENOMEM, false, false, false },
	{ "memory-out", BIT(KIND_MEMORY), ENOMEM, true, false, false },
};

/* The failure, and where it comes; 0: nowhere. */
static struct {
	const struct failure *failure;
	long at, seen;
	bool armed;
} plan;

static struct failing *said;

/* Whether this call fails, or is the one that is done in part. */
static bool comes(unsigned int kind)
{
	if (!plan.armed)
		return false;
	said->count[kind]++;
	if (!failure_is_of(plan.failure, kind) || plan.at == 0)
		return false;
	plan.seen++;
	if (plan.seen < plan.at || (plan.seen > plan.at && !plan.failure->stays))
		return false;
	said->came = true;
	return true;
}

static long answer(const struct trap_call *call)
{
	if (!comes(call->kind))
		return trap_pass(call);
	if (plan.failure->in_part && plan.seen == plan.at)
		return call->size > 1 ? trap_pass_part(call, call->size / 2) : trap_pass(call);
	return -plan.failure->error;
}

/* Memory. These stand in front of the C library's, or of the sanitizer's. */

#ifdef SANITIZED
#define REAL(name) __interceptor_##name
#else
#define REAL(name) __libc_##name
#endif

void *REAL(malloc)(size_t size);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *old, size_t size);

/* Whether one of these asks, by way of the C library or not. Not inlined: its array on the stack
 * would have the sanitizer look after memory before it is ready, in every call. */
__attribute__((noinline)) static bool a_careless_library_asks(void)
{
	static const char *const careless[] = { "libncurses", "libtinfo",      "libxlsxwriter",
						"libglib",    "libfontconfig", "libpango" };
	void *frames[FRAMES];
	const int count = backtrace(frames, FRAMES);
	Dl_info about;

	for (int i = 0; i < count; i++) {
		if (!dladdr(frames[i], &about) || !about.dli_fname)
			continue;
		for (size_t k = 0; k < sizeof(careless) / sizeof(careless[0]); k++)
			if (strstr(about.dli_fname, careless[k]))
				return true;
	}
	return false;
}

static bool memory_fails(void)
{
	if (!comes(KIND_MEMORY))
		return false;
	plan.armed = false;
	said->library_was_refused |= a_careless_library_asks();
	plan.armed = true;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return memory_fails() ? NULL : REAL(malloc)(size);
}

void *calloc(size_t count, size_t size)
{
	return memory_fails() ? NULL : REAL(calloc)(count, size);
}

void *realloc(void *old, size_t size)
{
	return memory_fails() ? NULL : REAL(realloc)(old, size);
}

bool failing_start(const struct failure *failure, long at, struct failing *shared)
{
	void *frame;

	/* It loads what it needs when it is called first. */
	(void)!backtrace(&frame, 1);
	plan.failure = failure;
	plan.at = at;
	said = shared;
	return trap_start(answer, failure_is_of(failure, TRAP_READ) || at == 0);
}

void failing_arm(bool armed)
{
	plan.armed = armed;
}

long failing_chances(const struct failure *failure, const long count[FAILING_KINDS])
{
	long all = 0;

	for (unsigned int kind = 0; kind < FAILING_KINDS; kind++)
		if (failure_is_of(failure, kind))
			all += count[kind];
	return all;
}
