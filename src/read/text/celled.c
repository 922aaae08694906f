/* celled.c - tables whose cells came one a line, the empty ones as blank lines.
 *
 * Nothing says where a row ends, but all have the same number of cells: below a caption
 * the width is sought with which the most lines are rows whose columns hold figures or
 * texts throughout, and what stands between is headings: those of the columns, above them
 * perhaps a row of groups. There a cell merged over columns is one line, and one merged
 * over rows leaves a blank line in the lower row. */
#include "read/text/celled_find.h"

#include "read/aligned/words.h"

enum {
    TABS_PER = 12,   /* one line of so many may have tabs: those of a catalogue */
    FIGURES_MIN = 9, /* lines of a text without which it has no such table */
    HEADING_MAX = 60 /* bytes */
};

/* Whether a blank line stands between nearly all lines with text. */
static bool are_doubled(bdl_lines lines) {
    enum { PER = 20 };
    size_t texts = 0, beside = 0;
    bool before = false;
    for (bdl_line line; bdl_lines_next(&lines, &line);) {
        bool blank = bdl_line_is_blank(&line);
        texts += !blank;
        beside += before && !blank;
        before = !blank;
    }
    return beside * PER < texts;
}

/* Takes down all lines, where a blank one stands between any two without these; how many
 * are figures. */
static size_t take_lines(finder *f, bdl_lines lines, bool marked) {
    size_t figures = 0, blanks = 0;
    bool doubled = !marked && are_doubled(lines);
    lines.spaced = lines.spaced && !marked;
    for (bdl_line line; bdl_lines_next(&lines, &line);) {
        blanks = bdl_line_is_blank(&line) ? blanks + 1 : 0;
        if (marked)
            bdl_marked_cells(f->arena, &f->lines, &line);
        else if (!doubled || blanks % 2 == 0)
            BDL_PUSH(f->arena, &f->lines, line);
    }
    f->kinds = BDL_NEW_ARRAY(f->arena, kind, f->lines.count + 1);
    f->headings = BDL_NEW_ARRAY(f->arena, unsigned char, f->lines.count + 1);
    for (size_t i = 0; i < f->lines.count; i++) {
        bdl_str s = text_at(f, i);
        f->kinds[i] = s.len == 0 ? BLANK : bdl_words_is_figure(s) ? FIGURE : TEXT;
        figures += f->kinds[i] == FIGURE;
    }
    return figures;
}

/* A line over a table that says in what unit it is, or of what year. */
static bool is_caption(const finder *f, size_t i) {
    bdl_str s = text_at(f, i);
    return s.len > 0 && s.len <= HEADING_MAX && bdl_text_has_colon(s);
}

/* Whether line I says that a table comes, below a title of its own perhaps. */
static bool announces(const finder *f, size_t i) {
    return bdl_str_ends(text_at(f, i), BDL_STR("：")) ||
           bdl_str_ends(text_at(f, i), BDL_STR(":"));
}

/* 其中：教育收费 is the heading of a column. */
static bool is_part(bdl_str s) {
    return bdl_str_starts(s, BDL_STR("其中"));
}

static bool is_heading(const finder *f, size_t i) {
    bdl_str s = text_at(f, i);
    return f->kinds[i] == TEXT && s.len <= HEADING_MAX &&
           (is_part(s) || !is_caption(f, i)) && !bdl_prose_ends(s) &&
           !bdl_prose_starts_item(s);
}

static bool may_be_heading(const finder *f, size_t i) {
    enum { NO = 1, YES };
    if (f->headings[i] == 0)
        f->headings[i] = is_heading(f, i) ? YES : NO;
    return f->headings[i] == YES;
}

/* ---- headings ---- */

/* Whether COUNT lines from FROM on can be a row of headings. */
static bool are_headings(const finder *f, size_t from, size_t count, bool blanks) {
    for (size_t i = from; i < from + count; i++)
        if (!may_be_heading(f, i) && !(blanks && f->kinds[i] == BLANK))
            return false;
    return true;
}

/* Whether the first cell below the heading at line I is a text, where rows have STRIDE
 * lines. */
static bool holds_texts(const finder *f, size_t i, size_t stride) {
    enum { ROWS = 4 };
    for (size_t row = 1; row <= ROWS && i + row * stride < f->lines.count; row++)
        if (f->kinds[i + row * stride] != BLANK)
            return f->kinds[i + row * stride] == TEXT;
    return false;
}

/* Whether the row at line FROM, of STRIDE lines, is a sum whose name is merged over a
 * code and its name: it has a line less, and what follows begins with a code. */
static bool begins_behind_sum(const finder *f, size_t from, size_t stride) {
    enum { CODE_MIN = 100 };
    return from + stride < f->lines.count && f->kinds[from] == TEXT &&
           f->kinds[from + 1] == FIGURE && f->kinds[from + stride] == TEXT &&
           bdl_str_ends(text_at(f, from), BDL_STR("计")) &&
           bdl_words_count_of(text_at(f, from + stride - 1)) >= CODE_MIN;
}

/* How many columns the group has that begins with column C and is one of LEFT over the
 * columns up to END: up to where its first heading comes again, or the names of the rows
 * of two end, or as many as the others. 0: that cannot be told. */
static size_t columns_of(const finder *f, size_t low, const size_t *leaves, size_t stride,
                         size_t c, size_t end, size_t left) {
    if (left == 1)
        return end - c;
    for (size_t k = c + 1; k < end; k++)
        if (bdl_str_eq(text_at(f, low + k), text_at(f, low + c)))
            return k - c;
    if (stride == 0)
        return 0;
    for (size_t k = end - 1; left == 2 && k > c; k--)
        if (holds_texts(f, leaves[k - 1], stride))
            return k - c;
    return (end - c) % left == 0 ? (end - c) / left : 0;
}

/* Tells each of the ABOVE cells of a row of groups how many of the WIDTH headings that
 * begin with line LOW it stands over: one with a blank line below it over one, the others
 * over those between. LEAVES: the lines of the columns below these, or of their numbers,
 * of which a row has STRIDE lines, 0 where no rows tell. False when it cannot be told. */
static bool find_spans(const finder *f, size_t above, size_t low, size_t width,
                       const size_t *leaves, size_t stride, size_t *spans) {
    size_t blanks = 0, cell = 0;
    for (size_t c = 0; c < width; c++)
        blanks += f->kinds[low + c] == BLANK;
    if (blanks >= above || blanks == width)
        return false;
    size_t groups = above - blanks;
    for (size_t c = 0; c < width; cell++) {
        if (cell == above)
            return false;
        spans[cell] = 1;
        if (f->kinds[low + c] == BLANK) {
            c++;
            continue;
        }
        size_t end = c, runs = 0;
        while (end < width && f->kinds[low + end] != BLANK)
            end++;
        for (size_t k = end; k < width; k++)
            runs += f->kinds[low + k] != BLANK && f->kinds[low + k - 1] == BLANK;
        if (groups <= runs)
            return false;
        spans[cell] = columns_of(f, low, leaves, stride, c, end, groups - runs);
        if (spans[cell] == 0)
            return false;
        groups--;
        c += spans[cell];
    }
    return cell == above;
}

/* ---- tables ---- */

/* The heading of column C of T, whose lowest row begins with line LOW: that of the row
 * above where it is merged over both. */
static bdl_str name_of(const finder *f, const bdl_celled *t, size_t low, size_t c) {
    size_t cell = 0, end = 0;
    if (t->above == 0 || f->kinds[low + c] != BLANK)
        return text_at(f, low + c);
    if (t->above == t->width)
        return text_at(f, low - t->gap - t->width + c);
    while (end + t->spans[cell] <= c)
        end += t->spans[cell++];
    return text_at(f, low - t->gap - t->above + cell);
}

/* Whether the row of groups of T has blank lines where these stand over columns. */
static bool is_unmerged(const finder *f, bdl_celled *t) {
    size_t blanks = 0;
    for (size_t c = 0; c < t->width; c++) {
        blanks += f->kinds[t->first + c] == BLANK;
        t->spans[c] = 1;
    }
    return blanks > 0 && bdl_celled_has_gap(f, t->first + t->width, t->gap);
}

/* Whether the headings of T, whose lowest row begins with line LOW, fit each other. */
static bool find_heads(const finder *f, bdl_celled *t, size_t low) {
    size_t middle = t->first + t->top + (t->top > 0 ? t->gap : 0);
    if (!are_headings(f, t->first, t->top, false) ||
        !are_headings(f, middle, t->above, t->top > 0 || t->above == t->width) ||
        !are_headings(f, low, t->width, t->above > 0) ||
        !bdl_celled_has_gap(f, low + t->width, t->gap))
        return false;
    if (t->above == 0)
        return true;
    if (t->above == t->width)
        return t->top == 0 && is_unmerged(f, t);
    size_t stride = t->width + t->gap, leaves[BDL_CELLED_MAX];
    size_t last =
        bdl_celled_numbers_columns(f, low + stride, t->width) ? low + stride : low;
    last += begins_behind_sum(f, last + stride, stride) ? stride - 1 : 0;
    stride = bdl_celled_is_note(f, low + stride) ? 0 : stride;
    for (size_t c = 0; c < t->width; c++)
        leaves[c] = last + c;
    if (!bdl_celled_has_gap(f, middle + t->above, t->gap) ||
        !find_spans(f, t->above, low, t->width, leaves, stride, t->spans))
        return false;
    if (t->top == 0)
        return true;
    for (size_t i = 0, c = 0; i < t->above; c += t->spans[i++])
        leaves[i] = last + c;
    if (!bdl_celled_has_gap(f, t->first + t->top, t->gap) ||
        !find_spans(f, t->top, middle, t->above, leaves, stride, t->tops))
        return false;
    for (size_t i = 0, cell = 0; i < t->top; i++) { /* of groups: of columns */
        size_t columns = 0;
        for (size_t k = 0; k < t->tops[i]; k++)
            columns += t->spans[cell++];
        t->tops[i] = columns;
    }
    return true;
}

/* Whether the one row of a table with groups stands at line FROM: figures and nothing
 * else, before a text. */
static bool is_only_row(const finder *f, size_t from, const bdl_celled *t) {
    size_t figures = 0, end = from + t->width + t->gap;
    if (t->above == 0 || end > f->lines.count ||
        (end < f->lines.count && f->kinds[end] == FIGURE))
        return false;
    for (size_t i = from; i < from + t->width; i++) {
        if (f->kinds[i] == TEXT)
            return false;
        figures += f->kinds[i] == FIGURE;
    }
    return figures >= ROWS_MIN && bdl_celled_has_gap(f, from + t->width, t->gap);
}

/* The line of the first cell that is not blank of column C of T, in the rows that have
 * all cells; SIZE_MAX: none of the first is. */
static size_t first_in(const finder *f, const bdl_celled *t, size_t c) {
    enum { ROWS = 4 };
    size_t stride = t->width + t->gap, i = t->first + t->heads + c;
    if (t->merged > 0)
        i += stride - t->merged;
    for (size_t row = 0; row < ROWS && i < t->first + t->lines; row++, i += stride)
        if (f->kinds[i] != BLANK)
            return i;
    return SIZE_MAX;
}

static kind kind_of(const finder *f, const bdl_celled *t, size_t c) {
    size_t i = first_in(f, t, c);
    return i == SIZE_MAX ? BLANK : f->kinds[i];
}

/* Whether amounts stand before the first names of T: a row begins elsewhere. */
static bool begins_with_amounts(const finder *f, const bdl_celled *t) {
    bool amounts = false;
    for (size_t c = 0; c < t->width; c++) {
        size_t i = first_in(f, t, c);
        if (i != SIZE_MAX && f->kinds[i] == TEXT)
            return amounts;
        amounts = amounts || (i != SIZE_MAX && bdl_str_has(text_at(f, i), BDL_STR(".")));
    }
    return false;
}

/* Whether the numbers of columns stand in two rows of T, the first of which begins with
 * line LOW. */
static bool parts_numbers(const finder *f, const bdl_celled *t, size_t low) {
    size_t stride = t->width + t->gap, end = low + HEADS * stride;
    end = end < f->lines.count ? end : f->lines.count;
    for (size_t i = low; i < end; i++) {
        size_t count = bdl_celled_count_numbers(f, i, f->lines.count);
        if (count >= WIDTH_MIN)
            return (i - low) / stride != (i + count - 1 - low) / stride;
    }
    return false;
}

/* Whether S may head a column that holds K: codes and numbers are no texts, names no
 * figures. */
static bool may_head(bdl_str s, kind k) {
    if (bdl_str_ends(s, BDL_STR("编码")) || bdl_str_eq(s, BDL_STR("序号")))
        return k != TEXT;
    return k != FIGURE || !bdl_str_ends(s, BDL_STR("名称"));
}

/* Whether figures stand below a heading that says name, or texts below one that says
 * code or number, or amounts before all names: the columns begin elsewhere. */
static bool is_misnamed(const finder *f, const bdl_celled *t) {
    size_t low = t->first + t->top + (t->top > 0 ? t->gap : 0) + t->above +
                 (t->above > 0 ? t->gap : 0);
    for (size_t c = 0; c < t->width; c++)
        if (!may_head(name_of(f, t, low, c), kind_of(f, t, c)))
            return true;
    return begins_with_amounts(f, t);
}

/* How many columns, less one, the name of the sum at line FROM is merged over: those of
 * the first group. 0: none is. */
static size_t merged_sum(const finder *f, size_t from, const bdl_celled *t) {
    size_t over = t->top > 0 ? t->tops[0] : t->above > 0 ? t->spans[0] : 1, figures = 0;
    if (over < 2 || over >= t->width || from + t->width - over >= f->lines.count ||
        f->kinds[from] != TEXT || !bdl_str_ends(text_at(f, from), BDL_STR("计")))
        return 0;
    for (size_t i = from + 1; i <= from + t->width - over; i++) {
        if (f->kinds[i] == TEXT)
            return 0;
        figures += f->kinds[i] == FIGURE;
    }
    return figures > 0 && bdl_celled_has_gap(f, from + t->width - over + 1, t->gap)
               ? over - 1
               : 0;
}

/* Whether rows of T stand from line DATA on below such a sum. */
static bool has_merged_sum(const finder *f, size_t data, bdl_celled *t) {
    size_t stride = t->width + t->gap;
    t->merged = merged_sum(f, data, t);
    if (t->merged == 0)
        return false;
    t->rows = bdl_celled_count_rows(f, data + stride - t->merged, t->width, t->gap);
    if (t->rows < ROWS_MIN ||
        !bdl_celled_has_figures(f, data + stride - t->merged, t->rows * stride)) {
        t->merged = 0;
        return false;
    }
    t->rows++;
    return true;
}

static bool try_table(const finder *f, bdl_celled *t) {
    size_t low = t->first + t->top + (t->top > 0 ? t->gap : 0) + t->above +
                 (t->above > 0 ? t->gap : 0);
    size_t data = low + t->width + t->gap, stride = t->width + t->gap;
    if (data > f->lines.count || !find_heads(f, t, low))
        return false;
    size_t numbers = bdl_celled_numbers_columns(f, data, t->width);
    data += numbers * stride;
    t->rows = bdl_celled_count_rows(f, data, t->width, t->gap);
    bool filled =
        t->rows >= ROWS_MIN && bdl_celled_has_figures(f, data, t->rows * stride);
    if (!filled && t->announced && t->gap > 0) {
        t->rows = bdl_celled_count_full(f, data, t->width);
        filled = t->rows > 1;
    }
    t->heads = data - t->first;
    t->lines = t->heads + t->rows * stride;
    size_t rows = t->rows;
    if (parts_numbers(f, t, low))
        return false;
    if ((!filled || is_misnamed(f, t)) && has_merged_sum(f, data, t))
        filled = true;
    else
        t->rows = rows;
    if (!filled && is_only_row(f, data, t)) {
        t->rows = 1;
        filled = true;
    }
    if (!filled && t->above == t->width)
        return false; /* no row tells where the headings begin */
    if (!filled && bdl_celled_is_note(f, data))
        t->rows = 0;
    else if (!filled)
        return false;
    t->lines = t->heads + t->rows * stride - t->merged;
    return t->above > 0 || filled;
}

/* Whether what column C of T holds is what its heading S says: codes, names, or figures
 * where it is one OF_GROUP. */
static bool fits_name(const finder *f, const bdl_celled *t, size_t c, bdl_str s,
                      bool of_group) {
    kind k = kind_of(f, t, c);
    if (bdl_str_eq(s, BDL_STR("项目")))
        return k != FIGURE;
    return may_head(s, k) && (k != TEXT || !of_group || bdl_str_ends(s, BDL_STR("名称")));
}

/* Whether the one group of T may be cell number AT of the upper row of headings, where
 * cells merged over both rows left no blank line in the lower one, which begins with line
 * LOW. */
static bool fits_group(const finder *f, const bdl_celled *t, size_t low, size_t at) {
    size_t below = t->width - t->above + 1;
    for (size_t c = 0; c < t->width; c++) {
        bool of_group = c >= at && c < at + below;
        size_t i = of_group ? low + c - at : t->first + (c < at ? c : c - below + 1);
        if (!fits_name(f, t, c, text_at(f, i), of_group))
            return false;
    }
    return true;
}

/* Tries T with one group, the only one that its columns leave. */
static bool try_group(const finder *f, bdl_celled *t) {
    size_t below = t->width - t->above + 1, low = t->first + t->above + t->gap;
    size_t data = low + below + t->gap, stride = t->width + t->gap, found = 0;
    if (below < 2 || data > f->lines.count ||
        !are_headings(f, t->first, t->above, false) ||
        !are_headings(f, low, below, false) ||
        !bdl_celled_has_gap(f, low - t->gap, t->gap) ||
        !bdl_celled_has_gap(f, data - t->gap, t->gap))
        return false;
    t->rows = bdl_celled_count_rows(f, data, t->width, t->gap);
    t->heads = data - t->first;
    t->lines = t->heads + t->rows * stride;
    if (t->rows < ROWS_MIN || !bdl_celled_has_figures(f, data, t->rows * stride))
        return false;
    for (size_t at = 0; at < t->above; at++)
        if (fits_group(f, t, low, at)) {
            t->group = at + 1;
            found++;
        }
    for (size_t i = 0; i < t->above; i++)
        t->spans[i] = i + 1 == t->group ? below : 1;
    return found == 1;
}

/* Tries rows of groups of groups above T, the first of which has at most RUN cells: all,
 * where a blank line is the first below them, or some that stand over all others. */
static bool try_tops(const finder *f, bdl_celled *t, size_t run, size_t heads) {
    enum { GROUPS_MAX = 3 };
    for (size_t top = 2; top <= run; top++) {
        if (top > GROUPS_MAX)
            top = run;
        if (top > t->above || /* each stands over one group at least */
            top + t->above + t->width + 2 * t->gap > heads)
            return false;
        t->top = top;
        if (try_table(f, t))
            return true;
    }
    return false;
}

/* The columns of T that hold a text in the first row and nothing below: headings that a
 * table parted in the wrong places has there. */
static size_t count_lonely(const finder *f, const bdl_celled *t) {
    size_t lonely = 0, stride = t->width + t->gap;
    const kind *first = f->kinds + t->first + t->lines - t->rows * stride;
    for (size_t c = 0; c < t->width && t->rows >= ROWS_MIN && t->merged == 0; c++) {
        size_t row = 1;
        while (row < t->rows && first[row * stride + c] == BLANK)
            row++;
        lonely += first[c] == TEXT && row == t->rows;
    }
    return lonely;
}

/* Whether T has one row of headings and one of them twice: perhaps they are two rows, of
 * groups and of columns. */
static bool repeats_heading(const finder *f, const bdl_celled *t) {
    for (size_t c = 1; t->above == 0 && c < t->width; c++)
        for (size_t k = 0; k < c; k++)
            if (bdl_str_eq(text_at(f, t->first + c), text_at(f, t->first + k)))
                return true;
    return false;
}

/* How well T parts the lines: how many it has up to the last text of its rows, for blank
 * ones may be those below it, fewer where headings seem to stand in its rows. */
static size_t worth(const finder *f, const bdl_celled *t) {
    enum { LONELY = 3 };
    size_t lines = t->lines, lonely = LONELY * count_lonely(f, t);
    while (t->rows > 0 && lines > 0 &&
           (t->first + lines > f->lines.count || f->kinds[t->first + lines - 1] == BLANK))
        lines--;
    if (repeats_heading(f, t) || (t->group == 0 && is_misnamed(f, t)))
        lines /= 2;
    return lines > lonely ? lines - lonely : 0;
}

/* Takes the sum right below the rows of T, the name of which is merged over columns. */
static void take_last_sum(const finder *f, bdl_celled *t) {
    size_t at = t->first + t->lines, over = t->rows > 0 ? merged_sum(f, at, t) : 0;
    size_t end = at + t->width - over;
    t->closing = 0;
    if (over == 0 || (end < f->lines.count && f->kinds[end] == FIGURE))
        return;
    t->closing = over;
    t->rows++;
    t->lines += t->width - over + t->gap;
}

/* The table whose headings begin with line FIRST: of all ways to part the lines that with
 * the most. */
static bdl_celled find_table(const finder *f, size_t first, bool announced) {
    bdl_celled best = {.lines = 0};
    size_t most = 0;
    size_t run = 0; /* lines of headings without a blank one */
    while (run < BDL_CELLED_MAX && first + run < f->lines.count &&
           may_be_heading(f, first + run))
        run++;
    size_t heads = run; /* with blank ones, for merged cells */
    while (heads < HEADS * (BDL_CELLED_MAX + 1) && first + heads < f->lines.count &&
           (f->kinds[first + heads] == BLANK || may_be_heading(f, first + heads)))
        heads++;
    for (size_t width = WIDTH_MIN; width <= BDL_CELLED_MAX && width <= heads; width++)
        for (size_t n = width > run ? 4 : 0; n < 2 * width + 2 && n / 2 + width <= heads;
             n++) {
            bdl_celled t = {.first = first, .above = n / 2, .width = width, .gap = n % 2};
            t.announced = announced;
            bdl_celled bare = t;
            if (t.above == 1)
                continue;
            if (t.above > 1 && t.above <= run && t.above < width && try_group(f, &bare) &&
                worth(f, &bare) > most) {
                most = worth(f, &bare);
                best = bare;
            }
            if (!((t.above <= run || t.above == width) && try_table(f, &t)) &&
                !(t.above > 2 && try_tops(f, &t, run, heads)))
                continue;
            size_t lines = worth(f, &t);
            if (lines <= most)
                continue;
            most = lines;
            best = t;
        }
    take_last_sum(f, &best);
    return best;
}

/* Whether T, which was found, goes on below the same headings on another page: it becomes
 * that piece. */
static bool goes_on(const finder *f, bdl_celled *t) {
    enum { BLANKS_MAX = 4 };
    size_t stride = t->width + t->gap, next = t->first + t->lines, blanks = 0;
    while (next < f->lines.count && f->kinds[next] == BLANK && blanks++ < BLANKS_MAX)
        next++;
    for (size_t i = 0; i < t->heads; i++)
        if (next + i >= f->lines.count ||
            !bdl_str_eq(text_at(f, next + i), text_at(f, t->first + i)))
            return false;
    t->first = next;
    t->merged = 0;
    t->rows = bdl_celled_count_rows(f, next + t->heads, t->width, t->gap);
    t->lines = t->heads + t->rows * stride;
    take_last_sum(f, t);
    return t->rows > 0;
}

bdl_celled_tables bdl_celled_find(bdl_reading *reading) {
    finder f = {.arena = bdl_reading_passing(reading)};
    const bdl_traits *traits = reading->traits;
    f.found.marked = reading->marked = bdl_text_is_marked(traits, reading->lines);
    if (!f.found.marked &&
        (traits->row_lines * TABS_PER > traits->lines || traits->cell_lines > 0))
        return f.found;
    if (traits->blanks == 0 ||
        take_lines(&f, reading->lines, f.found.marked) < FIGURES_MIN)
        return f.found;
    for (size_t i = 1, above = 0; i < f.lines.count; i++) {
        above = f.kinds[i - 1] == BLANK ? above : i - 1; /* the last line with text */
        if (!is_caption(&f, above) || !may_be_heading(&f, i))
            continue;
        bool announced = announces(&f, above);
        bdl_celled t = find_table(&f, i, announced), below = {.lines = 0};
        if (announced && i + 1 < f.lines.count && may_be_heading(&f, i + 1))
            below = find_table(&f, i + 1, announced);
        if (below.lines > 0 && below.rows >= t.rows) /* the first line is a title */
            t = below;
        if (t.lines == 0)
            continue;
        do {
            BDL_PUSH(f.arena, &f.found, t);
            i = t.first + t.lines - 1;
        } while (t.rows > 0 && goes_on(&f, &t));
    }
    f.found.lines = f.lines.items;
    return f.found;
}
