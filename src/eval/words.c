/* words.c - what people call a record, and a figure of one: by table, row and column. */
#include "eval/machine.h"

#include "base/text.h"
#include "model/long.h"

static bool is_filled_text(const bdl_value *v) {
    return v->kind == BDL_TEXT && v->state == BDL_PRESENT && v->text.len > 0;
}

/* What every document has (a paragraph, a heading, an amount) is called by its title, its
 * words or its label. */
static const bdl_value *first_name(const bdl_record *record) {
    static const char *const built_in[] = {"title", "text", "label"};

    bdl_value *const *slots = bdl_slots_of(record);

    for (size_t i = 0; i < record->type->fields.count; i++)
        if (record->type->fields.items[i].source == BDL_FROM_FORM &&
            is_filled_text(slots[i]))
            return slots[i];
    for (size_t i = 0; i < BDL_COUNT_OF(built_in); i++) {
        int slot = bdl_rectype_slot(record->type, bdl_str_z(built_in[i]));

        if (slot >= 0 && is_filled_text(slots[slot]))
            return slots[slot];
    }
    return NULL;
}

static bool is_short(bdl_str text) {
    enum { LETTERS = 2 };

    return bdl_utf8_offset(text, LETTERS) == text.len;
}

/* The last text of RECORD, of a sentence, before its first figure: 类, 款, 项; 增加 and
 * the like name nothing. */
static const bdl_value *last_text(const bdl_record *record) {
    bdl_value *const *slots = bdl_slots_of(record);
    const bdl_value *last = NULL;

    for (size_t i = 0; i < record->type->fields.count; i++) {
        const bdl_field *field = &record->type->fields.items[i];

        if (field->source == BDL_FROM_FORM && bdl_kind_is_figure(field->type.kind))
            break;
        if (field->source == BDL_FROM_FORM && is_filled_text(slots[i]) &&
            !is_short(slots[i]->text))
            last = slots[i];
    }
    return last;
}

/* The name in a row of RECORD whose first text is a code; with it when it stands right
 * behind that, for a code may be printed in several columns. */
static bdl_str name_of_code(bdl_arena *arena, const bdl_record *record, bdl_str code) {
    bdl_value *const *slots = bdl_slots_of(record);
    size_t codes = 0;

    for (size_t i = 0; i < record->type->fields.count; i++) {
        if (record->type->fields.items[i].source != BDL_FROM_FORM ||
            !is_filled_text(slots[i]))
            continue;
        bdl_str text = bdl_text_trim(slots[i]->text);
        if (bdl_str_is_digits(text))
            codes++;
        else
            return codes > 1 ? text
                             : bdl_arena_printf(arena, "%.*s %.*s", BDL_PRI(code),
                                                BDL_PRI(text));
    }
    return code;
}

bool bdl_is_of_table(const bdl_record *record) {
    while (record->holder && record->holder->holder)
        record = record->holder;
    return record->type->slot_money_unit >= 0;
}

/* 产出指标/质量指标/合格率: a row inside a sheet, whose first texts may be those of the
 * rows above. */
static bdl_str first_texts(bdl_arena *arena, const bdl_record *record) {
    enum { MOST_TEXTS = 3 };
    bdl_value *const *slots = bdl_slots_of(record);
    bdl_buf buf = {.arena = arena};
    size_t texts = 0;

    for (size_t i = 0; i < record->type->fields.count && texts < MOST_TEXTS; i++)
        if (record->type->fields.items[i].source == BDL_FROM_FORM &&
            is_filled_text(slots[i])) {
            if (texts++)
                bdl_buf_add(&buf, BDL_STR("/"));
            bdl_buf_add(&buf, bdl_text_trim(slots[i]->text));
        }
    return bdl_buf_str(&buf);
}

/* The row before (STEP -1) or behind (1) RECORD; NULL: none. */
static const bdl_record *row_beside(const bdl_list *list, const bdl_record *record,
                                    int step) {
    size_t at = record->index - 1 + (size_t)step; /* wraps before the first */
    const bdl_value *row = at < list->count ? bdl_list_at(list, at) : NULL;

    return row && row->kind == BDL_RECORD && row->state == BDL_PRESENT &&
                   row->as.record->type == record->type
               ? row->as.record
               : NULL;
}

/* Whether a row beside RECORD has its text in slot I. */
static bool is_shared(const bdl_list *list, const bdl_record *record, size_t i) {
    const bdl_record *const beside[] = {row_beside(list, record, -1),
                                        row_beside(list, record, 1)};

    for (size_t k = 0; k < 2; k++)
        if (beside[k] &&
            bdl_str_eq(bdl_slots_of(beside[k])[i]->text, bdl_slots_of(record)[i]->text))
            return true;
    return false;
}

/* The name of a row of RECORD, whose first text is NAME; where rows beside it have that
 * as well, with the text that tells it from them: 教育局/校舍维修. */
static bdl_str name_apart(bdl_arena *arena, const bdl_list *list,
                          const bdl_record *record, bdl_str name) {
    bdl_value *const *slots = bdl_slots_of(record);
    bool shared = false;

    for (size_t i = 0; i < record->type->fields.count; i++) {
        if (record->type->fields.items[i].source != BDL_FROM_FORM ||
            !is_filled_text(slots[i]) || bdl_str_is_digits(bdl_text_trim(slots[i]->text)))
            continue;
        if (shared && !is_shared(list, record, i))
            return bdl_arena_printf(arena, "%.*s/%.*s", BDL_PRI(name),
                                    BDL_PRI(bdl_text_trim(slots[i]->text)));
        if (!shared && !is_shared(list, record, i))
            return name;
        shared = true;
    }
    return name;
}

/* What RECORD is called among its likes: 2130302 一般行政管理事务, of a row whose first
 * text is a code; empty when it has no name. */
static bdl_str name_among(bdl_arena *arena, const bdl_record *record) {
    const bdl_list *list = bdl_record_list(record);
    const bdl_value *name = NULL;

    if (!list)
        return BDL_STR("");
    int slot = bdl_rectype_slot(record->type, BDL_STR("name"));
    if (!bdl_is_of_table(record))
        name = last_text(record);
    else if (!record->holder->holder && slot >= 0 &&
             is_filled_text(bdl_slots_of(record)[slot]))
        name = bdl_slots_of(record)[slot]; /* not the title of a sheet */
    if (!name)
        name = first_name(record);
    if (!name || (!bdl_is_of_table(record) && is_short(name->text)))
        return BDL_STR("");
    if (record->holder->holder && bdl_record_list(record->holder))
        return first_texts(arena, record);
    bdl_str first = bdl_text_trim(name->text);
    if (bdl_str_is_digits(first))
        return name_of_code(arena, record, first);
    return bdl_is_of_table(record) && name == first_name(record)
               ? name_apart(arena, list, record, first)
               : first;
}

bdl_str bdl_record_called(bdl_arena *arena, const bdl_record *record) {
    bdl_str among = name_among(arena, record);
    const bdl_value *name = among.len ? NULL : first_name(record);

    return name ? bdl_text_trim(name->text) : among;
}

static bool is_of_document(const bdl_record *record) {
    return record->holder && !record->holder->holder;
}

/* 支出总表“2130302 一般行政管理事务”, 项目“渠道清淤”指标“完成率”: RECORD and what holds
 * it, from the document on; what a sentence holds is of the text. */
static void add_place(bdl_buf *buf, const bdl_record *record) {
    enum { MOST_LETTERS = 24 };

    if (!record->holder)
        return;
    add_place(buf, record->holder);
    bdl_str name = name_among(buf->arena, record), zh = record->type->zh;
    size_t end = bdl_utf8_offset(name, MOST_LETTERS);
    if (is_of_document(record))
        bdl_buf_add(buf, zh.len ? zh : BDL_STR("正文"));
    if (name.len > 0)
        bdl_buf_printf(buf, "“%.*s%s”", BDL_PRI(bdl_str_of(name.data, end)),
                       end < name.len ? "…" : "");
    else if (bdl_record_list(record) && bdl_record_list(record)->count > 1)
        bdl_buf_printf(buf, "第 %zu 项", record->index);
}

bdl_str bdl_figure_words(bdl_arena *arena, const bdl_record *record, int slot,
                         bool elsewhere, bdl_str more) {
    const bdl_origin *origin = record->slots[slot]->origin;
    uint32_t line = elsewhere && origin ? bdl_origin_place(origin).line : 0;
    bdl_str label = record->type->fields.items[slot].zh;
    bdl_buf buf = {.arena = arena}, behind = {.arena = arena};

    if (line)
        bdl_buf_printf(&behind, "第 %u 行%s", line, more.len ? "，" : "");
    bdl_buf_add(&behind, more);
    add_place(&buf, record);
    if (label.len && !(is_of_document(record) && bdl_str_ends(record->type->zh, label)))
        bdl_buf_printf(&buf, "%s%.*s", buf.len ? "的" : "", BDL_PRI(label));
    if (behind.len)
        bdl_buf_printf(&buf, "（%.*s）", BDL_PRI(bdl_buf_str(&behind)));
    return bdl_buf_str(&buf);
}
