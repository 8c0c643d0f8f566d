#ifndef SCREENS_ONLINE_IMPORT_H
#define SCREENS_ONLINE_IMPORT_H
/*
 * An online file: what would become of it, the import, what became of it. The import goes on
 * row by row between keys; it can be stopped between any two rows and taken up again.
 * Opened with the file's path (a text). Answers with nothing.
 */
#include "ui/term/screen.h"

extern const struct screen_ops online_import_screen;

#endif
