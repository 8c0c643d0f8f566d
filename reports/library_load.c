#include "reports/library_load.h"

#include <dlfcn.h>
#include <string.h>

const char *library_load(const char *library, const char *const *names, size_t count, void *table)
{
	void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);

	if (!handle)
		return dlerror();
	for (size_t i = 0; i < count; i++) {
		void *call = dlsym(handle, names[i]);

		if (!call)
			return dlerror();
		memcpy((char *)table + i * sizeof(call), &call, sizeof(call));
	}
	return NULL;
}
