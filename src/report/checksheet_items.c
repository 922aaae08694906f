/* checksheet_items.c - the items of a check sheet, and what a document's outcomes say of
 * each. */
#include "report/checksheet.h"

#include <fnmatch.h>

#include "base/file.h"
#include "base/language.h"
#include "base/limits.h"

enum { REMARKS = 5 }; /* findings that a remark names */

/* ---- reading ---- */

/* The next field of a line of CSV, from *AT on; behind it *AT is at what follows. */
static bdl_str next_field(bdl_arena *arena, bdl_str line, size_t *at) {
    bdl_buf field = {.arena = arena};
    bool quoted = *at < line.len && line.data[*at] == '"';

    for (*at += quoted; *at < line.len; (*at)++) {
        char c = line.data[*at];

        if (quoted && c == '"') {
            if (*at + 1 >= line.len || line.data[*at + 1] != '"') {
                quoted = false;
                continue;
            }
            (*at)++;
        } else if (!quoted && c == ',') {
            break;
        }
        bdl_buf_char(&field, c);
    }
    *at += *at < line.len;
    return bdl_buf_str(&field);
}

static void add_checks(bdl_arena *arena, bdl_check_item *item, bdl_str words) {
    size_t begin = 0;

    for (size_t i = 0; i <= words.len; i++)
        if (i == words.len || words.data[i] == ' ') {
            if (i > begin)
                BDL_PUSH(arena, &item->checks,
                         bdl_arena_str(arena, bdl_str_of(words.data + begin, i - begin)));
            begin = i + 1;
        }
}

/* ---- which rules and duties are meant ---- */

static bool is_like(bdl_arena *arena, bdl_str glob, bdl_str name) {
    return fnmatch(glob.data, bdl_arena_str(arena, name).data, 0) == 0;
}

/* "performance/ *" names the rules of the files performance/….bdl. */
static bool is_file_of(bdl_arena *arena, bdl_str glob, bdl_str path) {
    bdl_str pattern = bdl_arena_printf(arena, "*/%.*s.bdl", BDL_PRI(glob));
    bdl_str rooted = bdl_arena_printf(arena, "/%.*s", BDL_PRI(path));

    return is_like(arena, pattern, rooted);
}

static bool decides(bdl_arena *arena, bdl_str check, const bdl_item *rule) {
    const bdl_words *tags = &rule->as.rule.tags;

    if (bdl_str_has(check, BDL_STR("/")))
        return is_file_of(arena, check, rule->file->path);
    for (size_t i = 0; i < tags->count; i++)
        if (bdl_str_eq(check, tags->items[i].text))
            return true;
    return is_like(arena, check, rule->name.text);
}

static void mark(bdl_arena *scratch, bdl_check_item *item, const bdl_program *program) {
    for (size_t k = 0; k < item->checks.count; k++) {
        bdl_str check = item->checks.items[k];

        for (size_t i = 0; i < program->rules.count; i++)
            item->rules[i] |= decides(scratch, check, program->rules.items[i]);
        for (size_t i = 0; i < program->duties.count; i++)
            item->duties[i] |=
                is_like(scratch, check, program->duties.items[i]->name.text);
    }
}

static void add_item(bdl_arena *arena, bdl_arena *scratch, bdl_str line,
                     const bdl_program *program, bdl_check_items *items) {
    bdl_check_item item = {0};
    size_t at = 0;

    item.name = next_field(arena, line, &at);
    add_checks(arena, &item, next_field(arena, line, &at));
    item.note = next_field(arena, line, &at);
    item.rules = BDL_NEW_ARRAY(arena, bool, program->rules.count + 1);
    item.duties = BDL_NEW_ARRAY(arena, bool, program->duties.count + 1);
    mark(scratch, &item, program);
    if (item.name.len)
        BDL_PUSH(arena, items, item);
}

bool bdl_check_items_read(bdl_arena *arena, bdl_str path, const bdl_program *program,
                          bdl_check_items *items, bdl_str *error) {
    bdl_arena *scratch;
    bdl_str text;
    size_t number = 0;

    if (bdl_file_read(arena, path, BDL_MAX_RULE_BYTES, &text, error) != BDL_OK) {
        *error = bdl_arena_printf(arena, "%.*s: %.*s", BDL_PRI(path), BDL_PRI(*error));
        return false;
    }
    scratch = bdl_arena_new();
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        end = bdl_str_find(text, BDL_STR("\n"), at);
        if (end == SIZE_MAX)
            end = text.len;
        bdl_str line = bdl_str_of(text.data + at, end - at);

        if (line.len && line.data[line.len - 1] == '\r')
            line.len--;
        if (number++ > 0) /* behind the heading */
            add_item(arena, scratch, line, program, items);
    }
    bdl_arena_free(scratch);
    if (items->count == 0)
        *error = bdl_arena_printf(
            arena, _("%.*s: no items; a line has an item, its checks and a note"),
            BDL_PRI(path));
    return items->count > 0;
}

/* ---- answers ---- */

struct tally {
    bdl_buf remark;
    size_t failed, noted, passed, open, said;
};

static void say(struct tally *tally, bdl_str text, uint32_t line) {
    if (tally->said++ >= REMARKS)
        return;
    if (tally->remark.len)
        bdl_buf_add(&tally->remark, BDL_STR("；"));
    if (line)
        bdl_buf_printf(&tally->remark, "第 %u 行：", line);
    bdl_buf_add(&tally->remark, text);
}

static size_t index_of_rule(const bdl_program *program, const bdl_item *rule) {
    size_t i = 0;

    while (program->rules.items[i] != rule)
        i++;
    return i;
}

static void take_findings(struct tally *tally, const bdl_program *program,
                          const bdl_check_item *item, const bdl_doc_result *result) {
    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *finding = &result->findings.items[i];

        if (finding->waived_by || finding->known ||
            !item->rules[index_of_rule(program, finding->rule)])
            continue;
        if (finding->severity == BDL_INFO)
            tally->noted++;
        else
            tally->failed++;
        say(tally, finding->message, finding->place.line);
    }
}

static void take_counts(struct tally *tally, const bdl_program *program,
                        const bdl_check_item *item, const bdl_doc_result *result) {
    for (size_t i = 0; result->rules && i < program->rules.count; i++) {
        if (!item->rules[i])
            continue;
        tally->passed +=
            result->rules[i].outcome[BDL_PASSED] + result->rules[i].outcome[BDL_ROUNDED];
        tally->open += result->rules[i].outcome[BDL_NOT_ASSESSED];
    }
}

static void take_duties(struct tally *tally, const bdl_program *program,
                        const bdl_check_item *item, const bdl_doc_result *result) {
    for (size_t i = 0; i < result->duties.count; i++) {
        const bdl_duty_outcome *duty = &result->duties.items[i];
        size_t k = 0;

        while (program->duties.items[k] != duty->duty)
            k++;
        if (!item->duties[k])
            continue;
        tally->passed += duty->state == BDL_DUTY_MET;
        tally->open += duty->state == BDL_DUTY_OPEN;
        if (duty->state == BDL_DUTY_VIOLATED) {
            tally->failed++;
            say(tally,
                bdl_arena_printf(tally->remark.arena, "未做到：%.*s",
                                 BDL_PRI(duty->duty->title.text)),
                0);
        }
    }
}

static bdl_str remark_of(struct tally *tally) {
    bdl_buf *remark = &tally->remark;

    if (tally->said > REMARKS)
        bdl_buf_printf(remark, "；另有 %zu 处", tally->said - REMARKS);
    if (tally->open)
        bdl_buf_printf(remark, "%s%zu 处未能判断，需人工核对", remark->len ? "；" : "",
                       tally->open);
    else if (tally->passed + tally->said == 0)
        bdl_buf_add(remark, BDL_STR("没有可以自动判断的内容，需人工核对"));
    return bdl_buf_str(remark);
}

bdl_check_answer bdl_check_item_answer(bdl_arena *arena, const bdl_program *program,
                                       const bdl_check_item *item,
                                       const bdl_doc_result *result, bdl_str *remark) {
    struct tally tally = {.remark = {.arena = arena}};

    if (!result->read) {
        *remark = bdl_arena_printf(arena, "文件未能读取：%.*s", BDL_PRI(result->error));
        return BDL_CHECK_OPEN;
    }
    take_findings(&tally, program, item, result);
    take_counts(&tally, program, item, result);
    take_duties(&tally, program, item, result);
    *remark = remark_of(&tally);
    if (tally.failed)
        return BDL_CHECK_NO;
    return tally.passed && !tally.open && !tally.noted ? BDL_CHECK_YES : BDL_CHECK_OPEN;
}
