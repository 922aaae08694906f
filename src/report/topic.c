/* topic.c - which rules belong together: a ruleset has the rules of its own file and of
 * those in the folder named after it (tables.bdl and tables/). Other rules go by the name
 * of their file. */
#include "report/report.h"

#include "base/file.h"

static bdl_str without_suffix(bdl_str path) {
    if (bdl_str_ends(path, BDL_STR(".bdl")))
        path.len -= 4;
    return path;
}

static bdl_str title_of(const bdl_item *ruleset) {
    if (ruleset->title.text.len)
        return ruleset->title.text;
    bdl_str title = bdl_item_header_text(ruleset, "title");
    return title.len ? title : ruleset->name.text;
}

/* Whether a file named STEM (without its suffix) belongs to TOPIC. */
static bool belongs(const bdl_topic *topic, bdl_str stem) {
    return bdl_str_starts(stem, topic->stem) &&
           (stem.len == topic->stem.len || stem.data[topic->stem.len] == '/');
}

static size_t topic_of_file(bdl_arena *arena, bdl_topics *topics, bdl_str path) {
    bdl_str stem = without_suffix(path);

    for (size_t i = 0; i < topics->items.count; i++)
        if (belongs(&topics->items.items[i], stem))
            return i;
    BDL_PUSH(arena, &topics->items, (bdl_topic){bdl_path_name(stem), stem});
    return topics->items.count - 1;
}

/* Rulesets that have no rule of their own are no topics. */
static void keep_used(bdl_arena *arena, bdl_topics *topics, size_t rules) {
    size_t *new_number = BDL_NEW_ARRAY(arena, size_t, topics->items.count + 1);
    size_t kept = 0;

    for (size_t i = 0; i < rules; i++)
        new_number[topics->of[i]] = 1;
    for (size_t i = 0; i < topics->items.count; i++)
        if (new_number[i]) {
            topics->items.items[kept] = topics->items.items[i];
            new_number[i] = kept++;
        }
    topics->items.count = kept;
    for (size_t i = 0; i < rules; i++)
        topics->of[i] = new_number[topics->of[i]];
}

bdl_topics bdl_topics_of(bdl_arena *arena, const bdl_program *program) {
    bdl_topics topics = {.of = BDL_NEW_ARRAY(arena, size_t, program->rules.count + 1)};

    for (size_t i = 0; i < program->rulesets.count; i++) {
        const bdl_item *ruleset = program->rulesets.items[i];

        BDL_PUSH(arena, &topics.items,
                 (bdl_topic){title_of(ruleset), without_suffix(ruleset->file->path)});
    }
    for (size_t i = 0; i < program->rules.count; i++)
        topics.of[i] = topic_of_file(arena, &topics, program->rules.items[i]->file->path);
    keep_used(arena, &topics, program->rules.count);
    return topics;
}
