/* Fuzzing: the file of doctors. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_load(LOAD_DOCTORS, data, size);
	return 0;
}
