/*
 * Bare rows on PostgreSQL, beside our desks: sixteen clients of a server on a unix socket, each
 * booking a transaction of the same rows with the same two constraints, as fast as they can.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "bookings.h"
#include "calls.h"
#include "crowd.h"
#include "postgres_server.h"

enum { SECONDS = 3, RUNS = 7, GOAL_FROM_US = 4000 };

/* One statement, as a program beside its server would send it. A person who has a number in that
 * session already takes another: no error, as at the desk. */
static const char script[] =
	"\\set session random(1, 4200)\n"
	"\\set patient random(10000000, 10999999)\n"
	"WITH a AS (INSERT INTO audit (at_ms, clock_step, staff_id, counter, action, subject_id, "
	"detail, idem, asked) VALUES (1795000000000, 0, 1, '1', 'booking.book', 261121000000, "
	"'D001 2026-11-24 am 12 (counter) cash 25.00', uuid_send(gen_random_uuid()), "
	"decode(repeat('00', 25), 'hex')) RETURNING seq), b AS (INSERT INTO booking (id, "
	"session_id, number, patient_id, channel, state, booked_at_ms, seq, beside) SELECT "
	"261121000000 + seq, :session, seq, :patient, 'counter', 'booked', 1795000000000, seq, 0 "
	"FROM a ON CONFLICT DO NOTHING RETURNING id, seq), c AS (INSERT INTO charge (id, kind, "
	"fen, seq) SELECT id, 'registration', 2500, seq FROM b RETURNING id, seq) INSERT INTO "
	"ledger (id, kind, debit, credit, method, fen, charge_id, business_day, at_ms, seq) SELECT "
	"id, 'payment', 'cash', 'revenue', 'cash', 2500, id, '2026-11-21', 1795000000000, seq FROM "
	"c;\n";

/* The longest wait in pgbench's log of transactions: client, number, microseconds, ... */
static double longest_ms(const struct server *server)
{
	DIR *folder = opendir(server->folder);
	double longest = 0;

	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry;
	     entry = readdir(folder)) {
		char path[SERVER_PATH_SIZE], line[256];
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
	char path[SERVER_PATH_SIZE], line[256];
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

/* What pgbench found of one run. */
static struct outcome run_clients(const struct server *server)
{
	struct outcome outcome = { 0 };
	char clients[8], seconds[8];
	const char *const crowd[] = {
		"-h", server->socket, "-U",	  "desk",  "-n",
		"-M", "prepared",     "-c",	  clients, "-j",
		"2",  "-T",	      seconds,	  "-l",	   "--log-prefix=each",
		"-f", "booking.sql",  "postgres", NULL
	};

	text_format(clients, sizeof(clients), "%d", CROWD_DESKS);
	text_format(seconds, sizeof(seconds), "%d", SECONDS);
	if (server_run(server, "said.txt", "pgbench", crowd) != 0)
		die("pgbench failed; %s/said.txt says why", server->folder);
	outcome.rate = rate_said(server);
	outcome.longest_ms = longest_ms(server);
	return outcome;
}

/* On a fast disk the processor decides, and a desk's rules are more work than bare rows: then the
 * figures are told and nothing is promised. */
static void measure(struct bench *bench, struct crowd *crowd, const struct server *server)
{
	const struct bench_what rate = { "desks-full-postgres", "bookings/s",
					 calls_wait_us() >= GOAL_FROM_US ? GOAL_RATIO_LEAST
									 : GOAL_NONE,
					 1 };
	static const struct bench_what wait = { "desks-full-postgres-wait", "ms, longest",
						GOAL_NONE, 0 };
	double ours[RUNS], theirs[RUNS], waits[RUNS], their_waits[RUNS];

	for (int i = 0; i < RUNS; i++) {
		struct outcome outcome;

		bench_progress(bench, "%s: pair %d of %d", rate.name, i + 1, RUNS);
		outcome = crowd_run(crowd, OURS, CROWD_DESKS, SECONDS, 0);
		ours[i] = outcome.rate;
		waits[i] = outcome.longest_ms;
		outcome = run_clients(server);
		theirs[i] = outcome.rate;
		their_waits[i] = outcome.longest_ms;
	}
	bench_report(bench, &rate, ours, theirs, RUNS);
	bench_report(bench, &wait, waits, their_waits, RUNS);
}

void bench_postgres(struct bench *bench)
{
	static struct server server;
	char schema[BARE_TABLES_SIZE];
	struct crowd crowd;

	bare_tables_text(BARE_POSTGRESQL, bare_booking_tables, BARE_BOOKING_TABLES, schema);
	if (!server_start(&server, bench, "desks-full-postgres", schema))
		return;
	server_write_file(&server, "booking.sql", script);
	crowd_open(&crowd, bench);
	measure(bench, &crowd, &server);
	crowd_close(&crowd);
	server_stop(&server);
}
