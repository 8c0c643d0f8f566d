#ifndef STORE_SQLITE_TRANSACTION_H
#define STORE_SQLITE_TRANSACTION_H
/* Transactions and what is run in them: operations of engine.h. */
#include "store/sqlite/sqlite.h"

enum status sqlite_begin(struct engine *engine) MUST_CHECK;
enum status sqlite_begin_reading(struct engine *engine) MUST_CHECK;
enum status sqlite_commit(struct engine *engine) MUST_CHECK;
void sqlite_rollback(struct engine *engine);
void sqlite_hold_syncs(struct engine *engine, bool hold);
enum status sqlite_sync(struct engine *engine) MUST_CHECK;
enum status sqlite_attempt(struct engine *engine, enum engine_attempt what) MUST_CHECK;
enum status sqlite_each(struct engine *engine, enum sql statement, const struct store_value *args,
			size_t count, store_row_fn *fn, void *context, int64_t *changed) MUST_CHECK;

#endif
