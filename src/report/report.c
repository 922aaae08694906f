/* report.c - the list of report formats, and what several of them need. */
#include "report/report.h"

#include <stdlib.h>

#include "base/language.h"
#include "base/vec.h"

#define FORMAT(name) extern const bdl_report_format bdl_report_##name;
#include "report/formats.def"
#undef FORMAT

static const bdl_report_format *const formats[] = {
#define FORMAT(name) &bdl_report_##name,
#include "report/formats.def"
#undef FORMAT
};

const bdl_report_format *bdl_report_format_at(size_t i) {
    return i < BDL_COUNT_OF(formats) ? formats[i] : NULL;
}

const bdl_report_format *bdl_report_format_named(bdl_str name) {
    for (size_t i = 0; i < BDL_COUNT_OF(formats); i++)
        if (bdl_str_eq(bdl_str_z(formats[i]->name), name))
            return formats[i];
    return NULL;
}

bdl_str bdl_item_header_text(const bdl_item *item, const char *name) {
    for (size_t i = 0; i < item->headers.count; i++) {
        const bdl_header *header = item->headers.items[i];

        if (bdl_str_eq(header->name.text, bdl_str_z(name)) && header->expr &&
            header->expr->kind == BDL_E_LITERAL)
            return header->expr->as.literal->text;
    }
    return BDL_STR("");
}

bool bdl_rule_is_vacuous(const bdl_rule_counts *counts) {
    size_t reached = 0;

    for (int i = 0; i < BDL_OUTCOME_COUNT; i++)
        reached += counts->outcome[i];
    return counts->applied && counts->lists_were_there && reached == 0;
}

const char *bdl_severity_name(bdl_severity severity) {
    static const char *const names[] = {"info", "warning", "error"};

    return names[severity];
}

const char *bdl_duty_state_name(bdl_duty_state state) {
    static const char *const names[] = {N_("not applicable"), N_("met"), N_("violated"),
                                        N_("open")};

    return names[state];
}

void *bdl_report_new(size_t size) {
    void *report = calloc(1, size);

    if (!report)
        bdl_out_of_memory();
    return report;
}

void *bdl_report_open_nothing(FILE *out, const bdl_program *program,
                              const bdl_report_options *options) {
    (void)out;
    (void)program;
    *options->error = BDL_TR("this bdl was built without the library that writes it");
    return NULL;
}

bool bdl_operand_is_named(const bdl_operand *operand) {
    if (!operand->made || operand->label.len == 0)
        return true;
    if (bdl_str_eq(operand->name, operand->printed)) /* its text stands for it */
        return false;
    for (size_t i = 0; i < operand->name.len; i++)
        if ((unsigned char)operand->name.data[i] >= 0x80)
            return true;
    return false;
}

bdl_str bdl_operand_called(const bdl_operand *operand) {
    return operand->words.len ? operand->words : operand->label;
}

bdl_str bdl_operand_words(bdl_arena *arena, const bdl_operand *operand) {
    bdl_buf buf = {.arena = arena};
    bool named = bdl_operand_is_named(operand);
    bdl_str called = bdl_operand_called(operand);

    if (called.len && !bdl_str_eq(called, operand->name))
        bdl_buf_printf(&buf, "%.*s%s", BDL_PRI(called), named ? " " : "");
    if (named)
        bdl_buf_add(&buf, operand->name);
    bdl_buf_add(&buf, BDL_STR(" = "));
    if (operand->value.len)
        bdl_buf_printf(&buf, "%.*s%.*s", BDL_PRI(operand->value), BDL_PRI(operand->unit));
    else
        bdl_buf_add(&buf, operand->printed.len ? operand->printed : BDL_STR("（空）"));
    return bdl_buf_str(&buf);
}

bdl_str bdl_finding_hint(bdl_arena *arena, const bdl_finding *finding) {
    if (finding->cause.len == 0)
        return finding->hint;
    return bdl_arena_printf(arena, "%.*s%s同一原因：%.*s", BDL_PRI(finding->hint),
                            finding->hint.len ? "；" : "", BDL_PRI(finding->cause));
}

static bool is_plain_in_uri(unsigned char c) {
    return bdl_is_ascii_letter(c) || bdl_is_ascii_digit(c) ||
           (c != 0 && strchr("/-._~", c) != NULL);
}

bdl_str bdl_uri_of(bdl_arena *arena, bdl_str path) {
    bdl_buf buf = {.arena = arena};

    if (path.len && path.data[0] == '/')
        bdl_buf_add(&buf, BDL_STR("file://"));
    for (size_t i = 0; i < path.len; i++)
        if (is_plain_in_uri((unsigned char)path.data[i]))
            bdl_buf_char(&buf, path.data[i]);
        else
            bdl_buf_printf(&buf, "%%%02X", (unsigned char)path.data[i]);
    return bdl_buf_str(&buf);
}
