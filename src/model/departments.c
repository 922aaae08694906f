/* departments.c - a document that collects what several departments disclose: each begins
 * with its title, and has tables of its own. A department that is named in other words,
 * or wrongly, further down is the same one: another one has tables that the one before
 * has, too. Where tables stand before the first title, a title may stand between the
 * tables and the prose of its department: such a document is taken for one. */
#include "model/recognise.h"

#include "base/language.h"

enum { TITLE_MAX = 60, TABLES_MIN = 2, LOOK_BACK_MAX = 4 };

typedef BDL_VEC(bdl_str) titles;

/* Whether a year is said in folded text S (2025年, 二〇二五年), as titles do. */
static bool names_year(bdl_str s) {
    size_t at = bdl_str_find(s, BDL_STR("年"), 0);
    return at != SIZE_MAX && at >= 4;
}

/* Whether passage I may be the title of a disclosure, by where it stands and its length.
 */
static bool may_be_title(const bdl_recogniser *r, size_t i) {
    const bdl_passage *p = &r->passages[i];
    return p->role != BDL_AS_CATALOGUE && p->role != BDL_AS_NOTHING &&
           names_year(p->subject.folded.text) &&
           bdl_utf8_count(p->subject.folded.text) <= TITLE_MAX;
}

/* The department whose disclosure begins at passage I; empty: none does. */
static bdl_str department_at(bdl_recogniser *r, const bdl_form *form, size_t i) {
    bdl_value name;
    bdl_hit hit;
    if (!may_be_title(r, i))
        return (bdl_str){0};
    bdl_subject title = bdl_heading_subject(r, i);
    if (!bdl_pattern_find(r, form->title, &title, &hit) ||
        !bdl_document_field(r, &title, r->schema->slot_department, &name) ||
        name.state != BDL_PRESENT)
        return (bdl_str){0};
    return bdl_text_fold(r->arena, name.text);
}

/* The tables with several rows from block FROM up to block TO. */
static size_t count_tables(const bdl_doc *doc, size_t from, size_t to) {
    size_t count = 0;
    for (size_t i = from; i < to; i++)
        count +=
            doc->blocks.items[i].kind == BDL_TABLE && doc->blocks.items[i].row_count > 1;
    return count;
}

static bool holds(const titles *all, bdl_str title) {
    for (size_t i = 0; i < all->count; i++)
        if (bdl_str_eq(all->items[i], title))
            return true;
    return false;
}

/* S without the number and NAME, with which the titles of tables may begin. */
static bdl_str without(bdl_str s, bdl_str name) {
    s = bdl_str_from(s, bdl_numbering_of(s).end);
    return bdl_str_starts(s, name) ? bdl_str_from(s, name.len) : s;
}

/* What stands above the tables of PART and names one. */
static titles titles_of(bdl_recogniser *r, const bdl_department *part) {
    titles all = {0};
    for (size_t k = part->from; k < part->to; k++) {
        size_t end = r->passage_before[k];
        if (r->doc->blocks.items[k].kind != BDL_TABLE)
            continue;
        for (size_t i = end; i > 0 && i + LOOK_BACK_MAX > end; i--) {
            bdl_str text = r->passages[i - 1].subject.folded.text;
            if (r->passages[i - 1].from < part->from)
                break;
            if (!bdl_is_table_name(text))
                continue;
            text = without(text, part->name);
            if (!holds(&all, text))
                BDL_PUSH(r->passing, &all, text);
            break;
        }
    }
    return all;
}

/* Whether tables of A recur in B. */
static bool have_same_tables(bdl_recogniser *r, const bdl_department *a,
                             const bdl_department *b) {
    titles of_a = titles_of(r, a), of_b = titles_of(r, b);
    size_t same = 0;
    for (size_t i = 0; i < of_b.count; i++)
        same += holds(&of_a, of_b.items[i]);
    return same >= TABLES_MIN;
}

/* Takes what begins with a title at block FROM and goes on up to block TO: it goes on
 * with the department before where it is of the same one, or has no tables of its own. */
static void take(bdl_recogniser *r, bdl_departments *found, bdl_department next) {
    size_t n = found->all.count;
    bdl_department *last = n ? &found->all.items[n - 1] : NULL;
    bool has_tables = count_tables(r->doc, next.from, next.to) >= TABLES_MIN;
    if (last && (!has_tables || bdl_str_eq(last->name, next.name) ||
                 !have_same_tables(r, last, &next)))
        last->to = next.to;
    else if (has_tables) {
        next.passed = last ? next.from : 0;
        BDL_PUSH(r->arena, &found->all, next);
    }
}

bool bdl_departments_find(bdl_recogniser *r) {
    const bdl_form *form = bdl_document_form(r);
    bdl_departments *found = r->hooks ? r->hooks->departments : NULL;
    bdl_department open = {0};
    if (!found || !form || !form->title || r->schema->slot_department < 0)
        return false;
    for (size_t i = 0; i < r->passage_count; i++) {
        bdl_str name = department_at(r, form, i);
        if (name.len == 0 || bdl_str_eq(name, open.name))
            continue;
        open.to = r->passages[bdl_heading_begins_above(r, i) ? i - 1 : i].from;
        if (open.name.len)
            take(r, found, open);
        else if (count_tables(r->doc, 0, open.to) >= TABLES_MIN)
            return false;
        open = (bdl_department){.name = name, .from = open.to};
    }
    open.to = r->doc->blocks.count;
    take(r, found, open);
    if (found->all.count > 1)
        return true;
    found->all.count = 0;
    return false;
}

bdl_str bdl_department_path(bdl_arena *arena, bdl_str path, const bdl_department *one) {
    return bdl_arena_printf(arena, "%.*s/%.*s", BDL_PRI(path), BDL_PRI(one->name));
}

/* Whether somebody reads BLOCK for what it says: no title, no entry of a catalogue. */
static bool tells(const bdl_block *block) {
    return block->kind == BDL_TABLE || bdl_str_has(block->run.text, BDL_STR("。"));
}

bdl_doc *bdl_department_doc(bdl_arena *arena, const bdl_doc *whole,
                            const bdl_department *one) {
    bdl_doc *doc = bdl_doc_slice(arena, whole, one->passed, one->to);
    size_t passed = one->from - one->passed, at = 0;
    doc->path = bdl_department_path(arena, whole->path, one);
    while (at < passed && !tells(&doc->blocks.items[at]))
        at++;
    if (at < passed) {
        bdl_trouble left_out = {
            .place = doc->blocks.items[at].place,
            .text = BDL_TR("what stands before the first department was left out")};
        BDL_PUSH(arena, &doc->troubles, left_out);
    }
    doc->blocks.items += passed;
    doc->blocks.count = doc->blocks.capacity = one->to - one->from;
    return doc;
}
