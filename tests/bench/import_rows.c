#include "bench.h"

void bench_import(struct bench *bench)
{
	(void)bench;
}
