#ifndef STORE_SQLITE_ENGINE_H
#define STORE_SQLITE_ENGINE_H
/* SQLite as an engine of the store: a database is a file, named by its path or as sqlite:PATH. */
#include "store/engine.h"

extern const struct engine_ops sqlite_engine;

#endif
