/* prose.c - sections, records and figures of forms, read in the running text. */
#include "base/limits.h"
#include "model/recognise.h"

/* A stretch of the prose: from byte BEGIN of passage FROM to byte END of passage TO. */
typedef struct stretch {
    size_t from, begin, to, end; /* END == SIZE_MAX: to the end of TO */
} stretch;

typedef struct place_in_prose {
    size_t passage, offset;
} place_in_prose;

/* The list that PROSE made last: where each section adds to it, it goes on growing. */
typedef struct open_list {
    const bdl_prose *prose;
    bdl_values values;
} open_list;

/* That ALT begins nowhere in TEXT from byte FROM up to START, where it does (SIZE_MAX:
 * nowhere). A paragraph of many records is asked for each, and for the figures of each.
 */
typedef struct search {
    const bdl_pattern_alt *alt;
    const bdl_subject *text;
    size_t from, start;
} search;

enum { SEARCHES = 128 };

typedef struct reading {
    bdl_recogniser *r;
    const bdl_form *form;
    int depth;
    BDL_VEC(open_list) open;
    search searches[SEARCHES]; /* the last of an alternative, by its address */
} reading;

static bool is_prose(const bdl_passage *p) {
    return p->role == BDL_AS_PROSE || p->role == BDL_AS_NOTE;
}

/* The first place of ALT in TEXT from FROM on, if it begins before END. */
static bool find_before(reading *g, const bdl_pattern_alt *alt, const bdl_subject *text,
                        size_t from, size_t end, bdl_hit *hit) {
    search *last = &g->searches[(uintptr_t)alt / sizeof *alt % SEARCHES];
    if (last->alt == alt && last->text == text && last->from <= from &&
        end <= last->start)
        return false;
    bool met = bdl_alternative_find(g->r, alt, text, from, hit);
    *last = (search){alt, text, from, met ? hit->match.start[0] : SIZE_MAX};
    return last->start < end;
}

/* Of all alternatives; the leftmost wins, then the first. */
static bool find_any_before(reading *g, const bdl_pattern *pattern,
                            const bdl_subject *text, size_t from, size_t end,
                            bdl_hit *hit) {
    bool found = false;
    bdl_hit other;
    for (size_t i = 0; pattern && i < pattern->count; i++) {
        bdl_hit *into = found ? &other : hit;
        if (!find_before(g, &pattern->alts[i], text, from, end, into))
            continue;
        if (found)
            *hit = other;
        found = true;
        end = hit->match.start[0];
    }
    return found;
}

/* The first match in the stretch from AT on. */
static bool find_next(reading *g, const bdl_pattern *pattern, const stretch *in,
                      place_in_prose *at, bdl_hit *hit) {
    for (; at->passage <= in->to && at->passage < g->r->passage_count;
         at->passage++, at->offset = 0) {
        const bdl_passage *p = &g->r->passages[at->passage];
        size_t end = at->passage == in->to ? in->end : SIZE_MAX;
        if (is_prose(p) && find_any_before(g, pattern, &p->subject, at->offset, end, hit))
            return true;
    }
    return false;
}

/* ---- figures ---- */

static const bdl_binding *binding_of(const bdl_prose *prose, const bdl_hit *hit) {
    const bdl_pattern_alt *alt = hit->alt;
    for (size_t i = 0; i < alt->binding_count; i++)
        if (alt->bindings[i].name.len == 0 ||
            bdl_str_eq(alt->bindings[i].name, prose->name))
            return &alt->bindings[i];
    for (size_t i = 0; i < alt->binding_count; i++)
        if (alt->bindings[i].type.kind == prose->type.kind)
            return &alt->bindings[i];
    return NULL;
}

/* In prose the last place is that printed, but at least two decimals. */
static void set_width(reading *g, bdl_value *v) {
    int places = bdl_figure_places(v->text);
    if (!bdl_kind_is_figure(v->kind) || v->state != BDL_PRESENT)
        return;
    if (g->form->has_precision)
        places = g->form->precision.scale;
    else if (places < 2)
        places = 2;
    bdl_figure_set_places(v, places);
}

static void read_figure(reading *g, const bdl_prose *prose, const stretch *in,
                        bdl_record *record) {
    place_in_prose at = {in->from, in->begin};
    bdl_hit hit;
    bdl_value v;
    if (!bdl_slot_is_missing(record, prose->slot))
        return;
    if (!find_next(g, prose->pattern, in, &at, &hit)) {
        bdl_record_put(record, prose->slot,
                       bdl_value_missing_named(g->r, prose->type.kind,
                                               "the prose does not state %.*s",
                                               prose->name));
        return;
    }
    const bdl_subject *s = &g->r->passages[at.passage].subject;
    const bdl_binding *binding = binding_of(prose, &hit);
    if (binding && bdl_hit_value(g->r, &hit, s, binding, &v)) {
        set_width(g, &v);
        bdl_record_put(record, prose->slot, v);
    }
    bdl_hit_bind(g->r, &hit, s, record);
}

/* ---- records ---- */

static void read_all(reading *g, const bdl_prose *prose, size_t count, const stretch *in,
                     bdl_record *record);

/* Whether the passage stands in a section below that of FROM: what a paragraph says as a
 * whole its subsections may say item by item. */
static bool is_below(const bdl_recogniser *r, size_t passage, size_t from) {
    size_t section = r->passages[from].section;
    return section > 0 && !r->passages[from].is_section &&
           r->passages[passage].section > section &&
           passage < r->sections.items[section - 1].end;
}

/* Whether passage FROM announces a list and the other, in the same section, is near
 * enough to be of it, whose items need no number then. */
static bool is_announced(const bdl_recogniser *r, size_t passage, size_t from) {
    enum { ITEMS_MAX = 6 };
    return passage - from <= ITEMS_MAX &&
           bdl_str_ends(r->passages[from].subject.folded.text, BDL_STR(":"));
}

/* Whether the passage goes on with a list that the one before it announced. */
static bool goes_on(const bdl_recogniser *r, size_t passage, size_t from) {
    if (is_below(r, passage, from))
        return true;
    bdl_str above = r->passages[passage - 1].subject.folded.text;
    if (r->passages[passage].is_section)
        return false;
    return is_announced(r, passage, from) ||
           bdl_str_ends_any(above, BDL_WORDS(":", ",", ";", "、")) ||
           bdl_numbering_of(r->passages[passage].subject.folded.text).style !=
               BDL_UNNUMBERED;
}

/* From the match to the next one, at most as far as the text goes on. */
static stretch inside(reading *g, const stretch *in, const place_in_prose *at,
                      const bdl_hit *hit, const place_in_prose *next) {
    stretch out = {at->passage, hit->match.start[0], at->passage, SIZE_MAX};
    size_t last = next ? next->passage : in->to;
    while (out.to < last && out.to + 1 < g->r->passage_count &&
           goes_on(g->r, out.to + 1, at->passage))
        out.to++;
    if (next && out.to == next->passage)
        out.end = next->offset;
    else if (out.to == in->to)
        out.end = in->end;
    return out;
}

static void widen_figures(reading *g, bdl_record *record) {
    for (size_t i = 0; i < record->type->fields.count; i++)
        if (record->type->fields.items[i].source == BDL_FROM_FORM)
            set_width(g, record->slots[i]);
}

static size_t past(const bdl_hit *hit) {
    return hit->match.end[0] > hit->match.start[0] ? hit->match.end[0]
                                                   : hit->match.end[0] + 1;
}

static void read_records(reading *g, const bdl_prose *prose, const stretch *in,
                         bdl_record *outer, bdl_values *list) {
    place_in_prose at = {in->from, in->begin};
    bdl_hit hit, next_hit;
    bool more = find_next(g, prose->pattern, in, &at, &hit);
    while (more) {
        const bdl_passage *p = &g->r->passages[at.passage];
        bdl_record *record = bdl_record_new(g->r->model, prose->record, outer);
        size_t begin, end;
        bdl_subject_range(&p->subject, hit.alt->raw ? 0 : hit.match.start[0],
                          hit.alt->raw ? 0 : hit.match.end[0], &begin, &end);
        bdl_record_set_place(record, bdl_run_place(p->subject.run, begin, end - begin));
        bdl_hit_bind(g->r, &hit, &p->subject, record);
        widen_figures(g, record);
        BDL_PUSH(g->r->arena, list, bdl_value_record(record));
        bdl_record_tell_index(record, list->count);
        place_in_prose next = {at.passage, past(&hit)};
        more = prose->many && find_next(g, prose->pattern, in, &next, &next_hit);
        place_in_prose next_start = {next.passage, more ? next_hit.match.start[0] : 0};
        stretch in_record = inside(g, in, &at, &hit, more ? &next_start : NULL);
        read_all(g, prose->inner, prose->inner_count, &in_record, record);
        at = next_start;
        hit = more ? next_hit : hit;
    }
}

static size_t find_open(const reading *g, const bdl_prose *prose) {
    size_t i = 0;
    while (i < g->open.count && g->open.items[i].prose != prose)
        i++;
    return i;
}

/* What OUTER has of PROSE so far, to be added to: the list that PROSE left open if it is
 * that, else a copy. */
static bdl_values list_so_far(const reading *g, const bdl_prose *prose,
                              const bdl_record *outer) {
    const bdl_value *had = outer->slots[prose->slot];
    bdl_values list = {0};
    if (had->state != BDL_PRESENT || !had->as.list)
        return list;
    size_t open = find_open(g, prose);
    if (open < g->open.count && g->open.items[open].values.items == had->as.list->items &&
        g->open.items[open].values.count == had->as.list->count)
        return g->open.items[open].values;
    for (size_t i = 0; i < had->as.list->count; i++)
        BDL_PUSH(g->r->arena, &list, had->as.list->items[i]);
    return list;
}

static void leave_open(reading *g, const bdl_prose *prose, const bdl_values *list) {
    size_t open = find_open(g, prose);
    if (open == g->open.count)
        BDL_PUSH(g->r->arena, &g->open, (open_list){.prose = prose});
    g->open.items[open].values = *list;
}

static void read_many(reading *g, const bdl_prose *prose, const stretch *in,
                      bdl_record *outer) {
    bdl_values list = list_so_far(g, prose, outer);
    read_records(g, prose, in, outer, &list);
    bdl_list_put(g->r->model, outer, prose->slot, &list);
    leave_open(g, prose, &list);
}

static void read_record(reading *g, const bdl_prose *prose, const stretch *in,
                        bdl_record *outer) {
    bdl_values list = {0};
    if (prose->slot < 0)
        return;
    if (prose->many) {
        read_many(g, prose, in, outer);
        return;
    }
    if (!bdl_slot_is_missing(outer, prose->slot))
        return;
    read_records(g, prose, in, outer, &list);
    if (list.count > 0)
        bdl_record_put(outer, prose->slot, list.items[0]);
    else
        bdl_record_put(outer, prose->slot,
                       bdl_value_missing_named(g->r, BDL_RECORD,
                                               "the prose does not state %.*s",
                                               prose->name));
}

/* ---- sections ---- */

static void missing_in_section(reading *g, const bdl_prose *prose, bdl_record *record) {
    for (size_t i = 0; i < prose->inner_count; i++) {
        const bdl_prose *inner = &prose->inner[i];
        if (inner->slot < 0 || !bdl_slot_is_missing(record, inner->slot) ||
            record->slots[inner->slot]->reason.len)
            continue;
        bdl_kind kind = record->type->fields.items[inner->slot].type.kind;
        bdl_record_put(record, inner->slot,
                       bdl_value_missing_named(g->r, kind,
                                               "there is no section that states %.*s",
                                               inner->name));
    }
}

/* The first section that begins at PASSAGE or behind it: they are in the order of the
 * text. */
static size_t section_from(const bdl_recogniser *r, size_t passage) {
    size_t low = 0, high = r->sections.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((size_t)(r->sections.items[middle].passage - r->passages) < passage)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void read_section(reading *g, const bdl_prose *prose, const stretch *in,
                         bdl_record *record) {
    size_t covered = 0; /* sections below one that was read are in it */
    bdl_hit hit;
    for (size_t i = section_from(g->r, in->from); i < g->r->sections.count; i++) {
        const bdl_section *s = &g->r->sections.items[i];
        size_t first = (size_t)(s->passage - g->r->passages);
        if (first > in->to)
            break;
        if (first < covered || !bdl_pattern_find(g->r, prose->pattern, &s->subject, &hit))
            continue;
        stretch inner = {first, 0, s->end - 1, SIZE_MAX};
        if (inner.to > in->to)
            inner.to = in->to;
        read_all(g, prose->inner, prose->inner_count, &inner, record);
        covered = s->end;
    }
    if (covered == 0)
        missing_in_section(g, prose, record);
}

static void read_all(reading *g, const bdl_prose *prose, size_t count, const stretch *in,
                     bdl_record *record) {
    if (++g->depth < BDL_MAX_NESTING)
        for (size_t i = 0; i < count; i++) {
            if (prose[i].kind == BDL_PROSE_SECTION)
                read_section(g, &prose[i], in, record);
            else if (prose[i].kind == BDL_PROSE_RECORD)
                read_record(g, &prose[i], in, record);
            else
                read_figure(g, &prose[i], in, record);
        }
    g->depth--;
}

/* ---- forms ---- */

/* A form with a section at its head gives a record for each such section. */
static void read_by_section(reading *g) {
    const bdl_form *form = g->form;
    bdl_hit hit;
    for (size_t i = 0; i < g->r->sections.count; i++) {
        const bdl_section *s = &g->r->sections.items[i];
        if (!bdl_pattern_find(g->r, form->section, &s->subject, &hit))
            continue;
        stretch in = {(size_t)(s->passage - g->r->passages), 0, s->end - 1, SIZE_MAX};
        bdl_record *record = bdl_form_record(g->r, form, s->passage->block->place);
        bdl_hit_bind(g->r, &hit, &s->subject, record);
        read_all(g, form->prose.items, form->prose.count, &in, record);
    }
}

static void read_form(reading *g, const bdl_form *form) {
    bdl_recogniser *r = g->r;
    stretch all = {0, 0, r->passage_count ? r->passage_count - 1 : 0, SIZE_MAX};
    if (form->slot < 0 || form->is_document || !bdl_is_wanted(r, form->slot))
        return;
    g->form = form;
    if (form->section) {
        read_by_section(g);
        return;
    }
    if (form->prose.count == 0 || r->passage_count == 0)
        return;
    bdl_value *there = r->model->document->slots[form->slot];
    bdl_record *record = there->state == BDL_PRESENT && there->kind == BDL_RECORD
                             ? there->as.record
                             : bdl_form_record(r, form, r->passages[0].block->place);
    read_all(g, form->prose.items, form->prose.count, &all, record);
}

void bdl_prose_read(bdl_recogniser *r) {
    reading g = {.r = r};
    for (size_t i = 0; i < r->schema->forms.count; i++) {
        read_form(&g, r->schema->forms.items[i]);
        bdl_spent(r, r->schema->forms.items[i]);
    }
}
