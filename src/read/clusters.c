/* clusters.c - columns of figures that stand closer together than rows are exact.
 *
 * Figures of one column have their ends, their beginnings or their middles in common,
 * give or take a few positions. Whichever of the three makes the fewest columns, with no
 * two figures of one line in one of them, tells how the table is set. */
#include "read/clusters.h"

#include <stdlib.h>

#include "base/limits.h"

enum {
    APART_MAX = 5, /* positions from one figure of a column to the next */
    SPARE = 0,     /* columns more than the fullest line shows */
};

typedef enum side { AT_END, AT_MIDDLE, AT_BEGIN, SIDES } side;

/* Twice the position that figures are compared by. */
static uint32_t place_of(const bdl_mark *mark, side s) {
    return s == AT_END     ? 2 * mark->end
           : s == AT_BEGIN ? 2 * mark->begin
                           : mark->begin + mark->end;
}

typedef struct sorted {
    uint32_t place;
    uint32_t mark;
} sorted;

static int compare(const void *a, const void *b) {
    const sorted *x = a, *y = b;
    return x->place != y->place ? (x->place > y->place) - (x->place < y->place)
                                : (x->mark > y->mark) - (x->mark < y->mark);
}

typedef struct finder {
    const bdl_mark *marks;
    sorted *order;
    size_t count;
    size_t *seen; /* the last cluster that a line has a figure in, by line */
} finder;

/* How many clusters there are when what is more than APART from the one before begins a
 * new one; 0 when two figures of a line are in one. */
static size_t count_clusters(finder *f, uint32_t apart) {
    size_t here = 0;
    for (size_t i = 0; i < f->count; i++)
        f->seen[f->marks[i].line] = 0;
    for (size_t i = 0; i < f->count; i++) {
        here += i == 0 || f->order[i].place - f->order[i - 1].place > apart;
        size_t *seen = &f->seen[f->marks[f->order[i].mark].line];
        if (*seen == here)
            return 0;
        *seen = here;
    }
    return here;
}

/* The most figures on one line; those of a line follow each other. */
static size_t most_on_a_line(const bdl_mark *marks, size_t count) {
    size_t most = 0, here = 0;
    for (size_t i = 0; i < count; i++) {
        here = i > 0 && marks[i].line == marks[i - 1].line ? here + 1 : 1;
        most = here > most ? here : most;
    }
    return most;
}

static void sort_by(finder *f, side s) {
    for (size_t i = 0; i < f->count; i++)
        f->order[i] = (sorted){place_of(&f->marks[i], s), (uint32_t)i};
    qsort(f->order, f->count, sizeof *f->order, compare);
}

static void push_clusters(bdl_arena *arena, const finder *f, uint32_t apart,
                          bdl_columns *out) {
    bdl_column column = {.figures = true};
    for (size_t i = 0; i < f->count; i++) {
        const bdl_mark *mark = &f->marks[f->order[i].mark];
        bool begins = i == 0 || f->order[i].place - f->order[i - 1].place > apart;
        if (begins && i > 0)
            BDL_PUSH(arena, out, column);
        if (begins || mark->begin < column.begin)
            column.begin = mark->begin;
        if (begins || mark->end > column.end)
            column.end = mark->end;
    }
    BDL_PUSH(arena, out, column);
}

bool bdl_clusters_find(bdl_arena *arena, bdl_mark *marks, size_t count,
                       bdl_columns *columns) {
    size_t lines = 0, fewest = SIZE_MAX;
    side how = AT_END;
    uint32_t near = 0;
    for (size_t i = 0; i < count; i++)
        lines = marks[i].line >= lines ? marks[i].line + 1 : lines;
    finder f = {.marks = marks,
                .order = BDL_NEW_ARRAY(arena, sorted, count + 1),
                .count = count,
                .seen = BDL_NEW_ARRAY(arena, size_t, lines + 1)};
    for (side s = AT_END; s < SIDES; s++) {
        sort_by(&f, s);
        for (uint32_t apart = 2 * APART_MAX; apart > 0; apart--) {
            size_t clusters = count_clusters(&f, apart);
            if (clusters == 0 || clusters >= fewest)
                continue;
            fewest = clusters;
            how = s;
            near = apart;
        }
    }
    if (count == 0 || fewest < 2 || fewest > most_on_a_line(marks, count) + SPARE ||
        columns->count + fewest > BDL_MAX_COLUMNS)
        return false;
    sort_by(&f, how);
    push_clusters(arena, &f, near, columns);
    return true;
}
