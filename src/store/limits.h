#ifndef STORE_LIMITS_H
#define STORE_LIMITS_H
/* What tests make smaller to see in a moment what takes long at the desk. */

struct store;

struct store_limits {
	int wait_ms;	      /* how long a writer waits for its turn */
	int checkpoint_pages; /* a checkpoint follows when the log has as many */
};

#define STORE_LIMITS ((struct store_limits){ .wait_ms = 10000, .checkpoint_pages = 2000 })

void store_set_limits(struct store *store, const struct store_limits *limits);

#endif
