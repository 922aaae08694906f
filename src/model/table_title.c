/* table_title.c - what stands above a table: its title, its captions, the heading of the
 * section it is in; and what stands below it. */
#include "model/pattern_set.h"
#include "model/table.h"

enum {
    NEAR_BLOCKS = 5,
    TITLE_MAX = 60,
    CANDIDATES_MAX = 4,
    LOOK_BACK_MAX = 12,
    SENTENCE_MIN = 24
};

static bool is_title(bdl_recogniser *r, const bdl_subject *s) {
    bdl_signature signature;
    bdl_hit hit;
    bdl_text_sign(s->folded.text, &signature);
    bdl_pattern_look look = bdl_pattern_set_look(r->schema->title_set, &signature);
    for (size_t i; bdl_pattern_look_next(&look, &i);)
        if (bdl_pattern_meets(r, r->schema->forms.items[i]->title, s, &hit))
            return true;
    return false;
}

bool bdl_is_title_of_a_form(bdl_recogniser *r, const bdl_subject *s) {
    bdl_way_back *known = s->back;
    if (!known)
        return is_title(r, s);
    if (!known->title_asked)
        known->is_title = is_title(r, s);
    known->title_asked = true;
    return known->is_title;
}

static bool could_be_title(bdl_str s) {
    size_t n = bdl_utf8_count(s);
    if (n == 0 || n > TITLE_MAX)
        return false;
    return n <= SENTENCE_MIN || !bdl_str_ends(s, BDL_STR("。"));
}

static bool states_money(bdl_str s) {
    size_t i = 0;
    while (i < s.len && !bdl_is_ascii_digit(s.data[i]))
        i++;
    return i < s.len && bdl_str_ends(s, BDL_STR("元。"));
}

/* Whether it says something of its own and does not only name what follows: a clause and
 * 如下:, or a sentence to its full stop, that of a single amount too. It stays prose
 * wherever it stands. */
static bool is_sentence(bdl_str s) {
    if (!bdl_str_has(s, BDL_STR(",")))
        return states_money(s);
    return bdl_str_ends(s, BDL_STR(":")) || bdl_str_ends(s, BDL_STR("。"));
}

static void take(bdl_passage *p, bdl_role role) {
    if (!is_sentence(p->subject.folded.text))
        p->role = role;
}

/* The number of the candidate that is the title, or COUNT. */
static size_t choose(bdl_recogniser *r, bdl_passage *const *candidates, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (bdl_is_title_of_a_form(r, &candidates[i]->subject))
            return i;
    for (size_t i = 0; i < count; i++)
        if (bdl_str_ends(candidates[i]->subject.folded.text, BDL_STR("表")))
            return i;
    for (size_t i = 0; i < count; i++)
        if (candidates[i]->block->kind == BDL_HEADING)
            return i;
    return count > 0 ? 0 : count;
}

static void add_note(bdl_recogniser *r, bdl_table *table, bdl_subject s) {
    BDL_PUSH(r->passing, &table->notes_above, s);
}

/* Whether P is what stands between a title and its table; what is set as a heading is so
 * when it says the unit. */
static bool stands_between(const bdl_passage *p) {
    bdl_unit unit;
    return bdl_says_caption(p) && (p->block->kind != BDL_HEADING ||
                                   bdl_caption_unit(p->subject.folded.text, &unit));
}

/* The part of the text of WHOLE from FROM to END. */
static bdl_subject part_of(bdl_recogniser *r, const bdl_run *whole, size_t from,
                           size_t end) {
    bdl_run *run = BDL_NEW(r->arena, bdl_run);
    *run = (bdl_run){.text = bdl_str_of(whole->text.data + from, end - from),
                     .place = bdl_run_place(whole, from, end - from)};
    return bdl_subject_of(r->passing, run);
}

static bool names_a_table(bdl_recogniser *r, const bdl_subject *s) {
    return bdl_str_ends(s->folded.text, BDL_STR("表")) || bdl_is_title_of_a_form(r, s);
}

/* Whether the caption P begins with the title of its table, before a blank: 收支总表
 * 单位:万元, but not 公开01表 单位:万元. */
static bool begins_with_title(bdl_recogniser *r, const bdl_passage *p,
                              bdl_subject *title) {
    const bdl_run *run = p->subject.run;
    bdl_unit unit;
    size_t next;
    for (size_t at = 0; at < run->text.len; at = next) {
        next = at;
        if (!bdl_is_space(bdl_utf8_next(run->text, &next)) || at == 0)
            continue;
        bdl_str rest = part_of(r, run, next, run->text.len).folded.text;
        if (!bdl_is_caption(rest) || !bdl_caption_unit(rest, &unit))
            continue;
        *title = part_of(r, run, 0, at);
        bdl_str own = title->folded.text;
        bool labelled = bdl_str_has(own, BDL_STR(":")) && !bdl_str_skip(own, "表") &&
                        !bdl_str_skip(own, "附");
        if (!labelled && !bdl_is_table_number(own) && could_be_title(own) &&
            names_a_table(r, title))
            return true;
    }
    return false;
}

static void take_title(bdl_table *table, bdl_subject s, bdl_place place) {
    if (table->title_passage)
        table->title_passage->role = BDL_AS_PROSE;
    table->title_passage = NULL;
    table->title = s;
    table->place = place;
}

/* Whether a form that LINES name is not named by LAST, their end, alone. */
static bool names_more(bdl_recogniser *r, const bdl_subject *lines,
                       const bdl_subject *last) {
    bdl_hit hit;
    for (size_t i = 0; i < r->schema->forms.count; i++) {
        const bdl_pattern *title = r->schema->forms.items[i]->title;
        if (title && bdl_pattern_meets(r, title, lines, &hit) &&
            !bdl_pattern_meets(r, title, last, &hit))
            return true;
    }
    return false;
}

/* Whether one of the first rows of TABLE names what UPPER does behind its number, or what
 * it begins to name and LAST goes on with: 项目名称 | 甲设备购置 below 2.甲设备 |
 * 购置绩效 目标表. */
static bool names_its_subject(const bdl_table *table, const bdl_passage *upper,
                              const bdl_passage *last) {
    enum { ROWS_MAX = 4, LETTERS_MIN = 4 };
    bdl_str s = upper->subject.folded.text;
    s = bdl_str_from(s, bdl_numbering_of(s).end);
    if (bdl_utf8_count(s) < LETTERS_MIN)
        return false;
    for (size_t i = 0; i < table->rows.count && i < ROWS_MAX; i++)
        for (size_t k = 0; k < table->rows.items[i].count; k++) {
            bdl_str cell = table->rows.items[i].cells[k].folded;
            if (bdl_str_starts(cell, s) &&
                bdl_str_starts(last->subject.folded.text, bdl_str_from(cell, s.len)))
                return true;
        }
    return false;
}

/* Whether the title in LAST of TABLE begins on the line above it, UPPER; *WHOLE is all of
 * it. */
static bool begins_above(bdl_recogniser *r, const bdl_table *table,
                         const bdl_passage *upper, const bdl_passage *last,
                         bdl_subject *whole) {
    const bdl_block *a = upper->block, *b = last->block;
    bdl_str above = upper->subject.folded.text;
    if (a->kind != BDL_PARAGRAPH || b->kind != BDL_PARAGRAPH ||
        a->place.line + 1 != b->place.line ||
        bdl_str_ends_any(above, BDL_WORDS("表", "。", ":")) ||
        bdl_is_title_of_a_form(r, &upper->subject))
        return false;
    bdl_run *run = BDL_NEW(r->arena, bdl_run);
    *run = bdl_run_join(r->arena, upper->subject.run, BDL_STR(""), last->subject.run);
    *whole = bdl_subject_of(r->passing, run);
    return could_be_title(whole->folded.text) &&
           (names_its_subject(table, upper, last) ||
            (!upper->is_section && names_more(r, whole, &last->subject)));
}

/* Looks at passages before the table back to number FIRST. */
static void look_above(bdl_recogniser *r, bdl_table *table, size_t first) {
    bdl_passage *candidates[CANDIDATES_MAX];
    size_t count = 0, looked = 0;
    for (size_t i = r->passage_before[table->block]; i > first; i--) {
        bdl_passage *p = &r->passages[i - 1];
        if (p->role == BDL_AS_NOTHING)
            continue;
        if (looked++ == LOOK_BACK_MAX || p->role != BDL_AS_PROSE)
            break;
        bool heading = p->block->kind == BDL_HEADING;
        if (stands_between(p)) {
            bdl_subject title;
            add_note(r, table, p->subject);
            p->role = BDL_AS_CAPTION;
            if (count == 0 && begins_with_title(r, p, &title)) {
                take_title(table, title, p->block->place);
                return;
            }
            continue;
        }
        if (!could_be_title(p->subject.folded.text) || count == CANDIDATES_MAX)
            break;
        candidates[count++] = p;
        if (heading || p->is_section)
            break;
    }
    size_t chosen = choose(r, candidates, count);
    if (chosen == count)
        return;
    table->title_passage = candidates[chosen];
    table->place = candidates[chosen]->block->place;
    if (chosen + 1 < count && begins_above(r, table, candidates[chosen + 1],
                                           candidates[chosen], &table->title)) {
        table->place = candidates[chosen + 1]->block->place;
        r->sections_left_out |= candidates[chosen + 1]->is_section;
        candidates[chosen + 1]->is_section = false;
        take(candidates[chosen + 1], BDL_AS_TITLE);
    } else {
        table->title = candidates[chosen]->subject;
    }
    take(candidates[chosen], BDL_AS_TITLE);
    for (size_t i = 0; i < chosen; i++) {
        add_note(r, table, candidates[i]->subject);
        take(candidates[i], BDL_AS_CAPTION);
    }
}

/* Whether a row of one cell is the title rather than what stands above the table. A word
 * that heads several columns (项目) is not. */
static bool is_better_title(bdl_recogniser *r, const bdl_table *table,
                            const bdl_subject *s) {
    if (!could_be_title(s->folded.text))
        return false;
    return !table->title.run || names_a_table(r, s) || !names_a_table(r, &table->title);
}

static size_t line_end(bdl_str s, size_t from) {
    size_t end = bdl_str_find(s, BDL_STR("\n"), from);
    return end == SIZE_MAX ? s.len : end;
}

/* Where the captions begin that CELL has on lines below a title: 收支总表 | 单位:万元. */
static size_t end_of_title(bdl_recogniser *r, const bdl_tcell *cell) {
    bdl_str s = cell->run.text;
    for (size_t end = line_end(s, 0); end < s.len; end = line_end(s, end + 1))
        if (bdl_is_caption(
                part_of(r, &cell->run, end + 1, line_end(s, end + 1)).folded.text))
            return end;
    return s.len;
}

static void take_caption(bdl_recogniser *r, bdl_table *table, const bdl_trow *row,
                         bdl_tcell *cell) {
    bdl_subject s = bdl_subject_of(r->passing, &cell->run);
    bdl_str text = cell->run.text;
    size_t end = text.len;
    if (table->is_sheet && bdl_sheet_label(r, table->form, cell))
        return;
    cell->read = true;
    if (row->filled == 1 && line_end(text, 0) < text.len) {
        end = end_of_title(r, cell);
        s = part_of(r, &cell->run, 0, end);
    }
    if (row->filled != 1 || bdl_is_caption(s.folded.text) ||
        !is_better_title(r, table, &s))
        add_note(r, table, s);
    else
        take_title(table, s, cell->run.place);
    for (size_t next; end < text.len; end = next) {
        next = line_end(text, end + 1);
        add_note(r, table, part_of(r, &cell->run, end + 1, next));
    }
}

/* Leading rows of FROM that are a title or captions of TABLE. */
static void look_inside(bdl_recogniser *r, bdl_table *table, bdl_table *from) {
    for (size_t i = 0; i < from->captions; i++) {
        bdl_trow *row = &from->rows.items[i];
        for (size_t k = 0; k < row->count; k++)
            if (row->cells[k].folded.len > 0)
                take_caption(r, table, row, &row->cells[k]);
    }
}

static void look_for_section(bdl_recogniser *r, bdl_table *table) {
    size_t before = r->passage_before[table->block];
    if (before == 0)
        return;
    size_t section = r->passages[before - 1].section;
    if (section > 0)
        table->section_title = r->sections.items[section - 1].subject;
}

/* A label of a sheet may carry the unit: 项目资金（万元）. */
static void read_label_unit(bdl_recogniser *r, bdl_table *table) {
    enum { ROWS_MAX = 20 };
    for (size_t i = 0; i < table->rows.count && i < ROWS_MAX; i++)
        for (size_t k = 0; k < table->rows.items[i].count; k++) {
            bdl_str s = table->rows.items[i].cells[k].folded;
            size_t open = s.len;
            bdl_unit unit;
            if (!bdl_str_ends(s, BDL_STR(")")))
                continue;
            while (open > 0 && s.data[open - 1] != '(')
                open--;
            if (open > 0 && bdl_caption_unit(bdl_str_from(s, open - 1), &unit)) {
                table->unit = bdl_unit_found(r, &unit);
                return;
            }
        }
}

/* 2024年12月5日 alone, which is when a letter above the table was signed; the last day of
 * a year is that of a balance. */
static bool is_day_of_signing(bdl_str s) {
    enum { DIGITS = 4, LONGEST = 24 };
    return s.len > DIGITS && s.len <= LONGEST && bdl_is_ascii_digit(s.data[0]) &&
           bdl_str_skip(bdl_str_from(s, DIGITS), "年") &&
           bdl_str_ends(s, BDL_STR("日")) && !bdl_str_ends(s, BDL_STR("12月31日"));
}

/* S up to 编制日期:2024年12月5日, which is when the table was made, not what year it is
 * of; 截止日期 is. */
static bdl_str before_day_of_making(bdl_str s) {
    if (is_day_of_signing(s))
        return (bdl_str){0};
    size_t colon = bdl_str_find(s, BDL_STR(":"), 0);
    for (; colon != SIZE_MAX; colon = bdl_str_find(s, BDL_STR(":"), colon + 1)) {
        bdl_str label = bdl_str_of(s.data, colon);
        if ((bdl_str_ends(label, BDL_STR("日期")) ||
             bdl_str_ends(label, BDL_STR("时间"))) &&
            !bdl_str_ends_any(label,
                              BDL_WORDS("截止日期", "截止时间", "截至日期", "截至时间")))
            return label;
    }
    return s;
}

/* The unit and year of captions; else a unit in the title or in a heading. */
static void read_captions(bdl_recogniser *r, bdl_table *table) {
    bdl_unit unit;
    for (size_t i = 0; i < table->notes_above.count; i++) {
        bdl_str s = table->notes_above.items[i].folded.text;
        if (!table->unit && bdl_caption_unit(s, &unit)) {
            table->unit = bdl_unit_found(r, &unit);
            table->unit_run = table->notes_above.items[i].run;
        }
        if (table->year == 0 &&
            (table->year = bdl_caption_year(before_day_of_making(s))) != 0)
            table->year_run = table->notes_above.items[i].run;
    }
    if (!table->unit && table->title.run &&
        bdl_caption_unit(table->title.folded.text, &unit))
        table->unit = bdl_unit_found(r, &unit);
    for (size_t c = 0; c < table->leaf_count && !table->unit; c++)
        if (table->leaves[c].unit && table->leaves[c].unit->money == 1)
            table->unit = table->leaves[c].unit;
    if (table->is_sheet && !table->unit)
        read_label_unit(r, table);
}

void bdl_table_context(bdl_recogniser *r, bdl_table *table, size_t first) {
    look_above(r, table, first);
    for (size_t i = 0; i < r->captions_only.count; i++)
        if (r->captions_only.items[i]->block + NEAR_BLOCKS >= table->block)
            look_inside(r, table, r->captions_only.items[i]);
    look_inside(r, table, table);
    look_for_section(r, table);
    read_captions(r, table);
}

/* ---- pieces of one table ---- */

static const bdl_tcell *next_filled(const bdl_trow *row, size_t *at) {
    while (*at < row->count && row->cells[*at].folded.len == 0)
        ++*at;
    return *at < row->count ? &row->cells[(*at)++] : NULL;
}

/* Headings of groups may stand over another of their columns on another page. */
static bool same_groups(const bdl_trow *x, const bdl_trow *y) {
    for (size_t i = 0, k = 0;;) {
        const bdl_tcell *p = next_filled(x, &i), *q = next_filled(y, &k);
        if (!p || !q)
            return !p && !q;
        if (!bdl_str_eq(p->folded, q->folded))
            return false;
    }
}

/* How many rows of B are headings is not known for sure where rows without figures stand
 * below them. */
static bool same_headings(const bdl_table *a, bdl_table *b) {
    if (a->headings == 0 || b->headings == 0 || b->rows.count - b->captions < a->headings)
        return false;
    for (size_t i = 0; i < a->headings; i++) {
        const bdl_trow *x = &a->rows.items[a->captions + i];
        const bdl_trow *y = &b->rows.items[b->captions + i];
        if (i + 1 < a->headings ? !same_groups(x, y) : !bdl_rows_are_same(x, y))
            return false;
    }
    b->headings = a->headings;
    return true;
}

/* How many cells of the headings of TABLE say TEXT; of any text where TEXT is empty. */
static size_t count_headings(const bdl_table *table, bdl_str text) {
    size_t count = 0;
    for (size_t i = 0; i < table->headings; i++) {
        const bdl_trow *row = &table->rows.items[table->captions + i];
        for (size_t k = 0; k < row->count; k++)
            count += text.len ? bdl_str_eq(row->cells[k].folded, text)
                              : row->cells[k].folded.len > 0;
    }
    return count;
}

/* A page whose headings are the same words, which were put into other cells for want of
 * lines between them, and perhaps beside the texts that they head. */
static bool same_words(bdl_recogniser *r, const bdl_table *a, bdl_table *b) {
    if (!r->doc->blocks.items[b->block].new_page || a->width > b->width ||
        a->headings == 0 ||
        count_headings(a, (bdl_str){0}) != count_headings(b, (bdl_str){0}))
        return false;
    for (size_t i = 0; i < a->headings; i++) {
        const bdl_trow *row = &a->rows.items[a->captions + i];
        for (size_t k = 0; k < row->count; k++) {
            bdl_str text = row->cells[k].folded;
            if (text.len && count_headings(a, text) != count_headings(b, text))
                return false;
        }
    }
    return a->width == b->width || bdl_table_fit(r, a, b);
}

/* Whether rows of BEFORE are narrower than their headings, and TABLE is too: empty cells
 * at the end of a row were left out. */
static bool are_trimmed(const bdl_table *before, const bdl_table *table) {
    size_t narrowest = SIZE_MAX;
    for (size_t i = before->captions + before->headings; i < before->rows.count; i++)
        if (before->rows.items[i].count < narrowest)
            narrowest = before->rows.items[i].count;
    return narrowest < before->width && table->width < before->width;
}

/* A page that begins without headings: its columns must hold what those above hold. */
static bool goes_on_without_headings(bdl_recogniser *r, const bdl_table *before,
                                     bdl_table *table) {
    if (table->headings > 0 || before->headings == 0)
        return false;
    if (before->width == table->width) {
        bdl_table_fit_split(r, before, table);
        return true;
    }
    return (r->doc->blocks.items[table->block].new_page || are_trimmed(before, table)) &&
           table->captions == 0 && bdl_table_fit(r, before, table);
}

/* A page that begins with a row without figures (上年结转结余 | | 年终结转结余 |), which
 * was taken for headings: it heads no column of figures. */
static bool begins_with_texts(bdl_recogniser *r, const bdl_table *before,
                              const bdl_table *table) {
    if (table->headings != 1 || table->captions > 0 || before->headings == 0 ||
        (table->width != before->width && !are_trimmed(before, table)) ||
        table->rows.items[0].count > before->width)
        return false;
    const bdl_trow *row = &table->rows.items[0];
    return row->filled < before->width && bdl_table_row_fits(r, before, row);
}

/* Whether one of the rows of TABLE from FROM on says in some column what ROW says
 * there. */
static bool says_alike(const bdl_table *table, size_t from, const bdl_trow *row) {
    for (size_t i = from; i < table->rows.count; i++)
        for (size_t k = 0; k < row->count && k < table->rows.items[i].count; k++)
            if (row->cells[k].folded.len > 0 &&
                bdl_str_eq(row->cells[k].folded, table->rows.items[i].cells[k].folded))
                return true;
    return false;
}

/* A page that begins with a row of texts, in a table of nothing else: it has no other
 * row, or says in some column what another row says there. */
static bool begins_alike(const bdl_table *before, const bdl_table *table) {
    if (table->headings != 1 || table->captions > 0 || before->headings == 0 ||
        table->width != before->width)
        return false;
    const bdl_trow *row = &table->rows.items[0];
    if (table->rows.count == 1 && row->filled == before->width)
        return true;
    return says_alike(before, before->captions + before->headings, row) ||
           says_alike(table, 1, row);
}

/* Whether TABLE is rows alone, as wide as those of BEFORE. */
static bool has_no_headings(const bdl_table *before, const bdl_table *table) {
    return table->captions == 0 && table->headings == 0 && before->headings > 0 &&
           before->width == table->width;
}

bool bdl_table_continues(bdl_recogniser *r, bdl_table *before, bdl_table *table) {
    if (before->is_sheet)
        return false;
    if (table->captions == 1 && bdl_table_begins_torn(before, table))
        table->captions = table->headings = 0;
    if (!bdl_only_repeats_between(r, before, table) &&
        !((same_headings(before, table) || has_no_headings(before, table)) &&
          bdl_table_counts_on(before, table)))
        return false;
    if (same_headings(before, table) || same_words(r, before, table))
        return true;
    if (begins_with_texts(r, before, table) || begins_alike(before, table) ||
        (table->captions == 0 && bdl_table_begins_torn(before, table)))
        table->headings = 0;
    return goes_on_without_headings(r, before, table);
}
