/*
 * The same booking on PostgreSQL, for comparison: sixteen clients of a server on a unix socket of
 * its own in the folder of the bench, each booking a transaction of the same rows with the same two
 * constraints, as fast as they can. Skipped where the server is not installed.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "bench.h"
#include "calls.h"

enum {
	CLIENTS = 16,
	SECONDS = 4,
	RUNS = 7,
	PATH_SIZE = PATH_MAX,
	ARGUMENTS_MAX = 24,
	SOCKET_FOLDER_LONGEST = 85
};

struct server {
	char programs[PATH_SIZE]; /* .../15/bin */
	char folder[PATH_SIZE];	  /* absolute; data, scripts and logs */
	char socket[PATH_SIZE];	  /* the folder of the socket */
	char account[32];	  /* that runs it, "" when it is ours */
};

/* A fault ends the program; the server must not outlive it. */
static struct server *running;

static const char schema[] =
	"CREATE TABLE audit (seq bigserial PRIMARY KEY, at_ms bigint, clock_step int, staff_id "
	"int, counter text, action text, subject_id bigint, previous bigint, detail text, idem "
	"uuid UNIQUE);\n"
	"CREATE TABLE booking (id bigint PRIMARY KEY, session_id bigint, number int, patient_id "
	"bigint, channel text, state text, cause text, fee_fen int, paid_fen int, refund_fen int, "
	"payment_id bigint, order_no text, booked_at_ms bigint, seq bigint);\n"
	"CREATE UNIQUE INDEX booking_number_once ON booking (session_id, number) WHERE state <> "
	"'cancelled';\n"
	"CREATE UNIQUE INDEX booking_person_once ON booking (patient_id, session_id) WHERE state "
	"<> 'cancelled';\n"
	"CREATE TABLE ledger (id bigint PRIMARY KEY, kind text, debit text, credit text, method "
	"text, fen int, of_id bigint, booking_id bigint, order_no text, external_no text, "
	"business_day date, at_ms bigint, seq bigint);\n";

/* One statement, as a program beside its server would send it. A person who has a number in that
 * session already takes another: no error, as at the desk. */
static const char script[] =
	"\\set session random(1, 4200)\n"
	"\\set patient random(10000000, 10999999)\n"
	"WITH a AS (INSERT INTO audit (at_ms, clock_step, staff_id, counter, action, subject_id, "
	"previous, detail, idem) VALUES (1795000000000, 0, 1, '1', 'booking.book', 261121000000, "
	"NULL, 'D001 2026-11-24 am 12 (counter) cash 25.00', gen_random_uuid()) RETURNING seq), b "
	"AS (INSERT INTO booking SELECT 261121000000 + seq, :session, seq, :patient, 'counter', "
	"'booked', NULL, 2500, 2500, 0, 261121000000 + seq, NULL, 1795000000000, seq FROM a ON "
	"CONFLICT DO NOTHING RETURNING id, seq) INSERT INTO ledger SELECT id, 'payment', 'cash', "
	"'revenue', 'cash', 2500, NULL, id, NULL, NULL, '2026-11-21', 1795000000000, seq FROM "
	"b;\n";

static bool find_programs(char programs[PATH_SIZE])
{
	static const char root[] = "/usr/lib/postgresql";
	DIR *folder = opendir(root);
	bool found = false;

	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry;
	     entry = readdir(folder)) {
		char path[PATH_SIZE];

		text_format(path, sizeof(path), "%s/%s/bin/initdb", root, entry->d_name);
		if (entry->d_name[0] == '.' || access(path, X_OK) != 0)
			continue;
		text_format(path, sizeof(path), "%s/%s/bin/pgbench", root, entry->d_name);
		if (access(path, X_OK) != 0)
			continue;
		text_format(programs, PATH_SIZE, "%s/%s/bin", root, entry->d_name);
		found = true;
	}
	if (folder)
		closedir(folder);
	return found;
}

/* Runs one of the server's programs in the server's folder, as its account; what it says goes to
 * `log` there. */
static int run(const struct server *server, const char *log, const char *program,
	       const char *const arguments[])
{
	char path[PATH_SIZE];
	const char *argv[ARGUMENTS_MAX + 6];
	int count = 0, status;
	pid_t child;

	text_format(path, sizeof(path), "%s/%s", server->programs, program);
	if (server->account[0]) {
		argv[count++] = "runuser";
		argv[count++] = "-u";
		argv[count++] = server->account;
		argv[count++] = "--";
	}
	argv[count++] = path;
	for (int i = 0; arguments[i] && i < ARGUMENTS_MAX; i++)
		argv[count++] = arguments[i];
	argv[count] = NULL;
	child = fork();
	if (child == 0) {
		int out;

		if (chdir(server->folder) != 0)
			_exit(126);
		out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
		dup2(out, STDOUT_FILENO);
		dup2(out, STDERR_FILENO);
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		die("%s: %s", program, strerror(errno));
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void must_run(const struct server *server, const char *program,
		     const char *const arguments[])
{
	int code = run(server, "log.txt", program, arguments);

	if (code != 0)
		die("%s ended with %d; %s/log.txt says why", program, code, server->folder);
}

static void write_file(const struct server *server, const char *name, const char *text)
{
	char path[PATH_SIZE];
	FILE *file;

	text_format(path, sizeof(path), "%s/%s", server->folder, name);
	file = fopen(path, "w");
	if (!file || fputs(text, file) < 0 || fclose(file) != 0)
		die("%s: %s", path, strerror(errno));
	(void)chmod(path, 0644);
}

/* Removes what lies in a folder, and it. */
static void remove_folder(const char *path)
{
	pid_t child = fork();

	if (child == 0) {
		execlp("rm", "rm", "-rf", "--", path, (char *)NULL);
		_exit(127);
	}
	if (child > 0)
		waitpid(child, NULL, 0);
}

static bool give_folder(const struct server *server)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		execlp("chown", "chown", "-R", server->account, server->folder, (char *)NULL);
		_exit(127);
	}
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* Makes the database, as an account that can: the server refuses to run as root. */
static bool make_database(struct server *server)
{
	const char *const accounts[] = { "postgres", "nobody" };
	const char *const make[] = {
		"-D", "data", "-A", "trust", "-U", "desk", "-E", "UTF8", NULL
	};

	if (geteuid() != 0)
		return run(server, "log.txt", "initdb", make) == 0;
	for (size_t i = 0; i < sizeof(accounts) / sizeof(accounts[0]); i++) {
		text_copy(server->account, sizeof(server->account), accounts[i]);
		if (give_folder(server) && run(server, "log.txt", "initdb", make) == 0)
			return true;
	}
	return false;
}

/* The socket lies with the data; nothing listens on the network. */
static void start(const struct server *server)
{
	const char *const begin[] = { "-D",
				      "data",
				      "-w",
				      "-l",
				      "server.txt",
				      "-o",
				      "-c listen_addresses= -c unix_socket_directories=.",
				      "start",
				      NULL };
	const char *const tables[] = { "-q", "-h",	 server->socket, "-U",	       "desk",
				       "-d", "postgres", "-f",		 "schema.sql", NULL };

	must_run(server, "pg_ctl", begin);
	must_run(server, "psql", tables);
}

static void stop(void)
{
	const char *const end[] = { "-D", "data", "-m", "immediate", "stop", NULL };
	const struct server *server = running;

	running = NULL;
	if (server && run(server, "log.txt", "pg_ctl", end) != 0)
		fprintf(stderr, "the server in %s was not stopped\n", server->folder);
}

/* The longest wait in pgbench's log of transactions: client, number, microseconds, ... */
static double longest_ms(const struct server *server)
{
	DIR *folder = opendir(server->folder);
	double longest = 0;

	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry;
	     entry = readdir(folder)) {
		char path[PATH_SIZE], line[256];
		FILE *file;
		long took;

		if (strncmp(entry->d_name, "each.", 5) != 0)
			continue;
		text_format(path, sizeof(path), "%s/%s", server->folder, entry->d_name);
		file = fopen(path, "r");
		while (file && fgets(line, sizeof(line), file)) {
			if (sscanf(line, "%*s %*s %ld", &took) == 1 && (double)took > longest)
				longest = (double)took;
		}
		if (file)
			fclose(file);
		unlink(path);
	}
	if (folder)
		closedir(folder);
	return longest / 1000;
}

/* "tps = 7975.123 (without initial connection time)" */
static double rate_said(const struct server *server)
{
	char path[PATH_SIZE], line[256];
	double rate = 0, said;
	FILE *file;

	text_format(path, sizeof(path), "%s/said.txt", server->folder);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file)) {
		if (sscanf(line, "tps = %lf", &said) == 1)
			rate = said;
	}
	if (file)
		fclose(file);
	unlink(path);
	return rate;
}

static void measure(struct bench *bench, const struct server *server)
{
	static const struct bench_what rate = { "desks-full-postgres", "bookings/s", GOAL_NONE, 0 };
	static const struct bench_what wait = { "desks-full-postgres-wait", "ms, longest",
						GOAL_NONE, 0 };
	double rates[RUNS], waits[RUNS];
	char clients[8], seconds[8];
	const char *const crowd[] = {
		"-h", server->socket, "-U",	  "desk",  "-n",
		"-M", "prepared",     "-c",	  clients, "-j",
		"2",  "-T",	      seconds,	  "-l",	   "--log-prefix=each",
		"-f", "booking.sql",  "postgres", NULL
	};

	text_format(clients, sizeof(clients), "%d", CLIENTS);
	text_format(seconds, sizeof(seconds), "%d", SECONDS);
	for (int i = 0; i < RUNS; i++) {
		bench_progress(bench, "%s: run %d of %d", rate.name, i + 1, RUNS);
		if (run(server, "said.txt", "pgbench", crowd) != 0)
			die("pgbench failed; %s/said.txt says why", server->folder);
		rates[i] = rate_said(server);
		waits[i] = longest_ms(server);
	}
	bench_report(bench, &rate, rates, NULL, RUNS);
	bench_report(bench, &wait, waits, NULL, RUNS);
}

void bench_postgres(struct bench *bench)
{
	static const char row[] = "desks-full-postgres";
	static struct server server;
	char name[PATH_SIZE];

	if (calls_wait_us()) {
		bench_skip(row,
			   "its commits cannot be made to wait for the disk that was asked for");
		return;
	}
	if (!find_programs(server.programs)) {
		bench_skip(row, "PostgreSQL is not installed (apt: postgresql)");
		return;
	}
	/* Beside the folder of the bench, which other accounts cannot enter. */
	text_format(name, sizeof(name), "%s-postgres", bench_folder(bench));
	remove_folder(name);
	if (mkdir(name, 0700) != 0 || !realpath(name, server.folder))
		die("%s: %s", name, strerror(errno));
	text_format(server.socket, sizeof(server.socket), "%s/data", server.folder);
	write_file(&server, "schema.sql", schema);
	write_file(&server, "booking.sql", script);
	if (strlen(server.socket) > SOCKET_FOLDER_LONGEST) {
		bench_skip(row, "the path of the build is too long for a unix socket");
	} else if (make_database(&server)) {
		running = &server;
		atexit(stop);
		start(&server);
		measure(bench, &server);
		stop();
	} else {
		bench_skip(row, "no account but root's may write into the build's folder");
	}
	remove_folder(server.folder);
}
