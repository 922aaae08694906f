/* others.c - the documents of a run while one of them is checked. */
#include "eval/others.h"

#include "eval/extract.h"

/* A document record: without slots while it is packed. */
typedef struct other {
    bdl_record record;
    bdl_others *all;
} other;

struct bdl_others {
    const bdl_schema *schema;
    const bdl_corpus *corpus;
    other *items;
    bdl_list list;
    size_t own; /* the one checked, whose record is that of its model */
    bdl_arena *arena;
    bdl_arena *kept, *passing, *room; /* of what is unpacked; ROOM is one of them */
    BDL_VEC(size_t) open;
};

static void pack(bdl_others *others, size_t i) {
    others->items[i] = (other){
        .record = {.type = others->schema->document,
                   .place = {.line = others->corpus->documents[i].line}},
        .all = others,
    };
}

bdl_others *bdl_others_new(bdl_arena *arena, const bdl_schema *schema,
                           const bdl_corpus *corpus) {
    bdl_others *others = BDL_NEW(arena, bdl_others);

    others->schema = schema;
    others->corpus = corpus;
    others->arena = arena;
    others->kept = others->room = bdl_arena_new();
    others->passing = bdl_arena_new();
    others->items = BDL_NEW_ARRAY(arena, other, corpus->count + 1);
    others->list.items = BDL_NEW_ARRAY(arena, bdl_value, corpus->count + 1);
    others->list.count = corpus->count;
    for (size_t i = 0; i < corpus->count; i++) {
        pack(others, i);
        others->list.items[i] = bdl_value_record(&others->items[i].record);
    }
    return others;
}

void bdl_others_free(bdl_others *others) {
    if (!others)
        return;
    bdl_arena_free(others->kept);
    bdl_arena_free(others->passing);
}

void bdl_others_forget(bdl_others *others) {
    while (others->open.count > 0)
        pack(others, others->open.items[--others->open.count]);
    bdl_arena_reset(others->kept);
}

const bdl_list *bdl_others_begin(bdl_others *others, size_t own, bdl_record *document) {
    bdl_others_forget(others);
    others->list.items[others->own].as.record = &others->items[others->own].record;
    others->own = own;
    others->list.items[own].as.record = document;
    return &others->list;
}

size_t bdl_others_begin_passing(bdl_others *others) {
    others->room = others->passing;
    return others->open.count;
}

void bdl_others_end_passing(bdl_others *others, size_t mark) {
    while (others->open.count > mark)
        pack(others, others->open.items[--others->open.count]);
    bdl_arena_reset(others->passing);
    others->room = others->kept;
}

bdl_value **bdl_other_open(const bdl_record *document) {
    other *one = (other *)(uintptr_t)document; /* its first member */
    bdl_others *others = one->all;
    size_t i = (size_t)(one - others->items);

    bdl_extract_open(others->room, others->corpus->needs, others->schema,
                     &others->corpus->documents[i], &one->record);
    BDL_PUSH(others->arena, &others->open, i);
    return one->record.slots;
}

void bdl_others_quote(bdl_others *others, const bdl_model *model) {
    for (size_t i = 0; others && i < others->open.count; i++) {
        size_t at = others->open.items[i];

        if (others->items[at].record.model == model)
            bdl_extract_open_lines(others->room, &others->corpus->documents[at], model);
    }
}
