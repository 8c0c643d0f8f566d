/* Fuzzing: the file of roster. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_load(LOAD_ROSTER, data, size);
	return 0;
}
