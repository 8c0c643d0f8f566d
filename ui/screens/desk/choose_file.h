#ifndef SCREENS_CHOOSE_FILE_H
#define SCREENS_CHOOSE_FILE_H
/*
 * Chooses a file: a path is typed, with completion, or the marked row taken. The list shows
 * what of the folder in the path begins with what stands behind it, the newest file first.
 * Only .csv and .txt files are listed. Opened with the folder to begin with (a text), "" for
 * where the program was started. Answers with the path in `text`.
 */
#include "ui/term/screen.h"

extern const struct screen_ops choose_file_screen;

#endif
