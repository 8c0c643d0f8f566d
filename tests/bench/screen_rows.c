#include "bench.h"

void bench_screen(struct bench *bench)
{
	(void)bench;
}
