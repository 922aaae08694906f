/* drawn.h - tables drawn with characters: +---+---+ over | a | b |, or ┌──┬──┐ over
 * │ a │ b │, in whatever text format they stand. */
#ifndef BDL_READ_DRAWN_H
#define BDL_READ_DRAWN_H

#include "read/reading.h"

/* What stands between two marks of a line: a stretch of a horizontal line, or text. */
typedef struct bdl_stroke {
    bdl_str text;
    uint32_t from; /* display column of the mark before it */
    bool drawn;    /* nothing but a horizontal line */
} bdl_stroke;

/* One line of a drawn table; END is the display column of its last mark. */
typedef struct bdl_drawn_line {
    bdl_stroke *strokes;
    size_t count, drawn; /* DRAWN: how many of them are */
    uint32_t end;
} bdl_drawn_line;

/* Whether LINE is a horizontal line through a whole table. */
bool bdl_drawn_is_border(bdl_str line);
/* Whether LINE begins with a mark that parts cells. */
bool bdl_drawn_is_row(bdl_str line);
/* Takes LINE apart, whose box drawing characters are WIDTH columns wide: one on most
 * terminals, two in Chinese fonts. The strokes live in ARENA. */
bdl_drawn_line bdl_drawn_split(bdl_arena *arena, bdl_str line, uint32_t width);

/* Whether the table whose upper border is LINE, just taken from the lines, follows. */
bool bdl_drawn_begins(const bdl_reading *reading, const bdl_line *line);
void bdl_drawn_read_table(bdl_reading *reading, const bdl_line *first);

#endif
