/* call.c - calls: the type rules of the functions of builtins.def. Those that users
 * define are in check_define.c. */
#include "lang/checker.h"

#include "base/language.h"

static const struct function {
    bdl_str name;
    size_t least, most;
    const char *signature;
} functions[] = {
#define BUILTIN(id, name, least, most, signature, help)                                  \
    {BDL_STR_INIT(name), least, most, signature},
#include "lang/builtins.def"
#undef BUILTIN
};

static int find_function(bdl_str name) {
    for (int i = 0; i < BDL_FN_COUNT_; i++)
        if (bdl_str_eq(name, functions[i].name))
            return i;
    return -1;
}

bool bdl_is_function(bdl_str name) {
    return find_function(name) >= 0;
}

/* ---- arguments ---- */

static bdl_expr *arg(const bdl_expr *call, size_t i) {
    return call->as.call.args->items[i];
}

static bool is_unknown(bdl_type type) {
    return type.kind == BDL_NONE;
}

static void complain_arg(bdl_checker *c, const bdl_expr *call, size_t i,
                         const char *wanted) {
    bdl_expr *a = arg(call, i);
    bdl_str text = bdl_check_text(c, a), name = bdl_check_type_name(c, a->type);
    const struct function *f = &functions[call->as.call.builtin];
    BDL_COMPLAIN_AT(c, a, BDL_MSG_ARGUMENT, f->name.data, _(wanted), BDL_PRI(text),
                    BDL_PRI(name));
    BDL_HINT(c, "%s", f->signature);
}

static void want_text(bdl_checker *c, const bdl_expr *call, size_t i) {
    bdl_kind kind = arg(call, i)->type.kind;
    if (kind != BDL_TEXT && kind != BDL_NONE)
        complain_arg(c, call, i, N_("a text"));
    if (kind == BDL_LIST && call->as.call.builtin == BDL_FN_LENGTH)
        BDL_HINT(c, _("how many there are is `count(%.*s)`"),
                 BDL_PRI(bdl_check_text(c, arg(call, i))));
}

/* The type of the figure; NONE after a complaint. */
static bdl_type want_figure(bdl_checker *c, const bdl_expr *call, size_t i) {
    bdl_type type = arg(call, i)->type;
    if (bdl_kind_is_figure(type.kind) || is_unknown(type))
        return type;
    complain_arg(c, call, i, N_("a figure"));
    return BDL_TYPE(BDL_NONE);
}

static void want_number(bdl_checker *c, const bdl_expr *call, size_t i) {
    bdl_kind kind = arg(call, i)->type.kind;
    if (kind != BDL_NUMBER && kind != BDL_NONE && kind != BDL_BOUND)
        complain_arg(c, call, i, N_("a number"));
}

/* The element's type; NONE after a complaint. */
static bdl_type want_list(bdl_checker *c, const bdl_expr *call, size_t i) {
    bdl_type type = arg(call, i)->type;
    if (type.kind != BDL_LIST && !is_unknown(type))
        complain_arg(c, call, i, N_("a list"));
    return bdl_type_element(type);
}

static bdl_type want_figures(bdl_checker *c, const bdl_expr *call, size_t i) {
    bdl_type element = want_list(c, call, i);
    if (is_unknown(element) || bdl_kind_is_figure(element.kind))
        return element;
    complain_arg(c, call, i, N_("a list of figures"));
    if (element.kind == BDL_RECORD) {
        bdl_str text = bdl_check_text(c, arg(call, i));
        BDL_HINT(c, _("name the field that is meant of each: `%.*s.…`"), BDL_PRI(text));
    }
    return BDL_TYPE(BDL_NONE);
}

/* What can be put in order. */
static bdl_type want_ordered(bdl_checker *c, const bdl_expr *call, size_t i) {
    bdl_type element = want_list(c, call, i);
    if (is_unknown(element) || bdl_kind_is_figure(element.kind) ||
        element.kind == BDL_DATE || element.kind == BDL_TEXT)
        return element;
    complain_arg(c, call, i, N_("a list of figures, dates or texts"));
    return BDL_TYPE(BDL_NONE);
}

/* ---- functions with rules of their own ---- */

/* `duplicates(projects.code)` gives the projects. */
static bdl_type type_duplicates(bdl_checker *c, const bdl_expr *call) {
    const bdl_expr *a = arg(call, 0);
    bdl_type element = want_list(c, call, 0);
    if (is_unknown(element))
        return a->type;
    if (element.kind == BDL_RECORD || element.kind == BDL_TARGET ||
        element.kind == BDL_PATTERN) {
        complain_arg(c, call, 0,
                     N_("a list of values, or a field of a list of records,"));
        return a->type;
    }
    if (a->kind != BDL_E_FIELD || !a->maps || a->slot < 0)
        return a->type;
    bdl_type base = a->as.field.base->type, records = bdl_type_element(base);
    bdl_type own = records.record->fields.items[a->slot].type;
    return own.kind == BDL_LIST ? a->type : base;
}

/* Whether a column describes KEY; one without is a text that numbers are compared with.
 */
static bool is_described(const bdl_table_item *table, bdl_str key) {
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i]->path.count &&
            bdl_str_eq(table->columns.items[i]->path.items[0].text, key))
            return true;
    return false;
}

static bdl_type lookup_table(bdl_checker *c, bdl_expr *call, const bdl_item *item) {
    const bdl_table_item *table = &item->as.table;
    bdl_exprs *args = call->as.call.args;
    bdl_type row = {.kind = BDL_RECORD, .record = table->row};
    if (args->count - 1 != table->keys.count && table->keys.count > 0) {
        BDL_COMPLAIN_AT(c, call, BDL_MSG_LOOKUP_KEYS, BDL_PRI(item->name.text),
                        table->keys.count, args->count - 1);
        return row;
    }
    for (size_t i = 0; i < table->keys.count && table->row; i++) {
        int slot = bdl_rectype_slot(table->row, table->keys.items[i].text);
        if (slot < 0)
            continue;
        bdl_type type = table->row->fields.items[slot].type;
        bdl_str name = bdl_check_type_name(c, type);
        bdl_kind given = arg(call, i + 1)->type.kind;
        if (given == BDL_NUMBER && !is_described(table, table->keys.items[i].text))
            continue;
        if (!bdl_types_compare(type, arg(call, i + 1)->type))
            complain_arg(
                c, call, i + 1,
                (const char *)bdl_arena_printf(c->arena, "a %.*s", BDL_PRI(name)).data);
    }
    return row;
}

static bdl_type type_lookup(bdl_checker *c, bdl_expr *call) {
    const bdl_expr *rows = arg(call, 0);
    if (rows->kind == BDL_E_NAME && rows->ref == BDL_REF_TABLE)
        return lookup_table(c, call, rows->as.name.target);
    bdl_type element = want_list(c, call, 0);
    if (is_unknown(element))
        return element;
    if (element.kind != BDL_RECORD || element.record->slot_key < 0) {
        bdl_str text = bdl_check_text(c, rows);
        BDL_COMPLAIN_AT(c, rows, BDL_MSG_LOOKUP_ROWS, BDL_PRI(text));
    } else if (call->as.call.args->count != 2) {
        bdl_str text = bdl_check_text(c, rows);
        BDL_COMPLAIN_AT(c, call, BDL_MSG_LOOKUP_KEYS, BDL_PRI(text), (size_t)1,
                        call->as.call.args->count - 1);
    } else {
        want_text(c, call, 1);
    }
    return element;
}

static bdl_type type_year(bdl_checker *c, const bdl_expr *call) {
    bdl_check_as_date(arg(call, 0));
    bdl_kind kind = arg(call, 0)->type.kind;
    if (kind != BDL_TEXT && kind != BDL_DATE && kind != BDL_BOUND && kind != BDL_NONE)
        complain_arg(c, call, 0, N_("a text or a date"));
    return BDL_TYPE(BDL_NUMBER);
}

static bdl_type texts(bdl_checker *c, const bdl_expr *call, bdl_kind result) {
    for (size_t i = 0; i < call->as.call.args->count; i++)
        want_text(c, call, i);
    return BDL_TYPE(result);
}

static bdl_type type_round(bdl_checker *c, const bdl_expr *call) {
    want_number(c, call, 1);
    return want_figure(c, call, 0);
}

static bdl_type type_join(bdl_checker *c, const bdl_expr *call) {
    want_list(c, call, 0);
    want_text(c, call, 1);
    return BDL_TYPE(BDL_TEXT);
}

static bdl_type type_list_function(bdl_checker *c, bdl_expr *call) {
    bdl_type list = arg(call, 0)->type;
    switch (call->as.call.builtin) {
    case BDL_FN_SUM:
    case BDL_FN_MEAN:
        return want_figures(c, call, 0);
    case BDL_FN_COUNT:
        want_list(c, call, 0);
        return BDL_TYPE(BDL_NUMBER);
    case BDL_FN_MIN:
    case BDL_FN_MAX:
        return want_ordered(c, call, 0);
    case BDL_FN_UNIQUE:
    case BDL_FN_REVERSED:
        want_list(c, call, 0);
        return list;
    case BDL_FN_SORTED:
        want_ordered(c, call, 0);
        return list;
    case BDL_FN_FIRST:
    case BDL_FN_LAST:
        return want_list(c, call, 0);
    case BDL_FN_INCREASING:
        want_ordered(c, call, 0);
        return BDL_TYPE(BDL_BOOLEAN);
    case BDL_FN_DUPLICATES:
        return type_duplicates(c, call);
    case BDL_FN_LOOKUP:
        return type_lookup(c, call);
    default:
        return BDL_TYPE(BDL_NONE);
    }
}

static bdl_type type_of(bdl_checker *c, bdl_expr *call) {
    switch (call->as.call.builtin) {
    case BDL_FN_JOIN:
        return type_join(c, call);
    case BDL_FN_SPLIT:
        texts(c, call, BDL_TEXT);
        return bdl_type_list(c->arena, BDL_TYPE(BDL_TEXT));
    case BDL_FN_ABS:
        return want_figure(c, call, 0);
    case BDL_FN_ROUND:
        return type_round(c, call);
    case BDL_FN_NUMBER:
        return texts(c, call, BDL_NUMBER);
    case BDL_FN_MONEY:
        return texts(c, call, BDL_MONEY);
    case BDL_FN_PERCENT:
        return texts(c, call, BDL_PERCENT);
    case BDL_FN_YEAR:
        return type_year(c, call);
    case BDL_FN_TEXT:
        return BDL_TYPE(BDL_TEXT);
    case BDL_FN_STARTS_WITH:
    case BDL_FN_ENDS_WITH:
        return texts(c, call, BDL_BOOLEAN);
    case BDL_FN_REPLACE:
    case BDL_FN_TRIM:
    case BDL_FN_UPPER:
    case BDL_FN_PLAIN:
    case BDL_FN_COMMON:
        return texts(c, call, BDL_TEXT);
    case BDL_FN_LENGTH:
    case BDL_FN_DISTANCE:
    case BDL_FN_ORDINAL:
        return texts(c, call, BDL_NUMBER);
    case BDL_FN_SIMILAR:
        return texts(c, call, BDL_PERCENT);
    case BDL_FN_DECIMALS:
        want_figure(c, call, 0);
        return BDL_TYPE(BDL_NUMBER);
    default:
        return type_list_function(c, call);
    }
}

/* ---- calls ---- */

/* What spreadsheets and other languages call functions. */
static bdl_str known_as(const bdl_checker *c, bdl_str name) {
    static const struct {
        const char *words, *here;
    } names[] = {
        {" 求和 合计 sumif ", "sum"},
        {" 计数 个数 counta countif size ", "count"},
        {" 平均 平均值 平均数 average avg ", "mean"},
        {" 最大 最大值 ", "max"},
        {" 最小 最小值 ", "min"},
        {" 绝对值 ", "abs"},
        {" 四舍五入 ", "round"},
        {" 去重 distinct ", "unique"},
        {" 重复 重复值 ", "duplicates"},
        {" 查找 vlookup xlookup ", "lookup"},
        {" 长度 字数 strlen ", "length"},
        {" substitute 替换 ", "replace"},
    };
    bdl_buf word = {.arena = c->arena};
    bdl_buf_add(&word, BDL_STR(" "));
    for (size_t i = 0; i < name.len; i++)
        bdl_buf_printf(&word, "%c", bdl_ascii_lower(name.data[i]));
    bdl_str lower = bdl_str_from(bdl_buf_str(&word), 1);
    bdl_buf_add(&word, BDL_STR(" "));
    for (size_t i = 0; i < BDL_COUNT_OF(names); i++)
        if (bdl_str_has(bdl_str_z(names[i].words), bdl_buf_str(&word)))
            return bdl_str_z(names[i].here);
    return lower;
}

static void complain_unknown(bdl_checker *c, const bdl_expr *call) {
    bdl_str name = call->as.call.name;
    if (c->program->lacks_file)
        return;
    BDL_COMPLAIN(c, call->file, bdl_expr_name_span(call), BDL_MSG_UNKNOWN_FUNCTION,
                 BDL_PRI(name));
    bdl_guess guess;
    if (bdl_diags_dropped(c->diags))
        return; /* nobody will see it */
    bdl_guess_init(&guess, known_as(c, name));
    for (int i = 0; i < BDL_FN_COUNT_; i++)
        bdl_guess_offer(&guess, functions[i].name);
    for (size_t i = 0; i < bdl_map_count(c->globals); i++) {
        const bdl_item *item = bdl_map_value_at(c->globals, i);
        if (item->kind == BDL_I_DEFINE)
            bdl_guess_offer(&guess, item->name.text);
    }
    if (guess.best.len)
        BDL_HINT(c, _("did you mean `%.*s`?"), BDL_PRI(guess.best));
    else
        BDL_HINT(c, "%s", _("`bdl help functions` lists them"));
}

static bool count_fits(bdl_checker *c, const bdl_expr *call) {
    const struct function *f = &functions[call->as.call.builtin];
    size_t count = call->as.call.args->count;
    if (count >= f->least && count <= f->most)
        return true;
    BDL_COMPLAIN_AT(c, call, BDL_MSG_ARGUMENT_COUNT, f->name.data, f->least, count);
    BDL_HINT(c, "%s", f->signature);
    if (f->most == 1 && count > 1 && strncmp(f->signature + f->name.len, "(list", 5) == 0)
        BDL_HINT(c, _("several values make a list in square brackets: `%.*s([a, b])`"),
                 BDL_PRI(f->name));
    return false;
}

bdl_type bdl_check_call(bdl_checker *c, bdl_expr *call) {
    int builtin = find_function(call->as.call.name);
    call->as.call.builtin = builtin;
    call->as.call.define = NULL;
    if (builtin == BDL_FN_FIND)
        return bdl_check_find(c, call);
    for (size_t i = 0; i < call->as.call.args->count; i++)
        bdl_check_expr(c, arg(call, i));
    if (builtin >= 0)
        return count_fits(c, call) ? type_of(c, call) : BDL_TYPE(BDL_NONE);
    const bdl_item *item = bdl_map_get(c->globals, call->as.call.name);
    if (item && item->kind == BDL_I_DEFINE)
        return bdl_check_define_call(c, call, item);
    complain_unknown(c, call);
    return BDL_TYPE(BDL_NONE);
}
