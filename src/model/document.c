/* document.c - what a document says of itself: title, year, department, kind. */
#include "model/recognise.h"

#include "base/file.h"

enum { FIRST_PASSAGES = 40, SHORT = 60, NAME_MIN = 3, NAME_MAX = 40 };

const bdl_form *bdl_document_form(const bdl_recogniser *r) {
    for (size_t i = 0; i < r->schema->forms.count; i++)
        if (r->schema->forms.items[i]->is_document)
            return r->schema->forms.items[i];
    return NULL;
}

/* ---- a title over two lines ---- */

/* The name of an organ has some characters: 无 above a heading is none. */
static bool is_bare_name(bdl_str s) {
    size_t length = bdl_utf8_count(s);
    if (length < NAME_MIN || length > NAME_MAX)
        return false;
    for (size_t i = 0; i < s.len;) {
        uint32_t c = bdl_utf8_next(s, &i);
        if (!bdl_is_han(c) && c != '(' && c != ')')
            return false;
    }
    return true;
}

static bool begins_with_year(bdl_str s) {
    return s.len > 4 && bdl_caption_year(bdl_str_of(s.data, 4)) > 0 &&
           bdl_str_starts(bdl_str_from(s, 4), BDL_STR("年"));
}

/* 2024年度 alone, above a name: the cover says the year first. */
static bool is_year_alone(bdl_str s) {
    return begins_with_year(s) && (bdl_str_eq(bdl_str_from(s, 4), BDL_STR("年")) ||
                                   bdl_str_eq(bdl_str_from(s, 4), BDL_STR("年度")));
}

bool bdl_heading_begins_above(bdl_recogniser *r, size_t i) {
    if (i == 0)
        return false;
    const bdl_passage *above = &r->passages[i - 1];
    bdl_str s = above->subject.folded.text, here = r->passages[i].subject.folded.text;
    bool first = i < 2 || !is_bare_name(r->passages[i - 2].subject.folded.text);
    if (first && above->at + 1 == r->passages[i].from && is_year_alone(s) &&
        is_bare_name(here))
        return true;
    if (!begins_with_year(here))
        return false;
    return above->at + 1 == r->passages[i].from && !above->is_section &&
           above->role != BDL_AS_CATALOGUE &&
           above->block->kind == r->passages[i].block->kind && is_bare_name(s) &&
           !bdl_is_caption(s);
}

bdl_subject bdl_heading_subject(bdl_recogniser *r, size_t i) {
    bdl_passage *p = &r->passages[i];
    if (!bdl_heading_begins_above(r, i))
        return p->subject;
    bdl_run *run = BDL_NEW(r->arena, bdl_run);
    *run = bdl_run_join(r->arena, r->passages[i - 1].subject.run, BDL_STR(" "),
                        p->subject.run);
    return bdl_subject_of(r->passing, run);
}

/* ---- title ---- */

static bool may_be_title(const bdl_passage *p, size_t i) {
    if (p->role == BDL_AS_CATALOGUE || p->role == BDL_AS_NOTHING)
        return false;
    return (p->block->kind == BDL_HEADING || i < FIRST_PASSAGES) &&
           bdl_utf8_count(p->subject.folded.text) <= SHORT * 2;
}

static bdl_run *own_title(bdl_recogniser *r) {
    bdl_run *run = BDL_NEW(r->arena, bdl_run);
    run->text = r->doc->own_title;
    return run;
}

/* What the file is called, without its folder and ending. */
static bdl_run *file_title(bdl_recogniser *r) {
    bdl_run *run = BDL_NEW(r->arena, bdl_run);
    bdl_str name = bdl_path_name(r->doc->path);
    size_t dot = name.len;
    while (dot > 0 && name.data[dot - 1] != '.')
        dot--;
    run->text = dot > 1 ? bdl_str_of(name.data, dot - 1) : name;
    return run;
}

static bool take_title(bdl_recogniser *r, const bdl_form *form, bdl_subject s,
                       bdl_place place) {
    bdl_record *document = r->model->document;
    bdl_hit hit;
    if (!form || !form->title || !bdl_pattern_find(r, form->title, &s, &hit))
        return false;
    bdl_hit_bind(r, &hit, &s, document);
    if (bdl_slot_is_missing(document, r->schema->slot_title))
        bdl_record_put(
            document, r->schema->slot_title,
            bdl_value_at(r, bdl_value_text(bdl_text_unwrap(r->arena, s.run->text)),
                         place));
    bdl_record_set_place(document, place);
    r->title = s;
    return true;
}

/* Whether OWN, the title that a file says it has, is TEXT and the name of a site behind
 * it: "2024年预算说明_某区人民政府". */
static bool is_before_site(bdl_str own, bdl_str text) {
    enum { LEAST = 8 };
    if (bdl_utf8_count(text) < LEAST || !bdl_str_starts(own, text))
        return false;
    bdl_str rest = bdl_text_trim(bdl_str_from(own, text.len));
    return bdl_str_skip_any(rest, BDL_WORDS("_", "-", "|", "—", "–", "－", "｜")) > 0;
}

/* The passage that has OWN without the name of a site; NULL: there is none. */
static const bdl_passage *find_before_site(const bdl_recogniser *r, bdl_str own) {
    for (size_t i = 0; i < r->passage_count; i++)
        if (may_be_title(&r->passages[i], i) && r->passages[i].subject.run &&
            is_before_site(own, bdl_text_trim(r->passages[i].subject.run->text)))
            return &r->passages[i];
    return NULL;
}

/* Without a pattern that meets: the file's own title, its first heading, its first line.
 */
static void take_any_title(bdl_recogniser *r) {
    bdl_subject s = {0};
    bdl_place place = {0};
    const bdl_passage *told = find_before_site(r, bdl_text_trim(r->doc->own_title));
    if (told) {
        s = told->subject;
        place = told->block->place;
    } else if (r->doc->own_title.len) {
        s = bdl_subject_of(r->passing, own_title(r));
    } else {
        for (size_t i = 0; i < r->passage_count && !s.run; i++)
            if (r->passages[i].block->kind == BDL_HEADING &&
                r->passages[i].role == BDL_AS_PROSE) {
                s = r->passages[i].subject;
                place = r->passages[i].block->place;
            }
        for (size_t i = 0; i < r->passage_count && i < FIRST_PASSAGES && !s.run; i++)
            if (r->passages[i].role == BDL_AS_PROSE &&
                bdl_utf8_count(r->passages[i].subject.folded.text) <= SHORT) {
                s = r->passages[i].subject;
                place = r->passages[i].block->place;
            }
    }
    if (!s.run)
        return;
    r->title = s;
    bdl_record_put(
        r->model->document, r->schema->slot_title,
        bdl_value_at(r, bdl_value_text(bdl_text_unwrap(r->arena, s.run->text)), place));
}

/* Whether line I of the cover goes on in the next. */
static bool goes_on_below(const bdl_recogniser *r, size_t i) {
    if (i + 1 >= r->passage_count || r->passages[i + 1].block->new_page ||
        r->passages[i].at + 1 != r->passages[i + 1].from)
        return false;
    return r->passages[i + 1].role == BDL_AS_PROSE &&
           bdl_utf8_count(r->passages[i + 1].subject.folded.text) <= NAME_MAX &&
           bdl_numbering_of(r->passages[i + 1].subject.folded.text).style ==
               BDL_UNNUMBERED;
}

/* A title over up to four lines of the cover. */
static bool find_on_cover(bdl_recogniser *r, const bdl_form *form) {
    enum { COVER_LINES = 8, TITLE_LINES = 4 };
    for (size_t i = 0; i < r->passage_count && i < COVER_LINES; i++) {
        bdl_subject s = r->passages[i].subject;
        if (!may_be_title(&r->passages[i], i) ||
            (i > 0 && r->passages[i].block->new_page))
            return false;
        for (size_t n = 1; n < TITLE_LINES && goes_on_below(r, i + n - 1); n++) {
            const bdl_subject *next = &r->passages[i + n].subject;
            bool digit = next->folded.text.len > 0 &&
                         bdl_is_ascii_digit(next->folded.text.data[0]);
            bdl_run *run = BDL_NEW(r->arena, bdl_run);
            *run = bdl_run_join(r->arena, s.run, digit ? BDL_STR(" ") : BDL_STR(""),
                                next->run);
            s = bdl_subject_of(r->passing, run);
            if (take_title(r, form, s, r->passages[i].block->place))
                return true;
        }
    }
    return false;
}

/* How many tables stand between passage I and the one before it. */
static size_t tables_above(const bdl_recogniser *r, size_t i) {
    return i > 0 ? r->passages[i].from - r->passages[i - 1].at - 1 : r->passages[0].from;
}

/* Whether a table follows passage I with a caption or two between: I is its title. */
static bool heads_table(const bdl_recogniser *r, size_t i) {
    enum { CAPTIONS = 3 };
    for (size_t k = i; k < r->passage_count && k < i + CAPTIONS; k++) {
        if (k > i && bdl_utf8_count(r->passages[k].subject.folded.text) > NAME_MAX)
            return false;
        if (k + 1 == r->passage_count ? r->passages[k].at + 1 < r->doc->blocks.count
                                      : tables_above(r, k + 1) > 0)
            return true;
    }
    return false;
}

/* Where the tables come first, the title stands between them and the prose: the first
 * short line behind a table that is no numbered heading and begins with no year. */
static bool find_behind_tables(bdl_recogniser *r, const bdl_form *form) {
    for (size_t i = FIRST_PASSAGES; i < r->passage_count; i++) {
        const bdl_passage *p = &r->passages[i];
        if (p->role == BDL_AS_PROSE && tables_above(r, i) > 0 && !heads_table(r, i) &&
            bdl_utf8_count(p->subject.folded.text) <= SHORT &&
            bdl_numbering_of(p->subject.folded.text).style == BDL_UNNUMBERED &&
            !bdl_is_ascii_digit(p->subject.folded.text.data[0]) &&
            take_title(r, form, p->subject, p->block->place))
            return true;
    }
    return false;
}

/* Takes line I as the title, with the next where it goes on there (…部门预算 / 执行情况
 * 绩效自评报告): both are one, and the next has no year of its own
 * and is no title of a table. */
static bool take_longest(bdl_recogniser *r, const bdl_form *form, size_t i) {
    bdl_subject s = bdl_heading_subject(r, i);
    bdl_place place = r->passages[i].block->place;
    bdl_hit hit;
    if (!form || !form->title || !bdl_pattern_find(r, form->title, &s, &hit))
        return false;
    if (goes_on_below(r, i)) {
        const bdl_subject *next = &r->passages[i + 1].subject;
        bdl_run *run = BDL_NEW(r->arena, bdl_run);
        *run = bdl_run_join(r->arena, s.run, BDL_STR(""), next->run);
        if (!bdl_str_has_digit(next->folded.text) &&
            !bdl_str_ends(s.folded.text, BDL_STR("表")) &&
            !bdl_str_ends(next->folded.text, BDL_STR("表")) &&
            take_title(r, form, bdl_subject_of(r->passing, run), place))
            return true;
    }
    return take_title(r, form, s, place);
}

/* The cover comes before all that stands behind a table; there, behind more than the one
 * that web pages have above their text, the title of a table is not that of the document.
 */
static bool find_by_line(bdl_recogniser *r, const bdl_form *form) {
    size_t tables = 0;
    bool on_cover = true;
    for (size_t i = 0; i < r->passage_count; i++) {
        tables += tables_above(r, i);
        if (on_cover && (i == FIRST_PASSAGES || tables > 0) && find_on_cover(r, form))
            return true;
        on_cover = on_cover && i < FIRST_PASSAGES && tables == 0;
        if (may_be_title(&r->passages[i], i) && !(tables > 1 && heads_table(r, i)) &&
            take_longest(r, form, i))
            return true;
    }
    return on_cover && find_on_cover(r, form);
}

void bdl_title_find(bdl_recogniser *r) {
    const bdl_form *form = bdl_document_form(r);
    if (find_by_line(r, form))
        return;
    if (find_behind_tables(r, form))
        return;
    if (r->doc->own_title.len &&
        take_title(r, form, bdl_subject_of(r->passing, own_title(r)), (bdl_place){0}))
        return;
    /* a workbook without a cover has its title there alone */
    if (take_title(r, form, bdl_subject_of(r->passing, file_title(r)), (bdl_place){0}))
        return;
    take_any_title(r);
}

/* ---- year, department and what else the form reads ---- */

typedef BDL_VEC(bdl_subject) subjects;

/* The entries of the catalogue, which say the year as the headings do. */
static void collect_catalogue(bdl_recogniser *r, subjects *out) {
    for (size_t i = 0; i < r->passage_count; i++) {
        const bdl_passage *p = &r->passages[i];
        if (p->role == BDL_AS_CATALOGUE &&
            bdl_utf8_count(p->subject.folded.text) <= SHORT)
            BDL_PUSH(r->scratch, out, p->subject);
    }
}

/* The title, the first short lines, headings, the captions of tables and the titles that
 * stand in their cells; wanted no longer when tables are read. */
static void collect(bdl_recogniser *r, subjects *out) {
    if (r->title.run)
        BDL_PUSH(r->scratch, out, r->title);
    for (size_t i = 0; i < r->passage_count; i++) {
        const bdl_passage *p = &r->passages[i];
        if ((i < FIRST_PASSAGES || p->is_section) && p->role != BDL_AS_CATALOGUE &&
            bdl_utf8_count(p->subject.folded.text) <= SHORT)
            BDL_PUSH(r->scratch, out, p->subject);
    }
    for (size_t i = 0; i < r->tables.count; i++) {
        const bdl_table *table = r->tables.items[i];
        if (table->title.run && !table->title_passage)
            BDL_PUSH(r->scratch, out, table->title);
        for (size_t k = 0; k < table->notes_above.count; k++)
            BDL_PUSH(r->scratch, out, table->notes_above.items[k]);
    }
}

static void read_pattern(bdl_recogniser *r, const bdl_pattern *pattern,
                         const subjects *texts) {
    bdl_hit hit;
    for (size_t a = 0; a < pattern->count; a++)
        for (size_t i = 0; i < texts->count; i++)
            if (bdl_alternative_find(r, &pattern->alts[a], &texts->items[i], 0, &hit)) {
                bdl_hit_bind(r, &hit, &texts->items[i], r->model->document);
                return;
            }
}

/* A year, and how many texts say so. */
typedef struct said {
    bdl_value year; /* as the first of them says it */
    size_t texts;
} said;

/* What ALT binds to the field SLOT, NULL when it does not. */
static const bdl_binding *binding_of(const bdl_pattern_alt *alt, int slot) {
    for (size_t b = 0; b < alt->binding_count; b++)
        if (alt->bindings[b].slot == slot)
            return &alt->bindings[b];
    return NULL;
}

static bool binds(const bdl_pattern *pattern, int slot) {
    for (size_t a = 0; a < pattern->count; a++)
        if (binding_of(&pattern->alts[a], slot))
            return true;
    return false;
}

/* The field SLOT as PATTERN finds it in a text. */
static bool find_field(bdl_recogniser *r, const bdl_pattern *pattern, int slot,
                       const bdl_subject *text, bdl_value *out) {
    bdl_hit hit;
    for (size_t a = 0; a < pattern->count; a++) {
        const bdl_binding *binding = binding_of(&pattern->alts[a], slot);
        if (binding && bdl_alternative_find(r, &pattern->alts[a], text, 0, &hit))
            return bdl_hit_value(r, &hit, text, binding, out);
    }
    return false;
}

bool bdl_document_field(bdl_recogniser *r, const bdl_subject *text, int slot,
                        bdl_value *out) {
    const bdl_form *form = bdl_document_form(r);
    for (size_t i = 0; i < form->reads.count; i++)
        if (find_field(r, form->reads.items[i], slot, text, out))
            return true;
    return false;
}

typedef BDL_VEC(said) years_said;

static said *entry_of(bdl_arena *arena, years_said *all, const bdl_value *year) {
    for (size_t i = 0; i < all->count; i++)
        if (bdl_dec_cmp(all->items[i].year.number, year->number) == 0)
            return &all->items[i];
    BDL_PUSH(arena, all, (said){.year = *year});
    return &all->items[all->count - 1];
}

/* A title may have the year wrong: another one that many more texts say is that of the
 * document. */
static void outvote_year(bdl_recogniser *r, const bdl_pattern *pattern,
                         const subjects *texts) {
    enum { TEXTS_MIN = 4, TIMES = 4 };
    size_t title = r->title.run != NULL; /* which is one of the first lines too */
    int slot = r->schema->slot_year;
    const bdl_value *own = r->model->document->slots[slot];
    bdl_value year;
    years_said all = {0};
    size_t found = 0, most = 0;
    if (own->state != BDL_PRESENT || !binds(pattern, slot))
        return;
    entry_of(r->scratch, &all, own);
    for (size_t i = title, left = texts->count - title; i < texts->count; i++, left--) {
        if (!find_field(r, pattern, slot, &texts->items[i], &year) ||
            year.state != BDL_PRESENT)
            continue;
        entry_of(r->scratch, &all, &year)->texts++;
        size_t same = all.items[0].texts;
        if (++found - same + left - 1 < TIMES * same)
            return; /* no other year can be said so often any more */
    }
    size_t same = all.items[0].texts ? all.items[0].texts : 1;
    for (size_t i = 0; i < all.count; i++)
        most = all.items[i].texts > all.items[most].texts ? i : most;
    if (all.items[most].texts >= TEXTS_MIN && all.items[most].texts >= TIMES * same)
        bdl_record_put(r->model->document, slot, all.items[most].year);
}

static bool is_later(const said *a, const said *b) {
    return bdl_dec_cmp(a->year.number, b->year.number) > 0;
}

/* The latest year over the columns of TABLE, which is its own; false: it has none, or
 * more than this year and the last, as plans for years to come have. */
static bool year_of_columns(bdl_recogniser *r, const bdl_table *table, bdl_value *out) {
    enum { YEARS_MAX = 2 };
    years_said all = {0};
    size_t end = table->captions + table->headings, last = 0;
    for (size_t i = table->captions; i < end && i < table->rows.count; i++)
        for (size_t k = 0; k < table->rows.items[i].count; k++) {
            const bdl_tcell *cell = &table->rows.items[i].cells[k];
            bdl_value year;
            if (cell->from_left || cell->folded.len == 0)
                continue;
            bdl_subject text = bdl_subject_of(r->scratch, &cell->run);
            if (bdl_document_field(r, &text, r->schema->slot_year, &year) &&
                year.state == BDL_PRESENT)
                entry_of(r->scratch, &all, &year);
        }
    for (size_t i = 1; i < all.count; i++)
        last = is_later(&all.items[i], &all.items[last]) ? i : last;
    if (all.count == 0 || all.count > YEARS_MAX)
        return false;
    *out = all.items[last].year;
    return true;
}

/* Sheets may say it over their columns alone: the year that most of them say. */
static void read_year_of_columns(bdl_recogniser *r) {
    years_said all = {0};
    bdl_value year;
    size_t most = 0;
    for (size_t t = 0; t < r->tables.count; t++)
        if (year_of_columns(r, r->tables.items[t], &year))
            entry_of(r->scratch, &all, &year)->texts++;
    for (size_t i = 1; i < all.count; i++) {
        const said *own = &all.items[i], *best = &all.items[most];
        if (own->texts > best->texts ||
            (own->texts == best->texts && is_later(own, best)))
            most = i;
    }
    if (all.count > 0)
        bdl_record_put(r->model->document, r->schema->slot_year, all.items[most].year);
}

static bool kind_met(bdl_recogniser *r, const bdl_form *form, const bdl_subject *s) {
    bdl_hit hit;
    for (size_t i = 0; i < form->kinds.count; i++)
        if (bdl_pattern_find(r, form->kinds.items[i].when, s, &hit)) {
            bdl_record_put(r->model->document, r->schema->slot_kind,
                           bdl_value_text(form->kinds.items[i].kind));
            return true;
        }
    return false;
}

/* The title tells, else the first line that does. */
static void read_kind(bdl_recogniser *r, const bdl_form *form, const subjects *texts) {
    for (size_t i = 0; i < texts->count && i < FIRST_PASSAGES; i++)
        if (kind_met(r, form, &texts->items[i]))
            return;
}

static void explain_missing(bdl_recogniser *r, int slot, const char *what) {
    const bdl_value *v = slot >= 0 ? r->model->document->slots[slot] : NULL;
    if (v && v->state == BDL_MISSING && bdl_value_reason(v).len == 0)
        bdl_record_put(
            r->model->document, slot,
            bdl_value_missing_for(r, v->kind, "the document does not say its %s", what));
}

void bdl_document_read(bdl_recogniser *r) {
    const bdl_form *form = bdl_document_form(r);
    subjects texts = {0};
    if (form) {
        collect(r, &texts);
        for (size_t i = 0; i < form->reads.count; i++)
            read_pattern(r, form->reads.items[i], &texts);
        read_kind(r, form, &texts);
        collect_catalogue(r, &texts);
        for (size_t i = 0; i < form->reads.count; i++)
            outvote_year(r, form->reads.items[i], &texts);
        if (bdl_slot_is_missing(r->model->document, r->schema->slot_year))
            read_year_of_columns(r);
    }
    explain_missing(r, r->schema->slot_title, "title");
    explain_missing(r, r->schema->slot_year, "year");
    explain_missing(r, r->schema->slot_kind, "kind");
    explain_missing(r, r->schema->slot_department, "department");
    explain_missing(r, r->schema->slot_department_code, "department's code");
}
