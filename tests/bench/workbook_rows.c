#include "bench.h"

void bench_workbook(struct bench *bench)
{
	(void)bench;
}
