/* The disk that a path lies on, by a table of mounts: store/sqlite/mount.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "scratch.h"
#include "store/sqlite/mount.h"

static const char table[] = "/dev/sda1 / ext4 rw 0 0\n"
			    "server:/srv /srv nfs4 rw 0 0\n"
			    "/dev/sdb1 /srv/clinic xfs rw 0 0\n"
			    "//pc/share /mnt/our\\040share cifs rw 0 0\n"
			    "clerk@pc: /mnt/far fuse.sshfs rw 0 0\n"
			    "/dev/sdc1 /mnt/stick fuseblk ro,nosuid 0 0\n"
			    "/dev/sdd1 /mnt/twice ext4 rw 0 0\n"
			    "pc:/twice /mnt/twice nfs rw 0 0\n"
			    "tmpfs /tmp tmpfs rw 0 0\n";

static void a_disk_is_told_by_the_longest_name_that_it_is_mounted_at(void **state)
{
	static const struct {
		const char *path, *kind;
		bool network, in_memory, only_reads;
	} cases[] = {
		{ "/var/lib/desk.db", "ext4", false, false, false },
		{ "/srv/anna/desk.db", "nfs4", true, false, false },
		{ "/srv/clinic/desk.db", "xfs", false, false, false },
		{ "/srv/clinics/desk.db", "nfs4", true, false, false },
		{ "/mnt/our share/desk.db", "cifs", true, false, false },
		{ "/mnt/far/desk.db", "fuse.sshfs", true, false, false },
		{ "/mnt/stick/desk.db", "fuseblk", false, false, true },
		{ "/mnt/twice/desk.db", "nfs", true, false, false },
		{ "/tmp/desk.db", "tmpfs", false, true, false },
	};
	char mounts[FILE_PATH_SIZE];
	struct disk_kind disk;
	FILE *file;

	(void)state;
	scratch_file(mounts, sizeof(mounts), "mounts");
	file = fopen(mounts, "we");
	assert_non_null(file);
	assert_int_equal(fwrite(table, 1, sizeof(table) - 1, file), sizeof(table) - 1);
	assert_int_equal(fclose(file), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_true(mount_find(mounts, cases[i].path, &disk));
		assert_string_equal(disk.kind, cases[i].kind);
		assert_int_equal(disk.network, cases[i].network);
		assert_int_equal(disk.in_memory, cases[i].in_memory);
		assert_int_equal(disk.only_reads, cases[i].only_reads);
	}
	assert_int_equal(unlink(mounts), 0);
	assert_false(mount_find(mounts, "/srv/anna/desk.db", &disk));
	assert_false(disk.network);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_disk_is_told_by_the_longest_name_that_it_is_mounted_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
