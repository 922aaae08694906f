/* waive.c - known findings that are taken out of the count. */
#include "eval/machine.h"

#include "base/file.h"
#include "eval/glob.h"

static bool read_number(bdl_str s, size_t from, size_t digits, int *out) {
    *out = (int)bdl_str_number_at(s, from, 9999);
    return bdl_str_digits(s, from) == digits;
}

/* Whether a waiver `until 2026-12-31` lies behind TODAY; the day itself still counts. */
bool bdl_waiver_is_expired(const bdl_item *waiver, bdl_date today) {
    bdl_str until = waiver->as.waive.until.text;
    int year, month, day;

    if (today.year == 0 || !read_number(until, 0, 4, &year) ||
        !read_number(until, 5, 2, &month) || !read_number(until, 8, 2, &day))
        return false;
    if (year != today.year)
        return year < today.year;
    return month != today.month ? month < today.month : day < today.day;
}

/* expenditure.rows[3].basic as expenditure.rows.basic */
static bdl_str without_numbers(bdl_arena *arena, bdl_str path) {
    bdl_buf buf = {.arena = arena};
    bool inside = false;

    for (size_t i = 0; i < path.len; i++) {
        inside |= path.data[i] == '[';
        if (!inside)
            bdl_buf_char(&buf, path.data[i]);
        inside &= path.data[i] != ']';
    }
    return bdl_buf_str(&buf);
}

static bool is_at(const bdl_eval *e, bdl_str at, const bdl_finding *finding) {
    if (at.len == 0)
        return true;
    for (size_t i = 0; i < finding->operand_count; i++) {
        bdl_str name = finding->operands[i].name;

        if (bdl_str_eq(at, name) || bdl_glob_meets(at, name) ||
            bdl_str_eq(at, without_numbers(e->scratch, name)))
            return true;
    }
    return false;
}

const bdl_item *bdl_waiver_of(const bdl_eval *e, const bdl_finding *finding) {
    for (size_t i = 0; i < e->program->waives.count; i++) {
        const bdl_item *waiver = e->program->waives.items[i];
        bdl_str glob = waiver->as.waive.glob;

        if (bdl_str_eq(waiver->as.waive.rule.text, finding->rule->name.text) &&
            (glob.len == 0 || bdl_glob_meets(glob, finding->document) ||
             bdl_glob_meets(glob, bdl_path_name(finding->document))) &&
            is_at(e, waiver->as.waive.at, finding) &&
            !bdl_waiver_is_expired(waiver, e->options.today))
            return waiver;
    }
    return NULL;
}
