/* Fuzzing: the file of patients. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_load(LOAD_PATIENTS, data, size);
	return 0;
}
