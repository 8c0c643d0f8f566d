#include "store/sqlite/log_file.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
	FRAME_HEADER = 24,
	/* In a frame's header: not zero in the frame that ends a transaction. */
	FRAME_ENDS_AT = 4,
	FRAME_ENDS_SIZE = 4,
	/* A transaction of up to thirty pages is one write. */
	ROOM = 128 * 1024,
};

/* The log that the layer below opened lies behind this in the same room. */
struct log_file {
	sqlite3_file file;   /* first: SQLite's own pointer */
	unsigned char *held; /* ROOM bytes once something was held, or NULL */
	int held_size;
	sqlite3_int64 next; /* where what is written next adds to what was written last */
	bool ending;	    /* the header written last ends a transaction: its page is to come */
};

/* SQLite keeps a pointer to the layer; the one below is asked for what is not the log's. */
static sqlite3_vfs layer;
static sqlite3_vfs *below;

static sqlite3_file *real_of(sqlite3_file *file)
{
	return (sqlite3_file *)((struct log_file *)file + 1);
}

static int write_held(struct log_file *log)
{
	sqlite3_file *real = real_of(&log->file);
	const int size = log->held_size;

	log->held_size = 0;
	return size ? real->pMethods->xWrite(real, log->held, size, log->next - size) : SQLITE_OK;
}

static bool can_hold(struct log_file *log, int size)
{
	if (size > ROOM)
		return false;
	if (!log->held)
		log->held = sqlite3_malloc(ROOM);
	return log->held;
}

/* What does not add to the log (a frame written over, a checksum set right, the first frame behind
 * another desk's) goes to the file at once. */
static int log_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
	static const unsigned char goes_on[FRAME_ENDS_SIZE];
	struct log_file *log = (struct log_file *)file;
	sqlite3_file *real = real_of(file);
	const bool is_page = size != FRAME_HEADER;
	const bool ends = is_page && log->ending;
	const bool adds = at == log->next;
	int code = SQLITE_OK;

	log->ending = !is_page && memcmp((const unsigned char *)bytes + FRAME_ENDS_AT, goes_on,
					 FRAME_ENDS_SIZE) != 0;
	if (!adds || log->held_size + size > ROOM)
		code = write_held(log);
	log->next = at + size;
	if (code != SQLITE_OK)
		return code;
	if (!adds || !can_hold(log, size))
		return real->pMethods->xWrite(real, bytes, size, at);
	memcpy(log->held + log->held_size, bytes, (size_t)size);
	log->held_size += size;
	return ends ? write_held(log) : SQLITE_OK;
}

static int log_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 at)
{
	int code = write_held((struct log_file *)file);

	return code ? code : real_of(file)->pMethods->xRead(real_of(file), bytes, size, at);
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	int code = write_held((struct log_file *)file);

	return code ? code : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int log_sync(sqlite3_file *file, int flags)
{
	int code = write_held((struct log_file *)file);

	return code ? code : real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int log_size(sqlite3_file *file, sqlite3_int64 *size)
{
	int code = write_held((struct log_file *)file);

	return code ? code : real_of(file)->pMethods->xFileSize(real_of(file), size);
}

/* What is still held belongs to a transaction that was not ended. */
static int log_close(sqlite3_file *file)
{
	struct log_file *log = (struct log_file *)file;

	sqlite3_free(log->held);
	log->held = NULL;
	return real_of(file)->pMethods->xClose(real_of(file));
}

static int log_lock(sqlite3_file *file, int kind)
{
	return real_of(file)->pMethods->xLock(real_of(file), kind);
}

static int log_unlock(sqlite3_file *file, int kind)
{
	return real_of(file)->pMethods->xUnlock(real_of(file), kind);
}

static int log_reserved(sqlite3_file *file, int *reserved)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), reserved);
}

static int log_control(sqlite3_file *file, int what, void *value)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), what, value);
}

static int log_sector(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int log_traits(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

/* Of the first version: the shared memory and the mapping are the database's, never the log's. */
static const sqlite3_io_methods log_methods = {
	.iVersion = 1,
	.xClose = log_close,
	.xRead = log_read,
	.xWrite = log_write,
	.xTruncate = log_truncate,
	.xSync = log_sync,
	.xFileSize = log_size,
	.xLock = log_lock,
	.xUnlock = log_unlock,
	.xCheckReservedLock = log_reserved,
	.xFileControl = log_control,
	.xSectorSize = log_sector,
	.xDeviceCharacteristics = log_traits,
};

static int layer_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct log_file *log = (struct log_file *)file;
	int code;

	(void)vfs;
	if (!(flags & SQLITE_OPEN_WAL))
		return below->xOpen(below, name, file, flags, out);
	*log = (struct log_file){ .held = NULL };
	memset(real_of(file), 0, (size_t)below->szOsFile);
	code = below->xOpen(below, name, real_of(file), flags, out);
	if (real_of(file)->pMethods)
		file->pMethods = &log_methods;
	return code;
}

const char *log_file_layer(void)
{
	sqlite3_vfs *first = sqlite3_vfs_find(NULL);
	int code;

	if (first == below)
		return layer.zName;
	below = first;
	layer = *below;
	layer.zName = "frontdesk";
	layer.szOsFile = (int)sizeof(struct log_file) + below->szOsFile;
	layer.xOpen = layer_open;
	code = sqlite3_vfs_register(&layer, 0);
	assert(code == SQLITE_OK);
	(void)code;
	return layer.zName;
}
