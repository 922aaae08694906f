/* load.c - rule files and what they `use`: each file once, whatever it is called. */
#include "lang/load.h"

#include <sys/stat.h>

#include "base/limits.h"
#include "base/messages.h"
#include "base/text.h"
#include "lang/ahead.h"

struct loader {
    bdl_program *program;
    const bdl_load_options *options;
    bdl_diags *diags;
    bdl_load_finder finder;
    bdl_ahead *ahead;               /* NULL: nothing was parsed ahead */
    bdl_map *seen;                  /* identity -> bdl_file */
    BDL_VEC(const bdl_file *) open; /* whose `use` are being followed */
};

/* ---- places ---- */

bdl_load_place bdl_load_place_of(bdl_arena *arena, bdl_str path) {
    struct stat st;
    bdl_str z = bdl_arena_str(arena, path);
    bdl_load_place place = {.path = z, .identity = z};
    if (strlen(z.data) != z.len || stat(z.data, &st) != 0)
        return place;
    uint64_t numbers[] = {(uint64_t)st.st_dev, (uint64_t)st.st_ino};
    place.identity =
        bdl_arena_str(arena, bdl_str_of((const char *)numbers, sizeof numbers));
    place.is_there = !S_ISDIR(st.st_mode);
    place.is_plain = S_ISREG(st.st_mode);
    return place;
}

static bool is_open(const struct loader *l, const bdl_file *file) {
    for (size_t i = 0; i < l->open.count; i++)
        if (l->open.items[i] == file)
            return true;
    return false;
}

static bdl_load_place try_place(bdl_load_finder *finder, bdl_str path, bdl_buf *tried) {
    if (!finder->known)
        finder->known = bdl_map_new(finder->arena);
    bdl_load_place *place = bdl_map_get(finder->known, path);
    if (!place) {
        place = BDL_NEW(finder->arena, bdl_load_place);
        *place = bdl_load_place_of(finder->arena, path);
        bdl_map_put(finder->known, path, place);
    }
    if (!place->is_there) {
        if (tried->len)
            bdl_buf_add(tried, BDL_STR(", "));
        bdl_buf_add(tried, path);
    }
    return *place;
}

bdl_load_place bdl_load_find(bdl_load_finder *finder, bdl_str folder, bdl_str name,
                             bdl_str *tried) {
    bdl_arena *arena = finder->arena;
    const bdl_load_options *options = finder->options;
    bdl_buf places = {.arena = arena};
    bool absolute = name.len && name.data[0] == '/';
    bdl_str path = absolute ? name : bdl_path_join(arena, folder, name);
    bdl_load_place place = {0};
    if (name.len)
        place = try_place(finder, path, &places);
    for (size_t i = 0; i < options->rules_path_count && !place.is_there && !absolute;
         i++) {
        path = bdl_path_join(arena, options->rules_path[i], name);
        place = try_place(finder, path, &places);
    }
    *tried = bdl_buf_str(&places);
    return place;
}

/* ---- files ---- */

static void load_uses(struct loader *l, bdl_file *file);

bool bdl_load_is_utf8(const bdl_source *source, bdl_diags *diags) {
    size_t bad = bdl_utf8_check(bdl_source_text(source));
    bdl_span span = {(uint32_t)bad, (uint32_t)bad + 1};
    if (bad == SIZE_MAX)
        return true;
    bdl_report(diags, source, span, BDL_MSG_NOT_UTF8);
    bdl_report_hint(diags, "save the file as UTF-8");
    return false;
}

bdl_file *bdl_load_parse(bdl_arena *arena, bdl_str path, bdl_str text,
                         const bdl_load_options *options, bdl_diags *diags) {
    if (bdl_str_starts(text, BDL_STR("\xEF\xBB\xBF")))
        text = bdl_str_from(text, 3);
    bdl_source *source = bdl_source_new_unasked(arena, path, text);
    if (!bdl_load_is_utf8(source, diags))
        return NULL;
    return options->skip_examples ? bdl_parse_rules(arena, source, diags)
                                  : bdl_parse(arena, source, diags);
}

/* Reads and parses PATH, unless that was done ahead; NULL after a report about the `use`
 * at SPAN. */
static bdl_file *read_file(struct loader *l, bdl_str path, bdl_str identity,
                           const bdl_source *source, bdl_span span) {
    bdl_arena *arena = l->program->arena;
    bdl_file *file = bdl_ahead_take(l->ahead, path, identity);
    bdl_str text, error;
    if (file)
        return file;
    if (bdl_file_read(arena, path, BDL_MAX_RULE_BYTES, &text, &error) == BDL_OK)
        return bdl_load_parse(arena, path, text, l->options, l->diags);
    bdl_report(l->diags, source, span, BDL_MSG_UNREADABLE, BDL_PRI(path), BDL_PRI(error));
    return NULL;
}

static void take_file(struct loader *l, bdl_str identity, bdl_file *file) {
    file->depth = l->open.count;
    BDL_PUSH(l->program->arena, &l->program->files, file);
    bdl_map_put(l->seen, identity, file);
    load_uses(l, file);
}

/* Loads what is at PLACE unless it was; USE is the item that names it, or NULL. */
static void load_file(struct loader *l, bdl_load_place place, const bdl_item *use) {
    bdl_str path = place.path, identity = place.identity;
    const bdl_source *source = use ? use->file->source : NULL;
    bdl_span span = use ? use->name.span : (bdl_span){0, 0};
    bdl_file *there = bdl_map_get(l->seen, identity);
    if (there && use && is_open(l, there))
        bdl_report(l->diags, source, span, BDL_MSG_USES_ITSELF, BDL_PRI(path));
    if (bdl_map_put(l->seen, identity, there ? (void *)there : (void *)l->seen))
        return;
    bdl_file *file = read_file(l, path, identity, source, span);
    if (file)
        take_file(l, identity, file);
    else
        l->program->lacks_file = true;
}

static void follow(struct loader *l, const bdl_file *file, const bdl_item *use) {
    bdl_str tried, folder = bdl_path_folder(file->path);
    const bdl_load_place *ahead = bdl_ahead_find(l->ahead, use);
    bdl_load_place place =
        ahead ? *ahead : bdl_load_find(&l->finder, folder, use->name.text, &tried);
    if (place.is_there) {
        load_file(l, place, use);
        return;
    }
    l->program->lacks_file = true;
    bdl_report(l->diags, file->source, use->name.span, BDL_MSG_NO_FILE,
               BDL_PRI(use->name.text));
    bdl_report_hint(l->diags, "looked for %.*s", BDL_PRI(tried));
}

static void load_uses(struct loader *l, bdl_file *file) {
    BDL_PUSH(l->program->arena, &l->open, file);
    for (size_t i = 0; i < file->items.count; i++) {
        const bdl_item *item = file->items.items[i];
        if (item->kind != BDL_I_USE || item->name.text.len == 0)
            continue;
        if (l->open.count > BDL_MAX_USE_DEPTH) {
            bdl_report(l->diags, file->source, item->name.span, BDL_MSG_USE_DEPTH,
                       (int)BDL_MAX_USE_DEPTH);
            break;
        }
        follow(l, file, item);
    }
    l->open.count--;
}

bdl_ahead *bdl_load_files(bdl_program *program, const bdl_str *paths, size_t count,
                          const bdl_load_options *options, bdl_diags *diags) {
    struct loader l = {.program = program,
                       .options = options,
                       .diags = diags,
                       .finder = {program->arena, options, NULL},
                       .ahead = bdl_ahead_parse(program->arena, paths, count, options),
                       .seen = bdl_map_new(program->arena)};
    for (size_t i = 0; i < count; i++)
        load_file(&l, bdl_load_place_of(program->arena, paths[i]), NULL);
    return l.ahead;
}

void bdl_load_text(bdl_program *program, bdl_str name, bdl_str text,
                   const bdl_load_options *options, bdl_diags *diags) {
    struct loader l = {.program = program,
                       .options = options,
                       .diags = diags,
                       .finder = {program->arena, options, NULL},
                       .seen = bdl_map_new(program->arena)};
    bdl_arena *arena = program->arena;
    bdl_file *file = bdl_load_parse(arena, bdl_arena_str(arena, name),
                                    bdl_arena_str(arena, text), options, diags);
    if (file)
        take_file(&l, bdl_load_place_of(arena, file->path).identity, file);
}
