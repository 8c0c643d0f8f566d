/* Fuzzing: the file of departments. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_load(LOAD_DEPARTMENTS, data, size);
	return 0;
}
