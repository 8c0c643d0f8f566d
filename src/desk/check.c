#include "desk/check.h"

#include <string.h>
#include <sys/stat.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/check/judge.h"
#include "desk/check/proof.h"
#include "store/line.h"

#include "sql_columns.h"

enum { FAULTS_NAMED_MAX = 20, FAULT_SIZE = 512 };

/* SQLite looks a file of this size over in a tenth of a second: the desk answers no key meanwhile.
 */
enum { FAST_FILE_BYTES = 16 * 1024 * 1024 };

static const struct check {
	const char *name;
	enum sql statement;
	enum check_kind kind;
	enum check_depth depth; /* CHECK_FAST: runs at that depth, too */
	judge_fn *judge;	/* NULL: every row is a fault */
	const char *sentence;
} checks[] = {
#define CHECK(symbol, name, kind, depth, judge, sentence) \
	{ name, SQL_CHECK_##symbol, CHECK_##kind, CHECK_##depth, judge, sentence },
#include "desk/check.def"
#undef CHECK
};

static const struct {
	const char *name, *sentence;
} proofs[PROOF_FAULTS] = {
	[PROOF_LINK] = { "link", N_("the chain of entries is broken") },
	[PROOF_SEAL] = { "seal", N_("entries were not sealed with the key of their day") },
	[PROOF_UNSEALED] = { "unsealed",
			     N_("entries were made without the key of the day, which was not "
				"there: \"frontdesk rekey\" begins with a new one") },
	[PROOF_DIGEST] = { "digest", N_("a row is not as it was written last") },
	[PROOF_UNWRITTEN] = { "unwritten", N_("a row was written by something else") },
	[PROOF_REMOVED] = { "removed", N_("a row that was written is missing") },
};

enum check_kind check_kind(const char *check)
{
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (strcmp(checks[i].name, check) == 0)
			return checks[i].kind;
	for (int i = 0; i < PROOF_FAULTS; i++)
		if (strcmp(proofs[i].name, check) == 0)
			return CHECK_OTHER;
	/* The file and the schema: what is read there of money may be anything. */
	return CHECK_MONEY;
}

struct run {
	enum check_depth depth;
	check_fault_fn *fn;
	void *context;
	int checks, failed;
	/* Of the check that is running: */
	const char *name, *sentence;
	judge_fn *judge;
	struct judge_memory memory;
	int faults;
	/* Of the proof of the chain: */
	const struct proof_keys *keys; /* NULL: this account's */
	struct proof_told told;
};

static void note_fault(const char *where, void *context)
{
	struct run *run = context;
	char fault[FAULT_SIZE], printable[FAULT_SIZE / 2];

	run->faults++;
	if (!run->fn || run->faults > FAULTS_NAMED_MAX)
		return;
	text_printable(printable, sizeof(printable), where);
	text_format(fault, sizeof(fault), "%s: %s", _(run->sentence), printable);
	run->fn(run->name, fault, run->context);
}

static enum status note_row(const struct store_row *row, void *context)
{
	struct run *run = context;
	const char *where = run->memory.where;

	if (!run->judge || run->judge(row, &run->memory))
		note_fault(where[0] ? where : row_text(row, FAULT_ROW_FAULT), run);
	return STATUS_OK;
}

static void start(struct run *run, const char *name, const char *sentence, judge_fn *judge)
{
	run->name = name;
	run->sentence = sentence;
	run->judge = judge;
	judge_memory_release(&run->memory);
	run->faults = 0;
}

static void finish(struct run *run)
{
	run->checks++;
	run->failed += run->faults > 0;
}

static bool file_is_small(const struct desk *desk)
{
	struct stat file;

	return stat(store_path(desk->store), &file) == 0 && file.st_size <= FAST_FILE_BYTES;
}

static enum status run_statements(struct desk *desk, struct run *run)
{
	enum status status;

	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		if (run->depth == CHECK_FAST && checks[i].depth != CHECK_FAST)
			continue;
		start(run, checks[i].name, checks[i].sentence, checks[i].judge);
		status = store_each(desk->store, checks[i].statement, NO_ARGS, note_row, run);
		if (status)
			return desk_store_result(desk, status);
		finish(run);
	}
	return STATUS_OK;
}

static void note_schema(enum schema_fault fault, const char *what, void *context)
{
	static const char *const sentences[] = {
		[SCHEMA_FOREIGN] = N_("something is in the database that frontdesk did not make"),
		[SCHEMA_ALTERED] = N_("something in the database is not as frontdesk made it"),
		[SCHEMA_MISSING] = N_("something is missing in the database"),
	};
	struct run *run = context;

	run->sentence = sentences[fault];
	note_fault(what, run);
}

static enum status compare_schema(struct desk *desk, struct run *run)
{
	enum status status;

	start(run, "schema", NULL, NULL);
	status = store_compare_schema(desk->store, note_schema, run);
	if (status)
		return desk_store_result(desk, status);
	finish(run);
	return STATUS_OK;
}

/* What somebody was told against what is there, as it was seen when the database was opened. */
static void compare_promises(struct desk *desk, struct run *run)
{
	struct problem problem;

	start(run, "promised", N_("what was called saved is missing"), NULL);
	if (store_only_reads(desk->store, &problem) == STATUS_STORE_LOST)
		note_fault(problem.message, run);
	finish(run);
}

struct proving {
	struct run *run;
	int faults[PROOF_FAULTS];
};

static void note_proof(enum proof_fault fault, const char *where, void *context)
{
	struct proving *proving = context;
	struct run *run = proving->run;

	/* That a key is not there is told to whoever asks for the proof: no day stays open for it.
	 */
	if (fault == PROOF_UNSEALED && !run->keys)
		return;
	run->name = proofs[fault].name;
	run->sentence = proofs[fault].sentence;
	run->faults = proving->faults[fault];
	note_fault(where, run);
	proving->faults[fault] = run->faults;
}

static enum status prove(struct desk *desk, struct run *run)
{
	static const struct proof_keys own = { .own = true };
	struct proving proving = { .run = run };
	const struct proof_keys *keys = run->keys ? run->keys : &own;
	enum status status;

	start(run, NULL, NULL, NULL);
	status = proof_run(desk, keys, note_proof, &proving, &run->told);
	for (int i = 0; i < PROOF_FAULTS && !status; i++) {
		run->checks++;
		run->failed += proving.faults[i] > 0;
	}
	return status;
}

static enum status run_all(struct desk *desk, void *context)
{
	struct run *run = context;
	int faults;
	enum status status;

	run->checks = run->failed = 0;
	if (run->depth == CHECK_FAST && !file_is_small(desk))
		return run_statements(desk, run);
	start(run, "file", N_("the database file is damaged"), NULL);
	status = store_examine(desk->store, run->depth == CHECK_ALL, note_fault, run, &faults);
	if (status)
		return desk_store_result(desk, status);
	finish(run);
	compare_promises(desk, run);
	if (run->depth == CHECK_ALL)
		status = compare_schema(desk, run);
	if (!status)
		status = run_statements(desk, run);
	return status || run->depth == CHECK_FAST ? status : prove(desk, run);
}

enum status check_prove(struct desk *desk, const struct proof_keys *keys, check_fault_fn *fn,
			void *context, struct check_told *told)
{
	struct run run = { .depth = CHECK_ALL, .fn = fn, .context = context, .keys = keys };
	enum status status = desk_read(desk, run_all, &run);

	judge_memory_release(&run.memory);
	*told = (struct check_told){ run.checks, run.failed, run.told };
	return status;
}

void check_keep_first(const char *check, const char *fault, void *context)
{
	struct problem *problem = context;

	if (problem->message[0] == '\0')
		text_format(problem->message, sizeof(problem->message), "%s: %s", check, fault);
}

enum status check_run(struct desk *desk, enum check_depth depth, check_fault_fn *fn, void *context,
		      int *check_count, int *failed)
{
	struct run run = { .depth = depth, .fn = fn, .context = context };
	enum status status = desk_read(desk, run_all, &run);

	judge_memory_release(&run.memory);
	*check_count = run.checks;
	*failed = run.failed;
	return status;
}
