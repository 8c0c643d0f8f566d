#include "bench.h"

void bench_queries(struct bench *bench)
{
	(void)bench;
}
