#ifndef STORE_MODE_H
#define STORE_MODE_H
#include <stdint.h>

#include "base/file.h"

/* How a store is opened. What is not made as the steps of data/schema make it is opened by none of
 * these but the last. */
enum store_mode {
	STORE_OPEN,   /* it must exist; an older one is upgraded, after a verified copy, when nobody
			 else has it open */
	STORE_CREATE, /* it must not exist, its folder must; mode 0600; whole or not at all */
	STORE_ADOPT,  /* as STORE_OPEN, to take up what is opened for reading only otherwise: a log
			 that is not tied to the database is joined with it when both are sound
			 together, else put aside */
	STORE_READ,   /* it must exist and be of this version; nothing can be changed */
	STORE_EXAMINE /* as STORE_READ, but also where tables or guards are not as they were made */
};

/* What opening did to an older database. `from` is 0 when there was nothing to do. */
struct store_upgrade {
	int64_t from, to;	   /* versions of the schema */
	char copy[FILE_PATH_SIZE]; /* the verified copy from before */
};

/* What going back did. */
struct store_back {
	char path[FILE_PATH_SIZE]; /* of the database, resolved */
	int64_t from, to;	   /* versions of the schema */
	int64_t lost; /* entries made since the upgrade, which are only in `kept` now */
	char copy[FILE_PATH_SIZE]; /* the copy from before the upgrade; it stays */
	char kept[FILE_PATH_SIZE]; /* where the newer database lies now */
};

/* What restoring a copy is about to do, and did. */
struct store_restore {
	char path[FILE_PATH_SIZE];  /* of the database, resolved */
	char fresh[FILE_PATH_SIZE]; /* what becomes the database, of this program's version */
	char kept[FILE_PATH_SIZE];  /* where the database of before lies; "": there was none */
	int64_t last_before;	    /* the last entry of that; -1: it could not be read */
	int64_t epoch;		    /* no earlier may the line be that begins */
};

#endif
