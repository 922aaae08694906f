/* document_sections.c - the headings of the body: those that the format marks and those
 * that read like one, and how they stand under each other. */
#include "model/recognise.h"

enum { HEADING_MAX = 100, DEPTH_MAX = 8 };

/* ---- what is no heading though it reads like one ---- */

static bdl_numbering numbering(const bdl_recogniser *r, size_t i) {
    return bdl_numbering_of(r->passages[i].subject.folded.text);
}

static bool adjoin(const bdl_recogniser *r, size_t a, size_t b) {
    return r->passages[a].at + 1 == r->passages[b].from;
}

/* Whether B counts on from A with nothing between them. */
static bool counts_on(const bdl_recogniser *r, size_t a, size_t b) {
    if (a >= r->passage_count || b >= r->passage_count || !adjoin(r, a, b))
        return false;
    bdl_numbering x = numbering(r, a), y = numbering(r, b);
    return x.style != BDL_UNNUMBERED && x.style == y.style && x.value + 1 == y.value;
}

/* An item of a list, one directly after the other: sentences, or below the chapters. */
static bool is_list_item(const bdl_recogniser *r, size_t i) {
    bdl_str s = r->passages[i].subject.folded.text;
    bool counted = counts_on(r, i, i + 1) || (i > 0 && counts_on(r, i - 1, i));
    if (!counted)
        return false;
    if (bdl_str_ends(s, BDL_STR("。")))
        return true;
    if (bdl_str_ends(s, BDL_STR(":")))
        return false;
    bdl_number_style style = numbering(r, i).style;
    return style != BDL_NUMBER_HAN && style != BDL_NUMBER_PART;
}

/* The line between a heading and a table is the table's title. */
static bool is_table_title(const bdl_recogniser *r, size_t i) {
    const bdl_passage *p = &r->passages[i];
    bool table_below = p->at + 1 < r->doc->blocks.count &&
                       r->doc->blocks.items[p->at + 1].kind == BDL_TABLE;
    return table_below && i > 0 && adjoin(r, i - 1, i) && r->passages[i - 1].is_section &&
           numbering(r, i).style == BDL_UNNUMBERED;
}

/* Number styles that the format marks as headings somewhere; how the titles of tables are
 * printed tells nothing of chapters. */
static unsigned marked_styles(const bdl_recogniser *r) {
    unsigned styles = 0;
    for (size_t i = 0; i < r->passage_count; i++)
        if (r->passages[i].block->kind == BDL_HEADING &&
            r->passages[i].role != BDL_AS_CATALOGUE &&
            !bdl_is_table_name(r->passages[i].subject.folded.text))
            styles |= 1u << numbering(r, i).style;
    return styles & ~1u;
}

/* ---- number and title ---- */

/* What the pattern names; where it names neither, the numbering tells them apart. */
static void cut_by_pattern(const bdl_hit *hit, bdl_section *section) {
    bool number = false, title = false;
    for (size_t i = 0; i < hit->alt->binding_count; i++) {
        const bdl_binding *b = &hit->alt->bindings[i];
        if (b->group >= hit->match.count || hit->match.start[b->group] == SIZE_MAX ||
            hit->alt->raw)
            continue;
        if (bdl_str_eq(b->name, BDL_STR("number"))) {
            section->number_begin = hit->match.start[b->group];
            section->number_end = hit->match.end[b->group];
            number = true;
        } else if (bdl_str_eq(b->name, BDL_STR("title"))) {
            section->title_begin = hit->match.start[b->group];
            section->title_end = hit->match.end[b->group];
            title = true;
        }
    }
    if (!number && title)
        section->number_begin = section->number_end = 0;
}

static void cut(bdl_section *section) {
    bdl_str s = section->subject.folded.text;
    section->numbering = bdl_numbering_of(s);
    section->number_begin = 0;
    section->number_end = section->numbering.label_end;
    section->title_begin = section->numbering.end;
    section->title_end = s.len;
}

/* ---- levels ---- */

typedef struct step {
    bdl_number_style style;
    long long last;
    bool dated; /* a part of the document: unnumbered, with a year */
} step;

static bool says_year(bdl_str s) {
    return bdl_caption_year(s) > 0;
}

/* The open step that NUMBERING goes on with; DEPTH when it begins a new one. */
static size_t step_for(const step *steps, size_t depth, bdl_numbering n) {
    size_t same = depth;
    for (size_t i = depth; i > 0; i--) {
        if (steps[i - 1].style != n.style)
            continue;
        if (steps[i - 1].last + 1 == n.value)
            return i - 1;
        same = i - 1;
    }
    /* 第三部分 goes on with parts that a table with the year in its title came between */
    if (same == depth && n.style == BDL_NUMBER_PART && n.value > 1)
        return 0;
    /* 一、 again below another 一、 begins a list of its own */
    return same < depth && n.value == 1 ? depth : same;
}

static int level_of(step *steps, size_t *depth, const bdl_section *section) {
    bdl_numbering n = section->numbering;
    bdl_str s = section->subject.folded.text;
    size_t at;
    bool dated = n.style == BDL_UNNUMBERED && says_year(s);
    if (n.style != BDL_UNNUMBERED)
        at = step_for(steps, *depth, n);
    else if (dated)
        at = 0;
    else if (bdl_str_ends(s, BDL_STR(":")))
        at = *depth > 0 && steps[*depth - 1].style == BDL_UNNUMBERED &&
                     !steps[*depth - 1].dated
                 ? *depth - 1
                 : *depth;
    else /* like the chapters */
        for (at = *depth;
             at > 0 && !(steps[at - 1].style == BDL_NUMBER_HAN || steps[at - 1].dated);)
            at--;
    if (n.style == BDL_UNNUMBERED && !dated && at > 0 && !bdl_str_ends(s, BDL_STR(":")) &&
        steps[at - 1].style == BDL_NUMBER_HAN)
        at--;
    if (at >= DEPTH_MAX)
        at = DEPTH_MAX - 1;
    /* an unnumbered heading does not end the count of the chapters beside it */
    bool keeps = n.style == BDL_UNNUMBERED && !dated && at < *depth &&
                 steps[at].style == BDL_NUMBER_HAN;
    if (!keeps)
        steps[at] = (step){n.style, n.value, dated};
    *depth = at + 1;
    return (int)at + 1;
}

static void find_levels(bdl_recogniser *r) {
    step steps[DEPTH_MAX];
    size_t depth = 0, open[DEPTH_MAX + 1], count = 0;
    for (size_t i = 0; i < r->sections.count; i++)
        r->sections.items[i].level = level_of(steps, &depth, &r->sections.items[i]);
    for (size_t i = 0; i < r->sections.count; i++) {
        bdl_section *s = &r->sections.items[i];
        size_t first = (size_t)(s->passage - r->passages);
        while (count > 0 && r->sections.items[open[count - 1]].level >= s->level)
            r->sections.items[open[--count]].end = first;
        open[count++] = i;
    }
    while (count > 0)
        r->sections.items[open[--count]].end = r->passage_count;
}

/* ---- finding ---- */

/* Whether S ends with a mark in brackets that what it names goes on: 收入总表(续). */
static bool says_it_goes_on(bdl_str s) {
    size_t open = s.len;
    while (open > 0 && s.data[open - 1] != '(')
        open--;
    return open > 1 && bdl_is_continued_mark(bdl_str_from(s, open - 1));
}

static bool is_heading(bdl_recogniser *r, const bdl_form *form, size_t i, unsigned marked,
                       bdl_section *section) {
    bdl_passage *p = &r->passages[i];
    bdl_hit hit;
    if (bdl_utf8_count(p->subject.folded.text) > HEADING_MAX || p->role != BDL_AS_PROSE ||
        says_it_goes_on(p->subject.folded.text))
        return false;
    section->subject = bdl_heading_subject(r, i);
    cut(section);
    bdl_way_back *known = section->subject.back;
    bool found = form && form->section && !known->no_section &&
                 bdl_pattern_find(r, form->section, &section->subject, &hit);
    known->no_section = !found;
    if (found)
        cut_by_pattern(&hit, section);
    if (p->block->kind == BDL_HEADING)
        return true;
    return found && !(marked & 1u << section->numbering.style) && !is_list_item(r, i) &&
           !is_table_title(r, i);
}

/* How many passages are the cover: the few lines before the catalogue, or short ones that
 * have a page of their own. */
static size_t cover_length(const bdl_recogniser *r) {
    enum { COVER_MAX = 12 };
    size_t page = 0;
    for (size_t i = 0; i < r->passage_count && i < COVER_MAX; i++) {
        const bdl_passage *p = &r->passages[i];
        if (p->role == BDL_AS_CATALOGUE)
            return i;
        if (i > 0 && page == 0 && p->block->new_page && p->from == i)
            page = i;
        if (page == 0 && (bdl_utf8_count(p->subject.folded.text) > HEADING_MAX ||
                          bdl_str_ends(p->subject.folded.text, BDL_STR("。"))))
            return 0;
    }
    return page;
}

void bdl_sections_find(bdl_recogniser *r) {
    const bdl_form *form = bdl_document_form(r);
    size_t cover = cover_length(r);
    unsigned marked = marked_styles(r);
    for (size_t i = 0; i < r->passage_count; i++) {
        bdl_passage *p = &r->passages[i];
        bdl_section section = {.passage = p};
        bool on_cover = i < cover && numbering(r, i).style == BDL_UNNUMBERED;
        if (!on_cover && is_heading(r, form, i, marked, &section)) {
            p->is_section = true;
            if (section.subject.run != p->subject.run) /* joined with the line above */
                r->passages[i - 1].role = BDL_AS_NOTHING;
            BDL_PUSH(r->passing, &r->sections, section);
        }
        p->section = r->sections.count;
    }
    find_levels(r);
}

/* ---- titles printed again ---- */

void bdl_sections_leave_out(bdl_recogniser *r, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        bdl_passage *p = &r->passages[i];
        if (!p->is_section || p->role != BDL_AS_PROSE)
            continue;
        p->is_section = false;
        p->role = BDL_AS_NOTHING;
        r->sections_left_out = true;
    }
}

void bdl_sections_close(bdl_recogniser *r) {
    size_t kept = 0;
    if (!r->sections_left_out)
        return;
    for (size_t i = 0; i < r->sections.count; i++)
        if (r->sections.items[i].passage->is_section)
            r->sections.items[kept++] = r->sections.items[i];
    r->sections.count = kept;
    for (size_t i = 0, sections = 0; i < r->passage_count; i++) {
        sections += r->passages[i].is_section;
        r->passages[i].section = sections;
    }
    find_levels(r);
}
