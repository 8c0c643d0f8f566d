/* Disks of other computers, by a table of mounts: store/sqlite/network_disk.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/sqlite/network_disk.h"

static const char table[] = "/dev/sda1 / ext4 rw 0 0\n"
			    "server:/srv /srv nfs4 rw 0 0\n"
			    "/dev/sdb1 /srv/clinic xfs rw 0 0\n"
			    "//pc/share /mnt/our\\040share cifs rw 0 0\n"
			    "clerk@pc: /mnt/far fuse.sshfs rw 0 0\n"
			    "/dev/sdc1 /mnt/stick fuseblk rw 0 0\n"
			    "/dev/sdd1 /mnt/twice ext4 rw 0 0\n"
			    "pc:/twice /mnt/twice nfs rw 0 0\n";

static void a_disk_is_told_by_the_longest_name_that_it_is_mounted_at(void **state)
{
	static const struct {
		const char *path, *kind;
	} cases[] = {
		{ "/var/lib/desk.db", "" },	      { "/srv/anna/desk.db", "nfs4" },
		{ "/srv/clinic/desk.db", "" },	      { "/srv/clinics/desk.db", "nfs4" },
		{ "/mnt/our share/desk.db", "cifs" }, { "/mnt/far/desk.db", "fuse.sshfs" },
		{ "/mnt/stick/desk.db", "" },	      { "/mnt/twice/desk.db", "nfs" },
	};
	char mounts[] = "/tmp/frontdesk-mounts.XXXXXX", kind[NETWORK_DISK_SIZE];
	int file = mkstemp(mounts);

	(void)state;
	assert_true(file >= 0);
	assert_int_equal(write(file, table, sizeof(table) - 1), sizeof(table) - 1);
	assert_int_equal(close(file), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(network_disk(mounts, cases[i].path, kind),
				 cases[i].kind[0] != '\0');
		assert_string_equal(kind, cases[i].kind);
	}
	assert_int_equal(unlink(mounts), 0);
	assert_false(network_disk(mounts, "/srv/anna/desk.db", kind));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_disk_is_told_by_the_longest_name_that_it_is_mounted_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
