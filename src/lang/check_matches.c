/* check_matches.c - `matches` and `find`: the names that patterns bind. */
#include "lang/checker.h"

#include "base/language.h"
#include "lang/patterns.h"

struct binder {
    bdl_checker *checker;
    const bdl_file *file;
    bdl_rectype *record;  /* of find; NULL: locals */
    const bdl_expr *said; /* what find looks through */
};

/* Two patterns of one condition may bind one name; then it has what both can give. */
static bool join_bound(bdl_checker *c, bdl_known *known, bdl_type type) {
    bdl_type joined;
    if (bdl_types_join(c->arena, known->type, type, &joined)) {
        known->type = joined;
        return true;
    }
    if (!bdl_kind_is_figure(known->type.kind) || !bdl_kind_is_figure(type.kind))
        return false;
    known->type = BDL_TYPE(BDL_BOUND);
    return true;
}

static int bind_local(struct binder *b, bdl_str name, bdl_type type, bdl_span span) {
    bdl_checker *c = b->checker;
    bdl_known *known = bdl_scope_find(c->scope, name);
    if (known && known->from_pattern && known->condition == c->scope->condition) {
        if (!join_bound(c, known, type)) {
            bdl_str first = bdl_check_type_name(c, known->type);
            bdl_str second = bdl_check_type_name(c, type);
            BDL_COMPLAIN(c, b->file, span, BDL_MSG_BINDING_TYPE, BDL_PRI(name),
                         BDL_PRI(second), BDL_PRI(first));
            BDL_NOTE(c, b->file, known->span, _("`%.*s` is bound here first"),
                     BDL_PRI(name));
        }
        return known->local;
    }
    int local = bdl_scope_local(c->scope);
    bdl_check_hidden(c, b->file, name, span);
    bdl_scope_add(c->arena, c->scope,
                  (bdl_known){.name = name,
                              .span = span,
                              .type = type,
                              .local = local,
                              .from_pattern = true,
                              .condition = c->scope->condition});
    return local;
}

static int bind_field(struct binder *b, bdl_str name, bdl_type type, bdl_span span) {
    bdl_checker *c = b->checker;
    int slot = bdl_rectype_add(
        c->arena, b->record,
        (bdl_field){
            .name = name, .type = type, .source = BDL_FROM_FORM, .said = b->said});
    if (slot < 0) {
        bdl_type there = b->record->fields.items[bdl_rectype_slot(b->record, name)].type;
        bdl_str first = bdl_check_type_name(c, there),
                second = bdl_check_type_name(c, type);
        BDL_COMPLAIN(c, b->file, span, BDL_MSG_BINDING_TYPE, BDL_PRI(name),
                     BDL_PRI(second), BDL_PRI(first));
    }
    return slot;
}

static void bind(void *ctx, bdl_binding *binding, bdl_span span) {
    struct binder *b = ctx;
    if (b->record)
        binding->slot = bind_field(b, binding->name, binding->type, span);
    else
        binding->local = bind_local(b, binding->name, binding->type, span);
}

/* What is put into a pattern of a rule is an expression like those round it. */
static void insert(void *ctx, bdl_expr *expr) {
    struct binder *b = ctx;
    bdl_check_insert(b->checker, expr, true);
}

void bdl_check_insert(bdl_checker *c, bdl_expr *expr, bool in_rule) {
    bdl_type type = bdl_check_expr(c, expr);
    if (in_rule && bdl_pattern_table(expr)) {
        bdl_item *item = bdl_map_get(c->globals, expr->as.field.base->as.name.text);
        item->as.table.is_put_in = true;
        return;
    }
    if (type.kind == BDL_LIST)
        type = bdl_type_element(type);
    if (type.kind == BDL_NONE || type.kind == BDL_TEXT || bdl_kind_is_figure(type.kind))
        return;
    bdl_str text = bdl_check_text(c, expr), name = bdl_check_type_name(c, type);
    BDL_COMPLAIN_AT(c, expr, BDL_MSG_INSERT_TYPE, BDL_PRI(text), BDL_PRI(name));
}

/* ---- target patterns ---- */

static void check_target(struct binder *b, bdl_pattern_node *node) {
    bdl_checker *c = b->checker;
    node->local = -1;
    node->target = BDL_NEW(c->arena, bdl_target_pattern);
    if (!bdl_target_pattern_read(node->text, node->target)) {
        BDL_COMPLAIN(c, b->file, node->span, BDL_MSG_TARGET_PATTERN, BDL_PRI(node->text));
        BDL_HINT(c, _("write it like ≥N%%, ≤N万元, N次 or =100%%, or put it in quotes"));
        return;
    }
    bdl_type type = bdl_type_of_unit(c->arena, &node->target->unit);
    if (node->target->placeholder.len && b->record)
        bind_field(b, node->target->placeholder, type, node->span);
    else if (node->target->placeholder.len)
        node->local = bind_local(b, node->target->placeholder, type, node->span);
}

/* ---- patterns of a table ---- */

static void check_value(bdl_checker *c, bdl_expr *expr) {
    bdl_type type = bdl_check_expr(c, expr);
    if (type.kind == BDL_PATTERN || type.kind == BDL_NONE)
        return;
    bdl_str text = bdl_check_text(c, expr), name = bdl_check_type_name(c, type);
    BDL_COMPLAIN_AT(c, expr, BDL_MSG_MATCHES_PATTERN, BDL_PRI(text), BDL_PRI(name));
    if (type.kind == BDL_TEXT)
        BDL_HINT(c, _("whether a text holds another is asked by `contains`"));
    else if (bdl_type_element(type).kind == BDL_PATTERN)
        BDL_HINT(c, _("ask of each: `some word in %.*s satisfies … matches word`"),
                 BDL_PRI(text));
}

/* Whether only the text decides if it meets. */
static bool is_of_text_alone(const bdl_patterns *patterns) {
    for (size_t i = 0; i < patterns->nodes.count; i++) {
        const bdl_pattern_node *node = &patterns->nodes.items[i];
        if (node->kind == BDL_PAT_TARGET || node->kind == BDL_PAT_VALUE ||
            patterns->compiled->alts[i].insert_count > 0)
            return false;
    }
    return true;
}

/* The number of PATTERNS: that of others which the same texts meet. Regular expressions
 * that say the same are one. */
static uint32_t number_of(bdl_checker *c, const bdl_patterns *patterns) {
    bdl_buf key = {.arena = c->scratch};
    const bdl_patterns *first;
    bdl_arena_reset(c->scratch);
    for (size_t i = 0; i < patterns->nodes.count; i++) {
        const bdl_pattern_alt *alt = &patterns->compiled->alts[i];
        bdl_str of_regex = BDL_KEY(alt->regex);
        bdl_buf_char(&key, alt->is_literal ? 'l' : alt->raw ? 'r' : 'f');
        bdl_buf_add(&key, alt->is_literal ? alt->text : of_regex);
        bdl_buf_char(&key, '\0');
    }
    if (!c->conditions)
        c->conditions = bdl_map_new(c->known);
    first = bdl_map_get(c->conditions, bdl_buf_str(&key));
    if (first)
        return first->number;
    bdl_map_put(c->conditions, bdl_arena_str(c->known, bdl_buf_str(&key)),
                (void *)(uintptr_t)patterns);
    return ++c->program->pattern_count;
}

static void check_patterns(struct binder *b, bdl_patterns *patterns) {
    bdl_pattern_env env = {
        .checker = b->checker, .file = b->file, .bind = bind, .insert = insert, .ctx = b};
    for (size_t i = 0; i < patterns->nodes.count; i++)
        if (patterns->nodes.items[i].kind == BDL_PAT_TARGET)
            check_target(b, &patterns->nodes.items[i]);
        else if (patterns->nodes.items[i].kind == BDL_PAT_VALUE)
            check_value(b->checker, patterns->nodes.items[i].expr);
    patterns->compiled = bdl_patterns_build(&env, patterns);
    patterns->binds = patterns->compiled->binds;
    if (is_of_text_alone(patterns))
        patterns->number = number_of(b->checker, patterns);
}

static void check_subject(bdl_checker *c, bdl_expr *subject) {
    bdl_type type = bdl_check_expr(c, subject);
    if (type.kind == BDL_TEXT || type.kind == BDL_NONE)
        return;
    bdl_str text = bdl_check_text(c, subject), name = bdl_check_type_name(c, type);
    BDL_COMPLAIN_AT(c, subject, BDL_MSG_MATCHES_TEXT, BDL_PRI(text), BDL_PRI(name));
    if (type.kind == BDL_LIST)
        BDL_HINT(c, _("ask of each: `some x in %.*s satisfies x matches …`"),
                 BDL_PRI(text));
    else if (type.kind == BDL_RECORD)
        BDL_HINT(c, _("name the field of it that is meant"));
}

bdl_type bdl_check_matches(bdl_checker *c, bdl_expr *expr) {
    struct binder b = {.checker = c, .file = expr->file};
    check_subject(c, expr->as.matches.subject);
    check_patterns(&b, expr->as.matches.patterns);
    return BDL_TYPE(BDL_BOOLEAN);
}

/* find(text matches PATTERN): the patterns move into the call. */
bdl_type bdl_check_find(bdl_checker *c, bdl_expr *call) {
    bdl_exprs *args = call->as.call.args;
    if (!call->as.call.patterns && args->count == 1 &&
        args->items[0]->kind == BDL_E_MATCHES) {
        bdl_expr *matches = args->items[0];
        call->as.call.patterns = matches->as.matches.patterns;
        args->items[0] = matches->as.matches.subject;
    }
    if (!call->as.call.patterns || args->count != 1) {
        BDL_COMPLAIN_AT(c, call, BDL_MSG_FIND);
        return BDL_TYPE(BDL_NONE);
    }
    check_subject(c, args->items[0]);
    bdl_rectype *record = bdl_rectype_new(c->arena, BDL_STR("match"), (bdl_str){0}, NULL);
    struct binder b = {
        .checker = c, .file = call->file, .record = record, .said = args->items[0]};
    check_patterns(&b, call->as.call.patterns);
    return bdl_type_list(c->arena, (bdl_type){.kind = BDL_RECORD, .record = record});
}
