/* form_columns.c - the columns of a list. Words are given to headings in order, as near
 * as can be. Positions may be off, for programs that print pages print cells that touch
 * one blank apart, wherever these are; so it counts, too, what else is known of a column:
 * how much room its cells have, what begins where the lines above do, and where bounds
 * stand. */
#include "read/aligned/form_columns.h"

#include "base/text.h"

enum {
    NEAR = 1,
    TOO_WIDE = 60, /* a word that has no room in its column */
    UNBOUND = 60,  /* a bound that stands where others do not */
    ASTRAY = 2,    /* one that begins where those of another column do */
    STRAND = 2,    /* lines up to where that is looked for */
    FAR = 1 << 20,
    NONE = BDL_FORM_COLUMNS_MAX,
};

/* Where the cells of the first heading begin. */
static uint32_t first_begin(const bdl_form_columns *l) {
    const bdl_word *head = &l->lines[0].words[0];
    uint32_t begin = head->begin[l->measure];
    for (size_t i = 1; i < l->line_count; i++) {
        const bdl_word *word = &l->lines[i].words[0];
        if (bdl_words_overlap(word, head, l->measure) && word->begin[l->measure] < begin)
            begin = word->begin[l->measure];
    }
    return begin;
}

static void find_columns(bdl_form_columns *l) {
    const bdl_worded *head = &l->lines[0];
    uint32_t begin = first_begin(l);
    for (size_t i = 1; i < l->line_count && !l->front; i++)
        l->front = l->lines[i].words[0].end[l->measure] < begin;
    l->count = l->front;
    for (size_t w = 0; w < head->count && l->count < BDL_FORM_COLUMNS_MAX;
         w++, l->count++) {
        l->begin[l->count] = head->words[w].begin[l->measure];
        l->end[l->count] = head->words[w].end[l->measure];
    }
    if (l->front)
        l->end[0] = l->begin[1] - NEAR;
}

/* Whether the last letter before AT is a digit and the first behind it is Han, or the
 * other way round. */
static bool changes_script(bdl_str s, size_t before, size_t at) {
    if (!bdl_str_digit_at(s, at))
        return bdl_is_ascii_digit(s.data[before - 1]) &&
               bdl_is_han(bdl_utf8_next(s, &at));
    return bdl_is_han(bdl_utf8_last((bdl_str){s.data, before}));
}

/* Whether blanks part digits from Han letters nearly wherever these meet, as programs set
 * type: they then end no cell. */
static bool are_spaced(const bdl_worded *lines, size_t count) {
    enum { SPACED_MIN = 2, GLUED_PER = 4, WORD = 3, CODE_MIN = 3 };
    size_t spaced = 0, glued = 0, parted = 0;
    for (size_t i = 1; i < count; i++)
        parted += bdl_words_have_parted(&lines[i]); /* no other has a blank */
    for (size_t i = 1; parted > 0 && i < count; i++)
        for (size_t w = 0; w < lines[i].count; w++) {
            bdl_str s = lines[i].words[w].text;
            if (!bdl_str_has_digit(s) || bdl_utf8_count(s) < WORD) /* 3座 may have none */
                continue;
            size_t digits = 0; /* that begin the word */
            for (size_t k = 1; k < s.len; k++) {
                bool blank = s.data[k] == ' ' && k + 1 < s.len;
                digits += digits == k - 1 && bdl_is_ascii_digit(s.data[k - 1]);
                bool code = digits == k && k >= CODE_MIN; /* 301 工资福利支出 */
                if (!code && changes_script(s, k, k + blank))
                    ++*(blank ? &spaced : &glued);
            }
        }
    return spaced >= SPACED_MIN && glued * GLUED_PER <= spaced;
}

/* Whether a digit ends LEFT and a Han letter begins RIGHT. */
static bool parts_script(const bdl_word *left, const bdl_word *right) {
    size_t at = 0;
    return left->text.len > 0 &&
           bdl_is_ascii_digit(left->text.data[left->text.len - 1]) &&
           bdl_is_han(bdl_utf8_next(right->text, &at));
}

/* Whether WORD begins with a bound: ≥486, <3%. */
static bool is_bound(const bdl_word *word) {
    size_t at = 0;
    uint32_t c = bdl_utf8_next(word->text, &at);
    bool sign = c == 0x2265 || c == 0x2264 || c == '<' || c == '>' || c == '=';
    return sign && bdl_str_digit_at(word->text, at);
}

/* The heading nearest to what stands from BEGIN to END. */
static size_t nearest_heading(const bdl_form_columns *l, uint32_t begin, uint32_t end) {
    size_t best = 0;
    uint32_t least = UINT32_MAX;
    for (size_t c = 0; c < l->count; c++) {
        uint32_t apart = end <= l->begin[c]   ? l->begin[c] - end
                         : l->end[c] <= begin ? begin - l->end[c]
                                              : 0;
        if (apart < least) {
            least = apart;
            best = c;
        }
    }
    return best;
}

/* Whether a Han letter ends LEFT and a digit begins RIGHT. */
static bool parts_figure(const bdl_word *left, const bdl_word *right) {
    return bdl_str_digit_at(right->text, 0) && bdl_is_han(bdl_utf8_last(left->text));
}

/* Whether LEFT and RIGHT are figures in one unit, what was planned and what was done:
 * ≥180万次 and 185万次. */
static bool are_in_unit(const bdl_word *left, const bdl_word *right) {
    uint32_t unit = bdl_utf8_last(left->text);
    return !left->number && !right->number && bdl_is_han(unit) &&
           bdl_utf8_last(right->text) == unit &&
           (is_bound(left) || bdl_str_digit_at(left->text, 0)) &&
           !bdl_str_has(left->text, BDL_STR(" ")) && bdl_str_digit_at(right->text, 0);
}

static uint32_t width_of(const bdl_form_columns *l, bdl_str s) {
    return (uint32_t)(l->measure == BDL_IN_WIDTH ? bdl_text_width(s) : bdl_utf8_count(s));
}

/* Whether LEFT is a bound with its unit, and RIGHT a figure, nothing more: ≥5300人次 9.
 */
static bool is_behind_unit(const bdl_word *left, const bdl_word *right) {
    return is_bound(left) && !left->parted && right->number &&
           bdl_str_digit_at(right->text, 0) &&
           (bdl_str_ends(left->text, BDL_STR("%")) ||
            bdl_is_han(bdl_utf8_last(left->text)));
}

/* Whether the blank between LEFT and RIGHT is one that programs set between digits and
 * Han letters: what is beside it stands under one heading. */
static bool is_spacing(const bdl_form_columns *l, const bdl_word *left,
                       const bdl_word *right) {
    if (!l->spaced || !(parts_script(left, right) || parts_figure(left, right)))
        return false;
    uint32_t end = left->end[l->measure], begin = right->begin[l->measure];
    size_t from = left->text.len, length = bdl_str_find(right->text, BDL_STR(" "), 0);
    while (from > 0 && left->text.data[from - 1] != ' ')
        from--;
    bdl_str last = bdl_str_from(left->text, from), first = right->text;
    first.len = length < first.len ? length : first.len;
    return nearest_heading(l, end - width_of(l, last), end) ==
           nearest_heading(l, begin, begin + width_of(l, first));
}

/* Whether RIGHT begins where words of other lines do: there a column begins. A figure
 * beside words ends its cell where the line lacks one, and a bound begins its own. */
static bool begins_column(void *ctx, const bdl_word *left, const bdl_word *right) {
    enum { LINES_MIN = 2, LETTERS_MIN = 2 };
    bdl_form_columns *l = ctx;
    size_t found = 0;
    if (is_bound(left) && !left->parted && parts_script(left, right))
        return false; /* its unit */
    bool amount = left->number && !right->number &&
                  bdl_utf8_count(right->text) >= LETTERS_MIN &&
                  !(l->spaced && parts_script(left, right));
    if (l->lacking > 0 &&
        (amount || (is_bound(right) && !left->number) || are_in_unit(left, right) ||
         is_behind_unit(left, right) || bdl_words_are_two_texts(left, right))) {
        l->lacking--;
        return true;
    }
    if (is_spacing(l, left, right))
        return false;
    for (size_t i = 0; i < l->line_count; i++)
        for (size_t w = 1; w < l->lines[i].count; w++) {
            const bdl_word *word = &l->lines[i].words[w];
            found += word->text.data != right->text.data &&
                     bdl_positions_apart(word->begin[l->measure],
                                         right->begin[l->measure]) <= NEAR;
        }
    return found >= LINES_MIN;
}

/* How far WORD is from the heading of COLUMN: at the left, at the right or in its middle.
 * How far it reaches out of the column where that is known. */
static int cost_of(const bdl_form_columns *l, const bdl_word *word, size_t column) {
    uint32_t x0 = word->begin[l->measure], x1 = word->end[l->measure];
    uint32_t y0 = l->begin[column], y1 = l->end[column];
    int left = (int)bdl_positions_apart(x0, y0), right = (int)bdl_positions_apart(x1, y1);
    if (l->full)
        return (x0 < y0 ? left : 0) + (x1 > y1 ? right : 0);
    int middle = (int)bdl_positions_apart(x0 + x1, y0 + y1) / 2;
    int least = left < right ? left : right;
    return middle < least ? middle : least;
}

/* The column of what begins where WORD does on the lines right above LINE, of which other
 * cells have every second one. NONE where nothing does. */
static size_t column_above(const bdl_form_columns *l, const bdl_worded *line,
                           const bdl_word *word) {
    size_t i = (size_t)(line - l->lines);
    for (size_t k = 1; k <= STRAND && k < i && l->lines[i - k + 1].gap == 0; k++)
        for (size_t w = 0; w < l->lines[i - k].count; w++)
            if (l->lines[i - k].words[w].begin[l->measure] == word->begin[l->measure])
                return l->lines[i - k].words[w].column;
    return NONE;
}

static bool has_room(const bdl_form_columns *l, uint32_t width, size_t column) {
    return l->room[column] == 0 || width <= l->room[column] + NEAR;
}

/* A word and what is asked of it for every column. */
typedef struct placing {
    const bdl_word *word;
    uint32_t width;
    size_t above; /* the column of what begins where it does above it; NONE: nothing */
    bool strays;  /* a bound, where one column has them all */
} placing;

static placing placing_of(const bdl_form_columns *l, const bdl_worded *line, size_t w) {
    const bdl_word *word = &line->words[w];
    return (placing){word, bdl_word_width(word, BDL_IN_WIDTH),
                     l->placed ? column_above(l, line, word) : NONE,
                     l->has_bounds && is_bound(word)};
}

/* What it costs that the word is in COLUMN. */
static int whole_cost(const bdl_form_columns *l, const placing *p, size_t column) {
    return (has_room(l, p->width, column) ? 0 : TOO_WIDE) +
           (p->above == column ? 0 : cost_of(l, p->word, column)) +
           (p->strays && column != l->bounds ? UNBOUND : 0) +
           (p->above == NONE || p->above == column ? 0 : ASTRAY);
}

/* Gives the words of LINE columns, each further right than the one before; how far they
 * are from these. A word has as many columns to choose from as the line lacks words, and
 * one more. */
static int place(const bdl_form_columns *l, bdl_worded *line) {
    int best[BDL_FORM_COLUMNS_MAX + 1]
            [BDL_FORM_COLUMNS_MAX + 1]; /* of the first W words in C columns */
    size_t words = line->count < l->count ? line->count : l->count;
    size_t lacking = l->count - words;
    for (size_t c = 0; c <= lacking; c++)
        best[0][c] = 0;
    for (size_t w = 1; w <= words; w++) {
        placing p = placing_of(l, line, w - 1);
        best[w][w - 1] = FAR;
        for (size_t c = w; c <= w + lacking; c++) {
            int here = best[w - 1][c - 1] + whole_cost(l, &p, c - 1);
            best[w][c] = here < best[w][c - 1] ? here : best[w][c - 1];
        }
    }
    for (size_t w = words, c = l->count; w > 0; w--, c--) {
        while (c > w && best[w][c] == best[w][c - 1])
            c--;
        line->words[w - 1].column = c - 1;
    }
    for (size_t w = words; w < line->count; w++)
        line->words[w].column = l->count - 1;
    return best[words][l->count];
}

/* The same where nobody asks how far: a line that has a word for each column leaves no
 * choice. */
static void give_columns(const bdl_form_columns *l, bdl_worded *line) {
    if (line->count < l->count) {
        place(l, line);
        return;
    }
    for (size_t w = 0; w < line->count; w++)
        line->words[w].column = w < l->count ? w : l->count - 1;
}

static void widen_to(bdl_form_columns *l, const bdl_worded *line) {
    for (size_t w = 0; w < line->count; w++) {
        const bdl_word *word = &line->words[w];
        uint32_t *begin = &l->begin[word->column], *end = &l->end[word->column];
        *begin = word->begin[l->measure] < *begin ? word->begin[l->measure] : *begin;
        *end = word->end[l->measure] > *end ? word->end[l->measure] : *end;
    }
}

/* How far columns reach into the next: words do not by the right measure. */
static int count_shared(const bdl_form_columns *l) {
    int shared = 0;
    for (size_t c = 0; c + 1 < l->count; c++)
        shared += l->end[c] > l->begin[c + 1] ? (int)(l->end[c] - l->begin[c + 1]) : 0;
    return shared;
}

/* Widens the columns to what lines hold that have a word in nearly each: first those with
 * one in each, which tell where the words of the others stand. */
static void widen_columns(bdl_form_columns *l) {
    enum { LACKING_MAX = 2 };
    for (size_t lacking = 0; lacking <= LACKING_MAX; lacking++) {
        bool any = false;
        for (size_t i = 1; i < l->line_count; i++) {
            size_t count = l->lines[i].count;
            if (lacking == 0 ? count < l->count : count + lacking != l->count)
                continue;
            if (lacking == 0) {
                give_columns(l, &l->lines[i]);
            } else if (place(l, &l->lines[i]) > 0 && l->full) { /* headings are nearer */
                l->full = false;
                place(l, &l->lines[i]);
                l->full = true;
            }
            widen_to(l, &l->lines[i]);
            any = true;
        }
        l->full = l->full || any;
    }
    l->full = true;
}

/* No column has room for less than most of its words. */
static void check_room(bdl_form_columns *l) {
    size_t wide[BDL_FORM_COLUMNS_MAX] = {0}, all[BDL_FORM_COLUMNS_MAX] = {0};
    for (size_t i = 1; i < l->line_count; i++)
        for (size_t w = 0; w < l->lines[i].count; w++) {
            const bdl_word *word = &l->lines[i].words[w];
            wide[word->column] +=
                !has_room(l, bdl_word_width(word, BDL_IN_WIDTH), word->column);
            all[word->column]++;
        }
    for (size_t c = 0; c < l->count; c++)
        l->room[c] = 2 * wide[c] > all[c] ? 0 : l->room[c];
}

/* The column in which most bounds stand, where there are several and hardly anything
 * else. */
static void find_bounds(bdl_form_columns *l) {
    enum { BOUNDS_MIN = 3 };
    size_t found[BDL_FORM_COLUMNS_MAX] = {0}, all[BDL_FORM_COLUMNS_MAX] = {0}, most = 1;
    size_t bounds = 0;
    for (size_t i = 1; i < l->line_count; i++)
        for (size_t w = 0; w < l->lines[i].count; w++) {
            bool bound = is_bound(&l->lines[i].words[w]);
            found[l->lines[i].words[w].column] += bound;
            all[l->lines[i].words[w].column]++;
            bounds += bound;
        }
    for (size_t c = 0; c < l->count; c++)
        if (found[c] > most && 2 * found[c] >= all[c]) {
            l->bounds = c;
            most = found[c];
        }
    l->has_bounds = bounds >= BOUNDS_MIN;
}

/* A text one blank before the next fills its cell: no word of its column is wider. */
static void find_room(bdl_form_columns *l) {
    for (size_t i = 1; i < l->line_count; i++)
        for (size_t w = 0; w + 1 < l->lines[i].count; w++) {
            const bdl_word *left = &l->lines[i].words[w], *right = left + 1;
            uint32_t width = bdl_word_width(left, BDL_IN_WIDTH);
            uint32_t *room = &l->room[left->column];
            if (left->end[BDL_IN_CHARS] + 1 != right->begin[BDL_IN_CHARS] ||
                left->parted || left->column + 1 != right->column ||
                !bdl_words_are_two_texts(left, right))
                continue;
            *room = width > *room ? width : *room;
        }
    check_room(l);
}

int bdl_form_columns_find(bdl_form_columns *l) {
    int cost = 0;
    l->bounds = NONE;
    find_columns(l);
    l->spaced = are_spaced(l->lines, l->line_count);
    for (size_t i = 1; i < l->line_count; i++) {
        l->now = &l->lines[i];
        l->lacking = l->count > l->now->count ? l->count - l->now->count : 0;
        bdl_words_cut(l->arena, &l->lines[i], begins_column, l);
        give_columns(l, &l->lines[i]);
    }
    find_room(l);
    find_bounds(l);
    l->placed = true;
    for (size_t i = 1; i < l->line_count; i++)
        give_columns(l, &l->lines[i]);
    widen_columns(l);
    for (size_t i = 1; i < l->line_count; i++)
        cost += place(l, &l->lines[i]);
    return cost + count_shared(l);
}
