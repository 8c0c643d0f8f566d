#include "store/sqlite/network_disk.h"

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

bool network_disk(const char *mounts, const char *path, char out[NETWORK_DISK_SIZE])
{
	FILE *table = setmntent(mounts, "re");
	const struct mntent *entry;
	size_t longest = 0;
	bool found = false;

	out[0] = '\0';
	if (!table)
		return false;
	/* The disk that was mounted last at the longest name is the one that is seen. */
	while ((entry = getmntent(table)) != NULL)
		if (lies_below(path, entry->mnt_dir) && strlen(entry->mnt_dir) >= longest) {
			longest = strlen(entry->mnt_dir);
			found = is_network(entry->mnt_type);
			text_copy(out, NETWORK_DISK_SIZE, found ? entry->mnt_type : "");
		}
	endmntent(table);
	return found;
}
