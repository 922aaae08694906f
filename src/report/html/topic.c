/* topic.c - which rules belong together: a ruleset has the rules of its own file and of
 * those in the folder named after it (tables.bdl and tables/). Other rules go by the name
 * of their file. */
#include "report/html/html.h"

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
static bool belongs(const bdl_html_topic *topic, bdl_str stem) {
    return bdl_str_starts(stem, topic->stem) &&
           (stem.len == topic->stem.len || stem.data[topic->stem.len] == '/');
}

static size_t topic_of_file(bdl_html *h, bdl_str path) {
    bdl_str stem = without_suffix(path);

    for (size_t i = 0; i < h->topics.count; i++)
        if (belongs(&h->topics.items[i], stem))
            return i;
    BDL_PUSH(h->arena, &h->topics, (bdl_html_topic){bdl_path_name(stem), stem});
    return h->topics.count - 1;
}

/* Rulesets that have no rule of their own are no topics. */
static void keep_used(bdl_html *h) {
    size_t *new_number = BDL_NEW_ARRAY(h->arena, size_t, h->topics.count + 1);
    size_t kept = 0;

    for (size_t i = 0; i < h->program->rules.count; i++)
        new_number[h->topic_of[i]] = 1;
    for (size_t i = 0; i < h->topics.count; i++)
        if (new_number[i]) {
            h->topics.items[kept] = h->topics.items[i];
            new_number[i] = kept++;
        }
    h->topics.count = kept;
    for (size_t i = 0; i < h->program->rules.count; i++)
        h->topic_of[i] = new_number[h->topic_of[i]];
}

void bdl_html_find_topics(bdl_html *h) {
    const bdl_program *program = h->program;

    h->topic_of = BDL_NEW_ARRAY(h->arena, size_t, program->rules.count + 1);
    h->tally = BDL_NEW_ARRAY(h->arena, bdl_html_tally, program->rules.count + 1);
    for (size_t i = 0; i < program->rulesets.count; i++) {
        const bdl_item *ruleset = program->rulesets.items[i];

        BDL_PUSH(
            h->arena, &h->topics,
            (bdl_html_topic){title_of(ruleset), without_suffix(ruleset->file->path)});
    }
    for (size_t i = 0; i < program->rules.count; i++)
        h->topic_of[i] = topic_of_file(h, program->rules.items[i]->file->path);
    keep_used(h);
}

size_t bdl_html_rule_number(const bdl_html *h, const bdl_item *rule) {
    for (size_t i = 0; i < h->program->rules.count; i++)
        if (h->program->rules.items[i] == rule)
            return i;
    return h->program->rules.count; /* counts, but is not named */
}
