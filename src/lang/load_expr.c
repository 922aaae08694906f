/* load_expr.c - an expression that stands alone: in the braces of a form's pattern, or
 * behind -D. The parser reads whole files, so it is given one that holds just the
 * expression. */
#include "lang/checker.h"

#define HEAD "param expression = "

bdl_expr *bdl_parse_expr(bdl_arena *arena, bdl_str text, const bdl_file *file,
                         size_t offset) {
    bdl_str whole = bdl_arena_printf(arena, HEAD "%.*s", BDL_PRI(text));
    bdl_str name = file ? file->path : BDL_STR("-D");
    const bdl_source *source = bdl_source_new(arena, name, whole);
    bdl_diags *diags = bdl_diags_new();
    bdl_file *parsed = bdl_parse(arena, source, diags);
    bool good = bdl_diags_errors(diags) == 0 && parsed->items.count == 1 &&
                parsed->items.items[0]->kind == BDL_I_PARAM;
    bdl_diags_free(diags);
    if (!good)
        return NULL;
    const bdl_item *item = parsed->items.items[0];
    if (!item->as.param.value || item->title.text.len)
        return NULL;
    if (!file)
        return item->as.param.value;
    long shift = (long)offset - (long)(sizeof HEAD - 1);
    return bdl_expr_clone(arena, item->as.param.value, file, shift);
}
