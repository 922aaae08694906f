/* retab.h - tabs that a program put blanks for.
 *
 * Editors, mail and converters write a tab as some blanks, as many each time or as many
 * as lead to the next tab stop, or as other signs. What is left looks like columns, and
 * stands in none: which cells are empty is told by the number of blanks alone. */
#ifndef BDL_READ_RETAB_H
#define BDL_READ_RETAB_H

#include "base/arena.h"

/* TEXT with its tabs where it plainly had some, character for character, so that places
 * stay those of the file; else TEXT itself. */
bdl_str bdl_retab(bdl_arena *arena, bdl_str text);

/* TEXT, which has tabs, with blanks for the quotes around the cells of its rows where all
 * have them; else TEXT itself. */
bdl_str bdl_retab_unquote(bdl_arena *arena, bdl_str text);

/* Where the marks of a row cannot all part cells, and which do is not known; 0: nowhere.
 */
typedef struct bdl_marks_doubt {
    uint32_t line;
} bdl_marks_doubt;

/* TEXT with tabs for the marks that part the cells of its tables; else TEXT itself. */
bdl_str bdl_retab_marks(bdl_arena *arena, bdl_str text, bdl_marks_doubt *doubt);

/* All of these, and, where TEXT has no tabs, tabs for the blanks that join the cells of
 * its tables: an empty cell is a blank more, or nothing. */
bdl_str bdl_retab_any(bdl_arena *arena, bdl_str text, bdl_marks_doubt *doubt);

/* ---- between the files of this module ---- */

/* The line at *AT, which moves to the next, without its end. */
bdl_str bdl_retab_next_line(bdl_str text, size_t *at);

/* How those who pad text count columns: Chinese characters as one, as two, with all
 * others that are not of ASCII, by their bytes. */
enum { BDL_BY_CHARS, BDL_BY_WIDTH, BDL_BY_WIDE, BDL_BY_BYTES, BDL_MEASURES };

enum { BDL_RUNS_MAX = 64 }; /* of a line; what has more is no row */

/* Signs that stand for tabs, some in a row. */
typedef struct bdl_sign_run {
    size_t at, end;                /* bytes of the line */
    uint32_t count;                /* signs */
    uint32_t begins[BDL_MEASURES]; /* columns before it */
    uint32_t ends_at[BDL_MEASURES];
} bdl_sign_run;

typedef struct bdl_spaced {
    bdl_str text;  /* without the line end */
    size_t offset; /* in the whole text */
    bool blank;    /* nothing but signs */
    size_t count;
    bdl_sign_run runs[BDL_RUNS_MAX];
} bdl_spaced;

/* What was put for a tab: N signs, or as many as lead to a column that N divides. */
typedef struct bdl_tab_way {
    bdl_str sign;
    uint32_t n;
    int measure;
    bool stops;
    bool cells;  /* lines led by a tab are the cells of a row */
    bool marks;  /* the sign is printed: nothing is aligned with it */
    bool lonely; /* one sign is a tab, which texts have too: rows alone have tabs */
} bdl_tab_way;

/* The line at *AT, which moves to the next; false at the end. */
bool bdl_spaced_next(bdl_str text, bdl_str sign, size_t *at, bdl_spaced *out);
/* Whether a run leads the line or ends it. */
static inline bool bdl_run_leads(const bdl_sign_run *run) {
    return run->at == 0;
}
static inline bool bdl_run_trails(const bdl_spaced *line, const bdl_sign_run *run) {
    return run->end == line->text.len;
}

/* How sure it is that a run is a tab and no blank of a text: 12 箱, 合  计. */
typedef enum bdl_tab_doubt {
    BDL_TAB_SURE,
    BDL_TAB_PERHAPS,
    BDL_TAB_SPACED,
    BDL_TAB_NONE,
} bdl_tab_doubt;

/* The tabs of a line: of each run, of all that are sure, and of all. */
typedef struct bdl_line_tabs {
    uint16_t of[BDL_RUNS_MAX];
    uint8_t doubt[BDL_RUNS_MAX];
    uint32_t least, most;
    uint32_t plain;     /* of all that are no single blanks at stops */
    uint32_t good, bad; /* runs inside it that are tabs, and that cannot be */
} bdl_line_tabs;

/* A blank that ends at a stop is in doubt. */
void bdl_tabs_of(const bdl_tab_way *way, const bdl_spaced *line, bdl_line_tabs *out);

enum { BDL_TAB_SIDES = 36 };

/* How many blanks of texts, and tabs, stand between what. */
typedef struct bdl_tab_sides {
    size_t blanks[BDL_TAB_SIDES], tabs[BDL_TAB_SIDES];
} bdl_tab_sides;

void bdl_tab_sides_count(bdl_tab_sides *sides, const bdl_spaced *line,
                         const bdl_line_tabs *tabs);
/* How much each tab of LINE is in doubt, by what stands at its sides. */
void bdl_tab_sides_tell(const bdl_tab_sides *sides, const bdl_tab_way *way,
                        const bdl_spaced *line, bdl_line_tabs *tabs);

/* Whether LINE begins with so many signs as one tab has, and has no other tab. */
bool bdl_spaced_is_cell(const bdl_tab_way *way, const bdl_spaced *line,
                        const bdl_line_tabs *tabs);

/* TEXT with tabs for what stands in their place. */
bdl_str bdl_retab_write(bdl_arena *arena, bdl_str text, const bdl_tab_way *way);

#endif
