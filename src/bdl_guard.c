/* bdl_guard.c - the border for `bdl guard`: which figures of a document the rules
 * protect. */
#include "bdl_internal.h"

#include "base/language.h"
#include "eval/guard.h"
#include "model/model.h"
#include "read/read.h"

static void print_figure(FILE *out, bdl_arena *arena, const bdl_guarded *figure) {
    const bdl_value *v = figure->record->slots[figure->slot];
    const bdl_field *field = &figure->record->type->fields.items[figure->slot];
    bdl_str path = bdl_record_path(arena, figure->record, figure->slot);
    bdl_str value = bdl_value_print(arena, v);
    bdl_place place = bdl_origin_place(v->origin);
    bdl_str at = bdl_place_print(arena, (bdl_str){0}, &place);

    fprintf(out, "  %.*s: %.*s", BDL_PRI(at), BDL_PRI(path));
    if (field->zh.len)
        fprintf(out, " (%.*s)", BDL_PRI(field->zh));
    fprintf(out, " = %.*s", BDL_PRI(value));
}

/* The record of the document that holds FIGURE: the table, sheet or statement. */
static const bdl_rectype *form_of(const bdl_guarded *figure) {
    const bdl_record *record = figure->record;

    while (record->holder && record->holder->holder)
        record = record->holder;
    return record->type;
}

static void print_forms(FILE *out, const bdl_guard *guard) {
    for (size_t i = 0; i < guard->figures.count;) {
        const bdl_rectype *form = form_of(guard->figures.items[i]);
        size_t count = 0, decided = 0;

        for (; i < guard->figures.count && form_of(guard->figures.items[i]) == form;
             i++) {
            count++;
            decided += guard->figures.items[i]->decided > 0;
        }
        fprintf(out, _("  %.*s: %zu of %zu\n"), BDL_PRI(form->name), decided, count);
    }
}

static void print_watch(FILE *out, const bdl_guard *guard, bdl_arena *arena) {
    size_t related = 0, decided = 0;

    for (size_t i = 0; i < guard->figures.count; i++) {
        related += guard->figures.items[i]->relations > 0;
        decided += guard->figures.items[i]->decided > 0;
    }
    fprintf(out,
            _("%zu figures: %zu take part in a relation, %zu in one that was decided\n"),
            guard->figures.count, related, decided);
    print_forms(out, guard);
    if (decided < guard->figures.count)
        fputs("unguarded:\n", out);
    for (size_t i = 0; i < guard->figures.count; i++) {
        const bdl_guarded *figure = guard->figures.items[i];

        if (figure->decided > 0)
            continue;
        print_figure(out, arena, figure);
        fputs(figure->relations > 0 ? _(" (not assessed)\n") : "\n", out);
    }
}

static void print_plants(FILE *out, const bdl_guard *guard, bdl_arena *arena) {
    size_t counts[BDL_NOT_CHANGED + 1] = {0};

    for (size_t i = 0; i < guard->planted.count; i++)
        counts[guard->planted.items[i].notice]++;
    fprintf(
        out,
        _("%zu figures changed one at a time: %zu noticed, %zu within rounding, %zu not "
          "noticed\n"),
        guard->planted.count - counts[BDL_NOT_CHANGED], counts[BDL_NOTICED],
        counts[BDL_WITHIN_ROUNDING], counts[BDL_UNNOTICED]);
    for (size_t i = 0; i < guard->planted.count; i++) {
        const bdl_planted *planted = &guard->planted.items[i];

        if (planted->notice != BDL_UNNOTICED && planted->notice != BDL_NOT_CHANGED)
            continue;
        print_figure(out, arena, planted->figure);
        if (planted->notice == BDL_UNNOTICED)
            fprintf(out, _(", %.*s was not noticed\n"), BDL_PRI(planted->became));
        else
            fputs(_(" could not be changed where it is printed\n"), out);
    }
}

static void guard_document(FILE *out, bdl_eval *eval, bdl_model *model, const void *ctx) {
    size_t plant = *(const size_t *)ctx;
    bdl_arena *arena = model->doc->arena;
    bdl_guard *guard = bdl_guard_watch(eval, model, arena);

    fprintf(out, "%.*s: ", BDL_PRI(model->doc->path));
    print_watch(out, guard, arena);
    if (plant > 0) {
        bdl_guard_plant(eval, model, guard, plant);
        print_plants(out, guard, arena);
    }
}

int bdl_guard_documents(const bdl_rules *rules, const bdl_paths *paths, size_t plant,
                        FILE *out) {
    return bdl_each_model(rules, paths, out, guard_document, &plant);
}
