/* coverage.c - how much of a document the forms understood, and what they did not: the
 * figure that tells how far to trust a run. */
#include "model/recognise.h"

#include "base/language.h"

static void print_share(FILE *out, size_t part, size_t whole) {
    if (whole == 0) {
        fprintf(out, _("none, the document has no table"));
        return;
    }
    size_t tenths = (part * 1000 + whole / 2) / whole;
    if (part < whole && tenths == 1000)
        tenths = 999;
    fprintf(out, _("%zu of %zu (%zu.%zu%%)"), part, whole, tenths / 10, tenths % 10);
}

static void print_place(FILE *out, const bdl_place *place) {
    if (place->line)
        fprintf(out, "  %u: ", place->line);
    else if (bdl_place_cell(place).len)
        fprintf(out, "  %.*s!%.*s: ", BDL_PRI(bdl_place_sheet(place)),
                BDL_PRI(bdl_place_cell(place)));
    else if (place->page)
        fprintf(out, _("  page %u: "), place->page);
    else
        fprintf(out, "  ");
}

static void print_text(FILE *out, bdl_arena *arena, bdl_str text) {
    enum { LONGEST = 60 };
    size_t end = bdl_utf8_offset(text, LONGEST);
    bdl_str shown = bdl_text_printable(arena, bdl_str_of(text.data, end));
    for (size_t i = 0; i < shown.len; i++)
        fputc(shown.data[i] == '\n' || shown.data[i] == '\t' ? ' ' : shown.data[i], out);
    if (end < text.len)
        fprintf(out, "…");
}

static void print_totals(FILE *out, const bdl_model *model) {
    size_t cells = 0, read = 0, met = 0;
    for (size_t i = 0; i < model->tables.count; i++) {
        cells += model->tables.items[i].cells;
        read += model->tables.items[i].cells_read;
        met += model->tables.items[i].form != NULL;
    }
    fprintf(out, "%.*s\n", BDL_PRI(model->doc->path));
    fprintf(out, _("cells in the model: "));
    print_share(out, read, cells);
    fprintf(out, _("\ntables that met a form: "));
    print_share(out, met, model->tables.count);
    fprintf(out, "\n");
}

static void print_unmet(FILE *out, bdl_arena *arena, const bdl_model *model) {
    bool any = false;
    for (size_t i = 0; i < model->tables.count; i++) {
        const bdl_table_seen *t = &model->tables.items[i];
        if (t->form)
            continue;
        if (!any)
            fprintf(out, _("tables that met no form:\n"));
        any = true;
        print_place(out, &t->place);
        print_text(out, arena, t->title.len ? t->title : BDL_TR("(no title)"));
        fprintf(out, _(", %zu columns, %zu rows\n"), t->column_count, t->row_count);
    }
}

/* The two forms of a contest, without what decided it. */
static bdl_str contest_forms(const bdl_table_seen *t) {
    size_t by = bdl_str_find(t->contest, BDL_STR(" by "), 0);
    return by == SIZE_MAX ? t->contest : bdl_str_of(t->contest.data, by);
}

/* Tables with one contest: the first of them, and how many more there are. */
typedef struct contest {
    const bdl_table_seen *first;
    size_t more;
} contest;

typedef BDL_VEC(contest) contests;

static void add_contest(bdl_arena *arena, contests *all, const bdl_table_seen *t) {
    for (size_t i = 0; i < all->count; i++)
        if (bdl_str_eq(contest_forms(all->items[i].first), contest_forms(t))) {
            all->items[i].more++;
            return;
        }
    BDL_PUSH(arena, all, (contest){t, 0});
}

static void print_contests(FILE *out, bdl_arena *arena, const bdl_model *model) {
    contests all = {0};
    for (size_t i = 0; i < model->tables.count; i++)
        if (model->tables.items[i].contest.len > 0)
            add_contest(arena, &all, &model->tables.items[i]);
    if (all.count > 0)
        fprintf(out, _("tables that more than one form could meet:\n"));
    for (size_t i = 0; i < all.count; i++) {
        const bdl_table_seen *t = all.items[i].first;
        print_place(out, &t->place);
        print_text(out, arena, t->title);
        fprintf(out, ": %.*s", BDL_PRI(t->contest));
        if (all.items[i].more > 0)
            fprintf(out, _(", and %zu more like it"), all.items[i].more);
        fprintf(out, "\n");
    }
}

static void print_partly(FILE *out, bdl_arena *arena, const bdl_model *model) {
    bool any = false;
    for (size_t i = 0; i < model->tables.count; i++) {
        const bdl_table_seen *t = &model->tables.items[i];
        if (!t->form || t->cells_read == t->cells)
            continue;
        if (!any)
            fprintf(out, _("tables that were read in part:\n"));
        any = true;
        print_place(out, &t->place);
        print_text(out, arena, t->title);
        fprintf(out, " (%.*s): ", BDL_PRI(t->form->name));
        print_share(out, t->cells_read, t->cells);
        if (t->left.len > 0) {
            fprintf(out, _(", without "));
            print_text(out, arena, t->left);
        }
        fprintf(out, "\n");
    }
}

static void print_bare(FILE *out, bdl_arena *arena, const bdl_model *model) {
    bool any = false;
    for (size_t i = 0; i < model->tables.count; i++) {
        const bdl_table_seen *t = &model->tables.items[i];
        if (t->bare.len == 0)
            continue;
        if (!any)
            fprintf(out, _("labels without a cell for their value:\n"));
        any = true;
        print_place(out, &t->place);
        print_text(out, arena, t->title);
        fprintf(out, ": ");
        print_text(out, arena, t->bare);
        fprintf(out, "\n");
    }
}

static void print_unread(FILE *out, bdl_arena *arena, const bdl_model *model) {
    if (model->unread.count > 0)
        fprintf(out, _("not understood:\n"));
    for (size_t i = 0; i < model->unread.count; i++) {
        const bdl_unread *u = &model->unread.items[i];
        print_place(out, &u->place);
        print_text(out, arena, u->text);
        fprintf(out, " - %.*s\n", BDL_PRI(u->why));
    }
    for (size_t i = 0; i < model->doc->troubles.count; i++) {
        print_place(out, &model->doc->troubles.items[i].place);
        fprintf(out, "%.*s\n", BDL_PRI(model->doc->troubles.items[i].text));
    }
}

void bdl_coverage_print(FILE *out, const bdl_model *model) {
    bdl_arena *arena = bdl_arena_new();
    print_totals(out, model);
    print_unmet(out, arena, model);
    print_contests(out, arena, model);
    print_partly(out, arena, model);
    print_bare(out, arena, model);
    print_unread(out, arena, model);
    bdl_arena_free(arena);
}
