#include "store/sqlite/mount.h"

#include <mntent.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static bool is_network(const char *kind)
{
	static const char *const kinds[] = {
		"9p",	     "afs",	   "beegfs",	     "ceph",
		"cifs",	     "coda",	   "davfs",	     "gfs2",
		"glusterfs", "gpfs",	   "lustre",	     "ncpfs",
		"nfs",	     "nfs4",	   "ocfs2",	     "smb3",
		"smbfs",     "fuse.sshfs", "fuse.rclone",    "fuse.s3fs",
		"fuse.ceph", "fuse.davfs", "fuse.glusterfs",
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kind, kinds[i]) == 0)
			return true;
	return false;
}

static bool lies_below(const char *path, const char *folder)
{
	const size_t size = strlen(folder);

	if (strcmp(folder, "/") == 0)
		return true;
	return strncmp(path, folder, size) == 0 && (path[size] == '/' || path[size] == '\0');
}

static void take(const struct mntent *entry, struct disk_kind *out)
{
	memset(out, 0, sizeof(*out));
	text_copy(out->kind, sizeof(out->kind), entry->mnt_type);
	text_copy(out->folder, sizeof(out->folder), entry->mnt_dir);
	out->network = is_network(entry->mnt_type);
	out->in_memory = strcmp(entry->mnt_type, "tmpfs") == 0 ||
			 strcmp(entry->mnt_type, "ramfs") == 0;
	out->only_reads = hasmntopt(entry, MNTOPT_RO) != NULL;
}

bool mount_find(const char *mounts, const char *path, struct disk_kind *out)
{
	FILE *table = setmntent(mounts, "re");
	const struct mntent *entry;
	size_t longest = 0;
	bool found = false;

	memset(out, 0, sizeof(*out));
	if (!table)
		return false;
	/* The disk that was mounted last at the longest name is the one that is seen. */
	while ((entry = getmntent(table)) != NULL)
		if (lies_below(path, entry->mnt_dir) && strlen(entry->mnt_dir) >= longest) {
			longest = strlen(entry->mnt_dir);
			found = true;
			take(entry, out);
		}
	endmntent(table);
	return found;
}
