#ifndef STORE_MODE_H
#define STORE_MODE_H

/* How a store is opened. */
enum store_mode {
	STORE_OPEN,   /* it must exist; an older one is brought forward after a verified copy */
	STORE_CREATE, /* it must not exist, its folder must; mode 0600; whole or not at all */
	STORE_READ,   /* it must exist and be of this version; nothing can be changed */
};

#endif
