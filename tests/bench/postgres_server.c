#include "postgres_server.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "calls.h"

enum { ARGUMENTS_MAX = 24, SOCKET_FOLDER_LONGEST = 85 };

/* A fault ends the program; the server must not outlive it. */
static struct server *running;

static bool find_programs(char programs[SERVER_PATH_SIZE])
{
	static const char root[] = "/usr/lib/postgresql";
	DIR *folder = opendir(root);
	bool found = false;

	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry;
	     entry = readdir(folder)) {
		char path[SERVER_PATH_SIZE];

		text_format(path, sizeof(path), "%s/%s/bin/initdb", root, entry->d_name);
		if (entry->d_name[0] == '.' || access(path, X_OK) != 0)
			continue;
		text_format(path, sizeof(path), "%s/%s/bin/pgbench", root, entry->d_name);
		if (access(path, X_OK) != 0)
			continue;
		text_format(programs, SERVER_PATH_SIZE, "%s/%s/bin", root, entry->d_name);
		found = true;
	}
	if (folder)
		closedir(folder);
	return found;
}

/* Runs one of the server's programs in the server's folder, as its account; what it says goes to
 * `log` there. */
int server_run(const struct server *server, const char *log, const char *program,
	       const char *const arguments[])
{
	char path[SERVER_PATH_SIZE];
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
	int code = server_run(server, "log.txt", program, arguments);

	if (code != 0)
		die("%s ended with %d; %s/log.txt says why", program, code, server->folder);
}

void server_write_file(const struct server *server, const char *name, const char *text)
{
	char path[SERVER_PATH_SIZE];
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
		return server_run(server, "log.txt", "initdb", make) == 0;
	for (size_t i = 0; i < sizeof(accounts) / sizeof(accounts[0]); i++) {
		text_copy(server->account, sizeof(server->account), accounts[i]);
		if (give_folder(server) && server_run(server, "log.txt", "initdb", make) == 0)
			return true;
	}
	return false;
}

/* Its syncs wait for a disk of its own, as slow as ours. */
static void load_slow_sync(const struct server *server)
{
	char library[SERVER_PATH_SIZE], disk[SERVER_PATH_SIZE], microseconds[24];
	ssize_t length = readlink("/proc/self/exe", library, sizeof(library) - 1);
	char *name;

	if (length < 0)
		die("/proc/self/exe: %s", strerror(errno));
	library[length] = '\0';
	name = strrchr(library, '/') + 1;
	text_copy(name, sizeof(library) - (size_t)(name - library), "slow_sync.so");
	text_format(disk, sizeof(disk), "%s/disk", server->folder);
	text_format(microseconds, sizeof(microseconds), "%ld", calls_wait_us());
	if (access(library, R_OK) != 0 || setenv("LD_PRELOAD", library, 1) != 0 ||
	    setenv("BENCH_DISK", disk, 1) != 0 || setenv("BENCH_DISK_US", microseconds, 1) != 0)
		die("%s: %s", library, strerror(errno));
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

	if (calls_wait_us())
		load_slow_sync(server);
	must_run(server, "pg_ctl", begin);
	unsetenv("LD_PRELOAD");
	must_run(server, "psql", tables);
}

static void stop_running(void)
{
	const char *const end[] = { "-D", "data", "-m", "immediate", "stop", NULL };
	const struct server *server = running;

	running = NULL;
	if (!server)
		return;
	if (server_run(server, "log.txt", "pg_ctl", end) != 0)
		fprintf(stderr, "the server in %s was not stopped\n", server->folder);
	remove_folder(server->folder);
}

void server_stop(struct server *server)
{
	if (running == server)
		stop_running();
}

bool server_start(struct server *server, struct bench *bench, const char *row, const char *schema)
{
	const char *reason = NULL;
	char name[SERVER_PATH_SIZE];

	if (!find_programs(server->programs)) {
		bench_skip(row, "PostgreSQL is not installed (apt: postgresql)");
		return false;
	}
	/* Beside the folder of the bench, which other accounts cannot enter. */
	text_format(name, sizeof(name), "%s-postgres", bench_folder(bench));
	remove_folder(name);
	if (mkdir(name, 0700) != 0 || !realpath(name, server->folder))
		die("%s: %s", name, strerror(errno));
	text_format(server->socket, sizeof(server->socket), "%s/data", server->folder);
	server_write_file(server, "schema.sql", schema);
	if (strlen(server->socket) > SOCKET_FOLDER_LONGEST)
		reason = "the path of the build is too long for a unix socket";
	else if (!make_database(server))
		reason = "no account but root's may write into the build's folder";
	if (reason) {
		bench_skip(row, reason);
		remove_folder(server->folder);
		return false;
	}
	running = server;
	atexit(stop_running);
	start(server);
	return true;
}
