/* retab.c - finds out whether signs in a text stand for tabs.
 *
 * Blanks between words are also what aligned columns have. Tabs are told by numbers: the
 * runs of blanks are multiples of one number, or end where it divides the column, and
 * rows below each other have as many tabs though their words begin elsewhere. In aligned
 * columns it is the other way round: the words stand below each other, and as many tabs
 * are chance. Both are counted over the whole text, and the tabs have to win by far. */
#include "read/text/retab.h"

#include "base/bytes16.h"
#include "base/text.h"

#include "read/reading.h"
#include "read/web/html.h"

enum {
    SAMPLE = 64,       /* runs looked at first */
    LINE_BYTES = 6000, /* a longer line is no row */
    UNIT_MAX = 8,
    RUNS_LEAST = 8,  /* in the whole text, to tell anything by */
    PAIRS_LEAST = 3, /* rows as long as the one before */
    CLEAR = 4,       /* times as many for it as against it */
};

/* ---- lines ---- */

static bool ends_line(char c) {
    return c == '\n' || c == '\r' || c == '\f';
}

static size_t line_end(bdl_str text, size_t at) {
    while (at < text.len && !ends_line(text.data[at]))
        at++;
    return at;
}

/* Moves past one character. */
static void step(bdl_str text, size_t *at, uint32_t *columns) {
    size_t begin = *at;
    uint32_t c = bdl_utf8_next(text, at), width = 1;
    if (c >= 0x4E00 && c <= 0x9FFF)
        width = 2;
    else if (c >= 0x80)
        width = (uint32_t)bdl_text_width((bdl_str){text.data + begin, *at - begin});
    columns[BDL_BY_CHARS]++;
    columns[BDL_BY_WIDTH] += width;
    columns[BDL_BY_WIDE] += c >= 0x80 ? 2 : 1;
    columns[BDL_BY_BYTES] += (uint32_t)(*at - begin);
}

bdl_str bdl_retab_next_line(bdl_str text, size_t *at) {
    const char *end = memchr(text.data + *at, '\n', text.len - *at);
    size_t to = end ? (size_t)(end - text.data) : text.len;
    bdl_str line = {text.data + *at, to - *at};
    *at = to + 1;
    if (line.len > 0 && line.data[line.len - 1] == '\r')
        line.len--;
    return line;
}

bool bdl_spaced_next(bdl_str text, bdl_str sign, size_t *at, bdl_spaced *out) {
    uint32_t columns[BDL_MEASURES] = {0};
    if (*at >= text.len)
        return false;
    size_t end = line_end(text, *at);
    out->text = (bdl_str){text.data + *at, end - *at};
    out->offset = *at;
    out->count = 0;
    out->blank = true;
    *at = end + 1;
    bdl_str s = out->text;
    for (size_t i = 0; s.len <= LINE_BYTES && i < s.len && out->count < BDL_RUNS_MAX;) {
        bdl_sign_run *run = &out->runs[out->count];
        *run = (bdl_sign_run){.at = i};
        memcpy(run->begins, columns, sizeof columns);
        while (bdl_str_starts(bdl_str_from(s, i), sign)) {
            step(s, &i, columns);
            run->count++;
        }
        run->end = i;
        memcpy(run->ends_at, columns, sizeof columns);
        out->count += run->count > 0;
        if (run->count > 0)
            continue;
        out->blank = false;
        step(s, &i, columns);
    }
    out->blank = out->blank && (out->count > 0 || s.len == 0);
    return true;
}

/* ---- tabs of a line ---- */

void bdl_tabs_of(const bdl_tab_way *way, const bdl_spaced *line, bdl_line_tabs *out) {
    out->least = out->most = out->plain = out->good = out->bad = 0;
    for (size_t i = 0; i < line->count; i++) {
        const bdl_sign_run *run = &line->runs[i];
        uint32_t tabs = run->count / way->n; /* the next cell may begin with blanks */
        bool whole = run->count % way->n == 0;
        if (way->stops) {
            whole = run->ends_at[way->measure] % way->n == 0;
            tabs = whole ? (run->count + way->n - 1) / way->n : tabs;
        }
        bool inside = !bdl_run_leads(run) && !bdl_run_trails(line, run);
        bool sure = run->count > 1 || !way->stops;
        out->of[i] = (uint16_t)tabs;
        out->doubt[i] = sure ? BDL_TAB_SURE : BDL_TAB_PERHAPS;
        out->least += sure ? tabs : 0;
        out->most += tabs;
        out->plain = out->least;
        out->good += inside && whole && tabs > 0 && sure;
        out->bad += inside && run->count > 1 && !(whole && tabs > 0);
    }
}

bool bdl_spaced_is_cell(const bdl_tab_way *way, const bdl_spaced *line,
                        const bdl_line_tabs *tabs) {
    return line->count > 0 && bdl_run_leads(&line->runs[0]) &&
           line->runs[0].count == way->n && tabs->least == 1;
}

/* ---- what speaks for tabs ---- */

/* Where the words of a line begin and end. */
typedef struct places {
    uint32_t begins[BDL_RUNS_MAX + 1][BDL_MEASURES], ends[BDL_RUNS_MAX + 1][BDL_MEASURES];
    size_t count;
} places;

static void find_places(const bdl_spaced *line, const bdl_line_tabs *tabs, places *out) {
    bool begun = line->count == 0 || !bdl_run_leads(&line->runs[0]);
    out->count = 0;
    if (begun)
        memset(out->begins[0], 0, sizeof out->begins[0]);
    for (size_t i = 0; i < line->count; i++) {
        const bdl_sign_run *run = &line->runs[i];
        if (tabs->of[i] == 0 && run->count < 2)
            continue;
        if (begun)
            memcpy(out->ends[out->count++], run->begins, sizeof run->begins);
        begun = !bdl_run_trails(line, run);
        memcpy(out->begins[out->count], run->ends_at, sizeof run->ends_at);
    }
    if (!begun)
        return;
    for (int m = 0; m < BDL_MEASURES; m++) /* nothing ends where the line does */
        out->ends[out->count][m] = UINT32_MAX;
    out->count++;
}

static bool stands_in(const places *few, size_t i, const places *many, int measure) {
    for (size_t k = 0; k < many->count; k++)
        if (few->begins[i][measure] == many->begins[k][measure] ||
            (few->ends[i][measure] != UINT32_MAX &&
             few->ends[i][measure] == many->ends[k][measure]))
            return true;
    return false;
}

/* Whether the words of two lines stand below each other, in one measure all. */
static bool are_aligned(const places *a, const places *b) {
    const places *few = a->count < b->count ? a : b, *many = few == a ? b : a;
    for (int m = 0; m < BDL_MEASURES; m++) {
        size_t i = 0;
        while (i < few->count && stands_in(few, i, many, m))
            i++;
        if (i == few->count)
            return true;
    }
    return false;
}

typedef struct evidence {
    size_t good, bad;    /* runs */
    size_t tabs, single; /* in rows, SINGLE: signs by themselves where a tab has more */
    size_t with;    /* pairs of lines with as many tabs whose words are not aligned */
    size_t against; /* the other way round */
    size_t neither;
} evidence;

static bool is_lost(const bdl_tab_way *way, const evidence *e) {
    enum { SURE = 12, SURE_OF_NEITHER = 50 };
    return (e->against > SURE && e->against > e->with) ||
           (way->lonely && e->neither > SURE_OF_NEITHER && e->neither > e->with);
}

static bool is_won(const bdl_tab_way *way, const evidence *e) {
    return e->tabs >= CLEAR * e->single && e->good >= RUNS_LEAST &&
           e->good >= 9 * e->bad && e->with >= PAIRS_LEAST &&
           e->with >= CLEAR * e->against &&
           (way->lonely ? e->with >= e->neither : 2 * e->with >= e->neither);
}

/* What the lines before left behind. */
typedef struct pair {
    places places[2];
    uint32_t least, most; /* tabs of the row before; 0: none stands there */
    int now;
} pair;

/* Whether a line can tell by the number of its tabs; one of a catalogue has blanks on
 * both sides of its dots. */
static bool is_row(const bdl_tab_way *way, const bdl_spaced *line,
                   const bdl_line_tabs *tabs) {
    enum { TABS_LEAST = 2 };
    return tabs->least >= TABS_LEAST && line->text.data[0] != '|' &&
           !bdl_prose_is_leader(line->text) &&
           !(way->lonely && (bdl_prose_ends(line->text) ||
                             memchr(line->text.data, '|', line->text.len)));
}

static void compare(const bdl_tab_way *way, pair *p, const bdl_spaced *line,
                    const bdl_line_tabs *tabs, evidence *e) {
    if (!is_row(way, line, tabs)) {
        p->most = line->blank && !way->lonely ? p->most : 0;
        return;
    }
    e->tabs += tabs->most;
    for (size_t i = 0; i < line->count; i++)
        e->single += tabs->of[i] == 0 && line->runs[i].count == 1;
    places *here = &p->places[p->now], *before = &p->places[!p->now];
    find_places(line, tabs, here);
    if (p->most > 0) {
        bool same = tabs->least <= p->most && p->least <= tabs->most;
        bool aligned = !way->marks && are_aligned(here, before);
        e->with += same && !aligned;
        e->against += !same && aligned;
        e->neither += !same && !aligned;
    }
    p->least = tabs->least;
    p->most = tabs->most;
    p->now = !p->now;
}

static evidence weigh(bdl_str text, const bdl_tab_way *way) {
    evidence e = {0};
    pair p = {.most = 0};
    bdl_spaced line;
    bdl_line_tabs tabs;
    for (size_t at = 0;
         !is_lost(way, &e) && bdl_spaced_next(text, way->sign, &at, &line);) {
        bdl_tabs_of(way, &line, &tabs);
        e.good += tabs.good;
        e.bad += tabs.bad;
        compare(way, &p, &line, &tabs, &e);
    }
    return e;
}

/* ---- cells in lines of their own ---- */

typedef struct cell_count {
    size_t lone, same, other; /* tabs alone on a line; rows as long as the one before */
    size_t row, last, gap;
} cell_count;

static void end_row(cell_count *c) {
    enum { CELLS_LEAST = 2 };
    if (c->row >= CELLS_LEAST && c->last >= CELLS_LEAST) {
        c->same += c->row == c->last;
        c->other += c->row != c->last;
    }
    if (c->row > 0)
        c->last = c->row;
    c->row = 0;
}

/* Whether lines led by a tab are the cells of rows that blank lines end. */
static bool has_cells(bdl_str text, const bdl_tab_way *way) {
    cell_count c = {0};
    bdl_spaced line;
    bdl_line_tabs tabs;
    for (size_t at = 0; bdl_spaced_next(text, way->sign, &at, &line);) {
        bdl_tabs_of(way, &line, &tabs);
        if (bdl_spaced_is_cell(way, &line, &tabs)) {
            c.row++;
            c.lone += line.blank;
            c.gap = 0;
        } else if (line.text.len == 0) {
            c.gap++;
            end_row(&c);
        } else if (c.gap > 0) { /* else it goes on with the cell above */
            c.last = 0;
        }
    }
    end_row(&c);
    return c.lone >= 2 && c.same >= PAIRS_LEAST && 2 * c.same >= c.other;
}

/* ---- where signs are ---- */

/* Where two blanks in a row begin at or after FROM, at the earliest sixteen bytes before
 * them; the length of TEXT when there are none. */
static size_t near_blanks(bdl_str text, size_t from) {
    size_t i = from;
    for (; text.len > 16 && i < text.len - 16; i += 16) {
        bdl_bytes16 here = bdl_bytes16_at(text.data + i),
                    next = bdl_bytes16_at(text.data + i + 1);
        if (bdl_bytes16_any((bdl_bytes16)(here == ' ') & (bdl_bytes16)(next == ' ')))
            return i;
    }
    return i;
}

/* Where the first LEAST signs in a row stand at or after FROM; SIZE_MAX: nowhere. */
static size_t find_signs(bdl_str text, bdl_str sign, uint32_t least, size_t from) {
    if (least < 2)
        return bdl_str_find(text, sign, from);
    for (size_t i = near_blanks(text, from); i + 1 < text.len; i++) {
        if (text.data[i] == ' ' && text.data[i + 1] == ' ')
            return i;
        if ((i - from) % 16 == 15)
            i = near_blanks(text, i + 1) - 1;
    }
    return SIZE_MAX;
}

/* Where the next line begins that has signs and no pipe in front; SIZE_MAX: none does.
 * *PIPED counts those that have one. */
static size_t find_line(bdl_str text, bdl_str sign, uint32_t least, size_t from,
                        size_t *piped) {
    for (size_t at; (at = find_signs(text, sign, least, from)) != SIZE_MAX;) {
        while (at > from && !ends_line(text.data[at - 1]))
            at--;
        if (text.data[at] != '|')
            return at;
        const char *end = memchr(text.data + at, '\n', text.len - at);
        if (!end)
            break;
        ++*piped;
        from = (size_t)(end - text.data);
    }
    return SIZE_MAX;
}

/* ---- ways ---- */

/* How many runs of a sample fit each way. */
typedef struct sample {
    size_t runs, single; /* SINGLE: signs by themselves in lines with others */
    size_t piped;        /* lines that begin with a pipe */
    size_t units[UNIT_MAX + 1];
    size_t stops[2][BDL_MEASURES]; /* each 4 columns, each 8 */
    size_t leads[UNIT_MAX + 1], led;
} sample;

static void count_run(sample *s, const bdl_sign_run *run) {
    s->runs++;
    for (uint32_t n = 1; n <= UNIT_MAX; n++)
        s->units[n] += run->count % n == 0;
    for (int m = 0; m < BDL_MEASURES; m++) {
        s->stops[0][m] += run->ends_at[m] % 4 == 0;
        s->stops[1][m] += run->ends_at[m] % 8 == 0;
    }
}

static void count_lead(sample *s, const bdl_sign_run *run) {
    s->led++;
    if (run->count <= UNIT_MAX)
        s->leads[run->count]++;
}

/* Looks at lines that have LEAST signs in a row somewhere. */
static sample take_sample(bdl_str text, bdl_str sign, uint32_t least) {
    sample s = {0};
    bdl_spaced line;
    for (size_t at = 0; s.runs < SAMPLE;) {
        at = find_line(text, sign, least, at, &s.piped);
        if (at == SIZE_MAX || !bdl_spaced_next(text, sign, &at, &line))
            break;
        for (size_t i = 0; i < line.count; i++) {
            const bdl_sign_run *run = &line.runs[i];
            if (bdl_run_leads(run) && line.count == 1)
                count_lead(&s, run);
            else if (bdl_run_leads(run) || bdl_run_trails(&line, run))
                continue;
            else if (run->count < least)
                s.single++;
            else
                count_run(&s, run);
        }
    }
    return s;
}

static bool is_most(size_t part, size_t whole) {
    return 10 * part >= 8 * whole;
}

/* As many signs for each tab: the largest number that divides the runs. */
static bool find_units(bdl_str text, bdl_str sign, uint32_t least, const sample *s,
                       bdl_tab_way *way) {
    for (uint32_t n = UNIT_MAX; n >= least; n--) {
        *way = (bdl_tab_way){.sign = sign, .n = n, .lonely = n == 1};
        way->marks = (unsigned char)sign.data[0] > ' ' && sign.len == 1;
        if (!is_most(s->units[n], s->runs))
            continue;
        evidence e = weigh(text, way);
        if (is_won(way, &e))
            return true;
        if (is_lost(way, &e))
            break;
    }
    return false;
}

static bool find_stops(bdl_str text, bdl_str sign, const sample *s, bdl_tab_way *way) {
    size_t most = 0;
    for (int eight = 1; eight >= 0; eight--)
        for (int m = 0; m < BDL_MEASURES; m++) {
            bdl_tab_way here = {
                .sign = sign, .n = eight ? 8 : 4, .measure = m, .stops = true};
            if (!is_most(s->stops[eight][m], s->runs))
                continue;
            evidence e = weigh(text, &here);
            if (!is_won(&here, &e) || e.with <= most)
                continue;
            most = e.with;
            *way = here;
        }
    return most > 0;
}

/* No row has a tab inside: each cell has a line of its own. */
static bool find_cells(bdl_str text, bdl_str sign, const sample *s, bdl_tab_way *way) {
    for (uint32_t n = 1; n <= UNIT_MAX; n++)
        if (s->leads[n] >= RUNS_LEAST && is_most(s->leads[n], s->led)) {
            *way = (bdl_tab_way){.sign = sign, .n = n};
            return has_cells(text, way);
        }
    return false;
}

static bool find_way(bdl_str text, bdl_str sign, uint32_t least, const sample *s,
                     bdl_tab_way *way) {
    bool found = s->runs >= RUNS_LEAST && (find_units(text, sign, least, s, way) ||
                                           (least > 1 && find_stops(text, sign, s, way)));
    if (!found)
        return find_cells(text, sign, s, way) && (way->cells = true);
    way->cells = has_cells(text, way);
    return true;
}

/* One blank for each tab: two tabs of an empty cell are two blanks, and there are more
 * of one. */
static bool find_single(bdl_str text, const sample *s, bdl_tab_way *way) {
    sample single = {.runs = s->runs + s->single};
    single.units[1] = single.runs;
    return s->runs * 20 >= single.runs && s->runs * 10 <= single.runs * 7 &&
           single.runs >= RUNS_LEAST && find_units(text, BDL_STR(" "), 1, &single, way);
}

static bool find_any(bdl_str text, bdl_tab_way *way) {
    static const bdl_str signs[] = {
        BDL_STR_INIT("\xC2\xA0"), BDL_STR_INIT("\xE3\x80\x80"),
        BDL_STR_INIT("|"),        BDL_STR_INIT("｜"),
        BDL_STR_INIT("│"),        BDL_STR_INIT(";")};
    enum { PIPED_MOST = 8 }; /* its tables have pipes */
    sample s = take_sample(text, BDL_STR(" "), 2);
    if (find_way(text, BDL_STR(" "), 2, &s, way) || find_single(text, &s, way))
        return true;
    if (s.runs >= SAMPLE || s.piped > PIPED_MOST)
        return false;
    for (size_t i = 0; i < BDL_COUNT_OF(signs); i++) {
        sample other = take_sample(text, signs[i], 1);
        if (find_way(text, signs[i], 1, &other, way))
            return true;
    }
    return false;
}

/* Whether all tabs stand in twos. */
static bool are_doubled(bdl_str text) {
    size_t runs = 0;
    for (const char *end = text.data + text.len, *p = text.data;
         (p = memchr(p, '\t', (size_t)(end - p))) != NULL; runs++) {
        size_t count = 0;
        for (; p < end && *p == '\t'; p++)
            count++;
        if (count % 2 > 0)
            return false;
    }
    return runs >= RUNS_LEAST;
}

bdl_str bdl_retab(bdl_arena *arena, bdl_str text) {
    bdl_tab_way way = {.sign = BDL_STR_INIT("\t"), .n = 2, .cells = true};
    if (text.len == 0 || bdl_html_is_page(text))
        return text;
    bool has_tabs = memchr(text.data, '\t', text.len);
    if (has_tabs ? are_doubled(text) : find_any(text, &way))
        return bdl_retab_write(arena, text, &way);
    return has_tabs ? bdl_retab_unquote(arena, text) : text;
}
