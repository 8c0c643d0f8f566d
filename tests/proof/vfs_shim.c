#include "vfs_shim.h"

#include <assert.h>
#include <sqlite3.h>
#include <string.h>

/* The file of the real VFS lies behind this in the same room. */
struct shim_file {
	sqlite3_file base;
	sqlite3_file *real;
};

static struct shim plan;
static sqlite3_vfs *real_vfs;

static sqlite3_file *real_of(sqlite3_file *file)
{
	return ((struct shim_file *)file)->real;
}

static bool fails(enum shim_act act)
{
	if (plan.fail_at == 0 || plan.act != act)
		return false;
	if (plan.fail_at > 1) {
		plan.fail_at--;
		return false;
	}
	if (!plan.stays)
		plan.fail_at = 0;
	plan.failed++;
	return true;
}

static int shim_close(sqlite3_file *file)
{
	sqlite3_file *real = real_of(file);

	return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int shim_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 at)
{
	if (fails(SHIM_READ))
		return plan.code;
	return real_of(file)->pMethods->xRead(real_of(file), bytes, size, at);
}

static int shim_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
	if (fails(SHIM_WRITE))
		return plan.code;
	return real_of(file)->pMethods->xWrite(real_of(file), bytes, size, at);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	if (fails(SHIM_TRUNCATE))
		return plan.code;
	return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
	if (fails(SHIM_SYNC))
		return plan.code;
	return real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int shim_lock(sqlite3_file *file, int kind)
{
	return real_of(file)->pMethods->xLock(real_of(file), kind);
}

static int shim_unlock(sqlite3_file *file, int kind)
{
	return real_of(file)->pMethods->xUnlock(real_of(file), kind);
}

static int shim_check_lock(sqlite3_file *file, int *out)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int shim_control(sqlite3_file *file, int what, void *argument)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), what, argument);
}

static int shim_sector(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int shim_device(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int shim_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
	return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, out);
}

static int shim_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
	return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void shim_barrier(sqlite3_file *file)
{
	real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int shim_unmap(sqlite3_file *file, int remove)
{
	return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static int shim_fetch(sqlite3_file *file, sqlite3_int64 at, int size, void **out)
{
	(void)file;
	(void)at;
	(void)size;
	*out = NULL;
	return SQLITE_OK;
}

/* sqlite3WalCheckpoint calls this for the whole file after it found the log's header changed, just
 * before it takes the locks. */
static int shim_unfetch(sqlite3_file *file, sqlite3_int64 at, void *page)
{
	void (*in_window)(void *) = plan.in_window;

	(void)file;
	(void)at;
	if (in_window && !page) {
		plan.in_window = NULL;
		plan.windows++;
		in_window(plan.context);
	}
	return SQLITE_OK;
}

static const sqlite3_io_methods shim_methods = {
	.iVersion = 3,
	.xClose = shim_close,
	.xRead = shim_read,
	.xWrite = shim_write,
	.xTruncate = shim_truncate,
	.xSync = shim_sync,
	.xFileSize = shim_size,
	.xLock = shim_lock,
	.xUnlock = shim_unlock,
	.xCheckReservedLock = shim_check_lock,
	.xFileControl = shim_control,
	.xSectorSize = shim_sector,
	.xDeviceCharacteristics = shim_device,
	.xShmMap = shim_map,
	.xShmLock = shim_shm_lock,
	.xShmBarrier = shim_barrier,
	.xShmUnmap = shim_unmap,
	.xFetch = shim_fetch,
	.xUnfetch = shim_unfetch,
};

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct shim_file *made = (struct shim_file *)file;
	int code;

	(void)vfs;
	made->real = (sqlite3_file *)&made[1];
	memset(made->real, 0, (size_t)real_vfs->szOsFile);
	code = real_vfs->xOpen(real_vfs, name, made->real, flags, out);
	made->base.pMethods = made->real->pMethods ? &shim_methods : NULL;
	return code;
}

struct shim *shim_register(void)
{
	static sqlite3_vfs vfs;
	int code;

	shim_calm(&plan);
	if (real_vfs)
		return &plan;
	real_vfs = sqlite3_vfs_find(NULL);
	assert(real_vfs);
	vfs = *real_vfs;
	vfs.zName = "shim";
	vfs.szOsFile = (int)sizeof(struct shim_file) + real_vfs->szOsFile;
	vfs.xOpen = shim_open;
	code = sqlite3_vfs_register(&vfs, 1);
	assert(code == SQLITE_OK);
	(void)code;
	return &plan;
}

void shim_calm(struct shim *shim)
{
	memset(shim, 0, sizeof(*shim));
}
