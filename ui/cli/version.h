#ifndef CLI_VERSION_H
#define CLI_VERSION_H
/* The program's version, as the README's news and the manual pages name it. */
#define FRONTDESK_VERSION "0.1.0"

#endif
