/* stacked_said.c - sheets whose labels came as lines (项目名称:…) above the table inside:
 * the lines become rows of the table, so that the sheet is one. */
#include "model/stacked.h"

enum {
    LABEL_BYTES_MAX = 60,
    COLONS = 2,     /* a label may hold one itself */
    ABOVE_MAX = 40, /* lines of labels, their values and what belongs to these */
    COLUMNS_MIN = 3,
    LABELS_MIN = 2,
};

/* The label that folded TEXT begins with, and in BEHIND what follows its colon; NULL: it
 * begins with none. */
static const bdl_label_field *find_label(bdl_stack *s, const bdl_form *form, bdl_str text,
                                         size_t *behind) {
    size_t colon = bdl_str_find(text, BDL_STR(":"), 0);
    for (int i = 0; i < COLONS && colon != SIZE_MAX && colon <= LABEL_BYTES_MAX; i++) {
        *behind = colon + 1;
        bdl_tcell head = {.folded = bdl_str_of(text.data, *behind)};
        const bdl_label_field *field = bdl_sheet_label(s->r, form, &head);
        if (field)
            return field;
        colon = bdl_str_find(text, BDL_STR(":"), *behind);
    }
    return NULL;
}

/* The label that line I begins with; NULL: it begins with none. */
static const bdl_label_field *label_of(bdl_stack *s, const bdl_form *form, size_t i) {
    size_t behind;
    return find_label(s, form, bdl_stack_cell(s, i)->folded, &behind);
}

/* Whether TEXT is an item of a value: 1. 2、(3). */
static bool is_numbered(bdl_str text) {
    return bdl_numbering_of(text).style >= BDL_NUMBER_DIGIT;
}

static bool is_line(const bdl_stack *s, size_t i) {
    return s->doc->blocks.items[i].kind == BDL_PARAGRAPH;
}

/* The first of the lines above block AT that are labels and values, or items of a value
 * that is a text; COUNT gets how many labels they have. */
static size_t begin_of(bdl_stack *s, const bdl_form *form, size_t at, size_t *count) {
    size_t first = at;
    bool has_items = false; /* lines whose label was not met yet */
    *count = 0;
    for (size_t i = at; i-- > 0 && at - i <= ABOVE_MAX && is_line(s, i);) {
        const bdl_label_field *field = label_of(s, form, i);
        if (!field) {
            if (!is_numbered(bdl_stack_cell(s, i)->folded))
                break;
            has_items = true;
            continue;
        }
        if (has_items && bdl_kind_is_figure(field->type.kind))
            break;
        has_items = false;
        first = i;
        ++*count;
    }
    return first;
}

/* How many cells of the first row of TABLE head columns of LIST. */
static size_t count_heads(bdl_stack *s, const bdl_block *table,
                          const bdl_list_form *list) {
    size_t heads = 0;
    for (size_t k = 0; k < table->rows[0].count; k++) {
        bdl_run run = table->rows[0].cells[k].run;
        bdl_tcell cell = {.run = run, .folded = bdl_text_fold(s->r->scratch, run.text)};
        const bdl_word_uses *word = bdl_word_of(s->r, &cell);
        for (size_t i = 0; word->heads && i < word->uses.count; i++)
            if (word->uses.items[i].list == list) {
                heads++;
                break;
            }
    }
    return heads;
}

static bool heads_inner(bdl_stack *s, const bdl_form *form, const bdl_block *table) {
    for (size_t i = 0; i < form->lists.count; i++)
        if (form->lists.items[i].place == BDL_LIST_INNER &&
            count_heads(s, table, &form->lists.items[i]) >= COLUMNS_MIN)
            return true;
    return false;
}

/* Where the value in TEXT begins, behind the colon that ends its label; 0: it begins with
 * no label. */
static size_t value_at(bdl_stack *s, const bdl_form *form, bdl_str text) {
    bdl_folded folded = bdl_text_fold_map(s->r->scratch, text);
    size_t behind;
    if (!find_label(s, form, folded.text, &behind))
        return 0;
    return behind < folded.text.len ? folded.origin[behind] : text.len;
}

/* Where the next label in TEXT begins behind two blanks or more; the end: there is none.
 */
static size_t next_label(bdl_stack *s, const bdl_form *form, bdl_str text, size_t at) {
    bdl_str gap = BDL_STR("  ");
    for (at = bdl_str_find(text, gap, at); at != SIZE_MAX;
         at = bdl_str_find(text, gap, at)) {
        at += bdl_str_run(text, at, ' ');
        if (value_at(s, form, bdl_str_from(text, at)) > 0)
            return at;
    }
    return text.len;
}

static bdl_run part_of(const bdl_run *run, size_t from, size_t to) {
    bdl_str part = bdl_text_trim(bdl_str_of(run->text.data + from, to - from));
    if (part.len > 0)
        from = (size_t)(part.data - run->text.data);
    return (bdl_run){.text = part, .place = bdl_run_place(run, from, part.len)};
}

/* A row of each label on line FROM and its value; that of the last goes on up to TO. */
static void put_line(bdl_stack *s, const bdl_form *form, size_t from, size_t to) {
    const bdl_run *line = &s->doc->blocks.items[from].run;
    for (size_t at = 0, end; at < line->text.len; at = end) {
        size_t behind = at + value_at(s, form, bdl_str_from(line->text, at));
        end = next_label(s, form, line->text, behind);
        bdl_run label = part_of(line, at, behind), value = part_of(line, behind, end);
        for (size_t i = from + 1; i < to && end == line->text.len; i++) {
            const bdl_run *more = &s->doc->blocks.items[i].run;
            value = value.text.len == 0
                        ? *more
                        : bdl_run_join(s->doc->arena, &value, BDL_STR("\n"), more);
        }
        bdl_stack_add_run(s, label, label.place);
        bdl_stack_add_run(s, value, value.place);
        bdl_stack_end_row(s);
    }
}

/* A row of each label with the lines of its value, then those of the table. */
static void put_rows(bdl_stack *s, const bdl_form *form, size_t first, size_t at) {
    const bdl_block table = s->doc->blocks.items[at];
    memset(&s->rows, 0, sizeof s->rows);
    for (size_t i = first, end; i < at; i = end) {
        end = i + 1;
        while (end < at && !label_of(s, form, end))
            end++;
        put_line(s, form, i, end);
    }
    for (size_t i = 0; i < table.row_count; i++)
        BDL_PUSH(s->doc->arena, &s->rows, table.rows[i]);
    bdl_stack_put(s, first, at + 1);
    s->pieces.items[s->pieces.count - 1].block.spans_known = table.spans_known;
}

/* The forms that a label at the begin of line I may be of: their bits; all where it may
 * be an item of a value. */
static uint64_t forms_named(bdl_stack *s, size_t i) {
    bdl_str text = bdl_stack_cell(s, i)->folded;
    uint64_t named = is_numbered(text) ? UINT64_MAX : 0;
    size_t colon = bdl_str_find(text, BDL_STR(":"), 0);
    for (int k = 0; k < COLONS && colon != SIZE_MAX && colon <= LABEL_BYTES_MAX; k++) {
        bdl_tcell head = {.folded = bdl_str_of(text.data, colon + 1)};
        named |= bdl_word_of(s->r, &head)->labels;
        colon = bdl_str_find(text, BDL_STR(":"), colon + 1);
    }
    return named;
}

/* Joins the lines above the table AT with it, by the form that knows most of them. */
static void join_lines(bdl_stack *s, size_t at) {
    const bdl_block *table = &s->doc->blocks.items[at];
    const bdl_form *best = NULL;
    size_t most = LABELS_MIN - 1, first = at;
    uint64_t named = forms_named(s, at - 1);
    for (size_t i = 0; i < s->r->schema->forms.count; i++) {
        const bdl_form *form = s->r->schema->forms.items[i];
        size_t labels, begin;
        if (!(named & form->bit) || form->fields.count == 0 || form->lists.count == 0)
            continue;
        begin = begin_of(s, form, at, &labels);
        if (labels <= most || !heads_inner(s, form, table))
            continue;
        best = form;
        most = labels;
        first = begin;
    }
    if (best)
        put_rows(s, best, first, at);
}

/* Whether a colon stands near the begin of line I, as behind a label. */
static bool may_be_label(const bdl_stack *s, size_t i) {
    bdl_str text = s->doc->blocks.items[i].run.text;
    if (text.len > LABEL_BYTES_MAX)
        text.len = LABEL_BYTES_MAX;
    return bdl_text_has_colon(text);
}

void bdl_stacked_find_said(bdl_stack *s) {
    enum { ROWS_MIN = 2 };
    for (size_t i = 1; i < s->doc->blocks.count; i++) {
        const bdl_block *table = &s->doc->blocks.items[i];
        if (table->kind == BDL_TABLE && !table->raw && table->row_count >= ROWS_MIN &&
            is_line(s, i - 1) &&
            (may_be_label(s, i - 1) || is_numbered(s->doc->blocks.items[i - 1].run.text)))
            join_lines(s, i);
    }
}
