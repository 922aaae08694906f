/* check.h - names and types: what check writes into the tree for those who evaluate it,
 * and what the files of check share. Everything lives in the arena of the program.
 *
 * WHAT THE TREE HOLDS AFTER CHECK
 *
 * Every expression has `type`; BDL_NONE only for `missing`, `[]` and what comes of them.
 * Locals are numbered within a rule or within one define (its params are 0, 1, ...),
 * never used twice: a frame has bdl_rule_item.local_count or bdl_define.local_count
 * values; for expressions elsewhere (forms, duties, params, tables)
 * bdl_program.local_count suffices.
 *
 * NAME    ref LOCAL: locals[local]. ITEM: the same, a filter's element. LOCAL_FIELD:
 * field `slot` of the record in locals[local]. DOC_FIELD: field `slot` of the document
 *         checked. DOCUMENT, CORPUS. PARAM, TABLE: `target` is the const bdl_item *.
 *         `target` (of an indicator) becomes a FIELD, see there; so does no other name.
 * FIELD   base is a RECORD and slot its field; with `maps` base is a list: the field of
 * each element, and where that is a list itself, flattened one level. `key`: base is the
 *         NAME of a group, the value is its key (slot -1). target_part >= 0
 * (BDL_TARGET_...): slot is -1; WHOLE: base is a TEXT, the value the target it states;
 * the others: base is a TARGET. `record.target` is turned into that on the record's field
 *         type->slot_target_of. All of them may have `maps`.
 *         `income.all`, an entry of a list: base is the holder of the list (or the whole
 * a NAME), slot that of the holder's field "income.all". INDEX   filters: argument is a
 * condition, the element is in locals[local] (-1: number). CALL    builtin >= 0: the
 * number of the function in builtins.def (order, from 0); or builtin -1 and `define`: the
 * body checked for these argument types, never shared with other types. find: args holds
 * the text, patterns the rest, the type is a list of records whose type has a field for
 * each binding (binding.slot). lookup: args[0] is the NAME of a table or a list of
 * records with a tree by code (type->slot_key). duplicates of a FIELD that maps over
 * records gives the records. BINARY  `in` with a RANGE on the right is a comparison with
 * its ends; with a list, whether an element equals. A literal 0 keeps the type NUMBER and
 * fits every unit. Operands of kind BOUND, or QUANTITY without unit_known, are compared
 * by what is read: not assessed when the dimensions differ. MATCHES patterns->nodes[i]
 * TARGET: `target`, `local` of its placeholder (-1: none); VALUE: `expr`, a PATTERN;
 * REGEX and STRING: patterns->compiled->alts[i], binding.local of each. Several patterns
 *         of one condition that bind one name share the local: when a pattern meets it
 * sets its locals, all other locals of the same MATCHES become missing; when none meets
 *         all become missing. An alternative with inserts has regex NULL: its expressions
 *         are evaluated in place, their texts quoted and put in as (?:a|b) at the
 * offsets. RECORD  type.record is a type of its own with a field for each entry (find by
 * name). IF EVERY SOME FOR  each.local holds the element.
 *
 * for clause: locals[local] is the element. With `by`, the element is in locals[local]
 * while each `by` is evaluated, then the group (a list with key) is; `where` is tested on
 *         the group. The key of one `by` is its value, of several a list of
 *         them; where they are of several types, a list of their printed texts.
 * let     locals[local].
 * example The values of its entries are literals, lists and records (and what is computed
 * of them and params) fitted to the field: a RECORD has the type of the field's record,
 *         its entries' paths are fields of it (one word, or a group and its field); a
 * text for a figure, date or target is the text of the cell ("" is blank). `corpus` is a
 *         list of records of the type of the document.
 * forms   `where`, `skip`: locals[0] is the row, bare names its fields. `let`: locals[0]
 * is the record that has the field. {expression} of a form's pattern: no record, only
 * fields of the document, params and tables; its value is a text, a figure or a list of
 * them. A field with several lets (layouts given by several forms) has one expression
 * that asks the record's hidden field `form` (slot_form) for the form that gave it; where
 *         that is missing the lets are tried in turn.
 * param   as.param.value, checked, after -D. table: row, rows (typed), keys. */
#ifndef BDL_LANG_CHECK_H
#define BDL_LANG_CHECK_H

#include "lang/program.h"

/* bdl_expr.target_part */
enum {
    BDL_TARGET_WHOLE,
    BDL_TARGET_COMPARATOR, /* text: ≥ ≤ > < = or "" for a bare value, - for a range */
    BDL_TARGET_BOUND,      /* bound (a figure or a date); the lower one of a range */
    BDL_TARGET_UNIT,       /* text of the bound's unit */
    BDL_TARGET_REST,       /* text that stood around it */
    BDL_TARGET_LOW,        /* of a range; missing otherwise */
    BDL_TARGET_HIGH,
};

/* The number of each function, in the order of builtins.def. */
enum {
#define BUILTIN(id, name, least, most, signature, help) BDL_FN_##id,
#include "lang/builtins.def"
#undef BUILTIN
    BDL_FN_COUNT_
};

/* Whether two checked expressions say the same thing. DEPTH: 0. */
bool bdl_expr_same(const bdl_expr *a, const bdl_expr *b, int depth);

#endif
