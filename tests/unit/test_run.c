/* test_run.c - runs over several documents whose rules look at others: what comes is the
 * same whether models wait for their check or are read again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#include "eval/extract.h"
#include "eval/run.h"
#include "read/read.h"

static const char rules[] =
    "form document {\n"
    "    title /^{title:.*预算公开}$/\n"
    "    year /{year:number}年/\n"
    "    department /编制部门:{department:text}$/\n"
    "    kind \"budget\" when /预算/\n"
    "}\n"
    "form spending \"支出表\" {\n"
    "    title /支出表$/\n"
    "    unit money from caption\n"
    "    column code 编码 : text\n"
    "    column name 名称 : text\n"
    "    column total 合计 : money\n"
    "    column basic 基本支出 : money\n"
    "    entry grand where name == \"总计\"\n"
    "    let doubled = grand.total * 2\n"
    "}\n"
    "form statement \"说明\" {\n"
    "    figure before 上年 /上年支出{money}/\n"
    "    figure reason 原因 /原因是{reason:text}。/\n"
    "}\n"
    "define of_year_before(d, dep, y) = d.department == dep and d.year == y - 1\n"
    "rule told \"说明的上年数\" {\n"
    "    for d in corpus where d.department == department and d.year == year - 1\n"
    "    assert statement.before === d.spending.grand.total\n"
    "}\n"
    "rule grows \"逐年不减\" {\n"
    "    for d in corpus where of_year_before(d, department, year)\n"
    "    assert spending.doubled >= d.spending.doubled\n"
    "        else \"{d}：{d.spending.doubled}，{d.spending.rows}\"\n"
    "}\n"
    "rule alone \"一个部门只公开一次\" {\n"
    "    let same = corpus[item.department == department]\n"
    "    assert count(same) == 1 else \"{same}\"\n"
    "}\n"
    "rule why \"原因\" {\n"
    "    for d in corpus where d.department == department and d.year == year - 1\n"
    "    assert not (d.statement.reason matches /{found:人员.}/) else \"{found}\"\n"
    "}\n";

enum { DEPARTMENTS = 3, YEARS = 4, DOCUMENTS = DEPARTMENTS * YEARS };

typedef struct runs {
    bdl_program *program;
    bdl_arena *arena;
    char folder[64];
    bdl_str paths[DOCUMENTS];
    bdl_buf told;
    void (*meanwhile)(struct runs *r); /* called when all were read, none checked */
} runs;

static void write_file(bdl_str path, const char *text) {
    FILE *out = fopen(path.data, "w");

    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

/* A table of ROWS rows, and what was before, wrong in some documents. */
static bdl_str text_of(bdl_arena *arena, int department, int year, int rows) {
    bdl_buf text = {.arena = arena};

    bdl_buf_printf(&text, "第%d局%d年部门预算公开\n\n编制部门：第%d局\n\n", department,
                   year, department);
    bdl_buf_printf(&text, "支出表\n单位：万元\n编码\t名称\t合计\t基本支出\n");
    for (int i = 0; i < rows; i++)
        bdl_buf_printf(&text, "2010%d\t第%d项\t%d.00\t1.00\n", 100 + i, i, i);
    bdl_buf_printf(&text, "\t总计\t%d.00\t1.00\n\n", 100 * department + year % 3);
    bdl_buf_printf(&text, "上年支出%d.00万元，原因是人员增\n加较多。\n",
                   100 * department + (year + 2) % 3 + (department == 2));
    return bdl_buf_str(&text);
}

static int set_up(void **state) {
    runs *r = calloc(1, sizeof *r);
    bdl_diags *diags = bdl_diags_new();

    assert_non_null(r);
    r->arena = bdl_arena_new();
    assert_int_equal(bdl_program_load_text(BDL_STR("rules.bdl"), bdl_str_z(rules), NULL,
                                           diags, &r->program),
                     BDL_OK);
    bdl_diags_free(diags);
    strcpy(r->folder, "test_run.XXXXXX");
    assert_non_null(mkdtemp(r->folder));
    for (int i = 0; i < DOCUMENTS; i++) {
        r->paths[i] = bdl_arena_printf(r->arena, "%s/%02d.txt", r->folder, i);
        write_file(r->paths[i],
                   text_of(r->arena, i % DEPARTMENTS, 2020 + i / DEPARTMENTS, 20).data);
    }
    *state = r;
    return 0;
}

static int tear_down(void **state) {
    runs *r = *state;

    for (int i = 0; i < DOCUMENTS; i++)
        unlink(r->paths[i].data);
    rmdir(r->folder);
    bdl_program_free(r->program);
    bdl_arena_free(r->arena);
    free(r);
    return 0;
}

static void add_place(bdl_buf *buf, bdl_str text, bdl_place place, bdl_str line) {
    bdl_buf_printf(buf, "  %.*s %u:%u+%u %.*s\n", BDL_PRI(text), place.line, place.column,
                   place.length, BDL_PRI(line));
}

static void tell(void *ctx, const bdl_doc_result *result) {
    runs *r = ctx;

    bdl_buf_printf(&r->told, "%.*s%s%.*s\n", BDL_PRI(result->path),
                   result->read ? "" : ": ", BDL_PRI(result->error));
    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *f = &result->findings.items[i];

        add_place(&r->told, f->message, f->place, f->line_text);
        add_place(&r->told, f->hint, f->place, f->fingerprint);
        for (size_t k = 0; k < f->operand_count; k++) {
            bdl_buf_add(&r->told, f->operands[k].document);
            add_place(&r->told, f->operands[k].name, f->operands[k].place,
                      f->operands[k].line_text);
            bdl_buf_add(&r->told, f->operands[k].printed);
        }
    }
    for (size_t i = 0; i < result->notes.count; i++)
        add_place(&r->told, result->notes.items[i].reason, result->notes.items[i].place,
                  result->notes.items[i].rule->name.text);
}

static void see_progress(void *ctx, const bdl_run_progress *progress) {
    runs *r = ctx;

    if (progress->done < DOCUMENTS / 2 || !r->meanwhile)
        return;
    r->meanwhile(r);
    r->meanwhile = NULL;
}

static bdl_str run_with(runs *r, size_t most_waiting, int threads) {
    bdl_run_options options = {
        .threads = threads, .most_waiting = most_waiting, .told = tell, .told_ctx = r};
    bdl_run_totals totals;

    if (r->meanwhile) {
        options.progress = see_progress;
        options.progress_ctx = r;
    }
    r->told = (bdl_buf){.arena = r->arena};
    bdl_run_documents(r->program, r->paths, DOCUMENTS, &options, &totals);
    bdl_run_totals_free(&totals);
    return bdl_buf_str(&r->told);
}

static void assert_same(const runs *r, bdl_str a, bdl_str b) {
    assert_text(a, bdl_arena_str(r->arena, b).data);
}

static bool holds(bdl_str text, const char *words) {
    return bdl_str_find(text, bdl_str_z(words), 0) != SIZE_MAX;
}

static void documents_read_again_give_what_those_that_wait_give(void **state) {
    runs *r = *state;
    bdl_str waiting = run_with(r, SIZE_MAX / 2, 1);

    assert_true(holds(waiting, "spending.grand.total"));
    assert_true(holds(waiting, "人员增")); /* a piece of a text over two lines */
    assert_same(r, waiting, run_with(r, 1, 1));
    assert_same(r, waiting, run_with(r, 1, 3));
    assert_same(r, waiting, run_with(r, 8, 2)); /* some of both */
}

static void vanish(runs *r) {
    unlink(r->paths[4].data);
}

static void a_document_that_vanished_meanwhile_is_named(void **state) {
    runs *r = *state;
    bdl_str told;

    r->meanwhile = vanish;
    told = run_with(r, 1, 1);
    assert_true(holds(told, "04.txt: it was read once, and cannot be read again: "));
    /* it is there still for those that are compared with it */
    assert_true(holds(told, "04.txt  spending.grand.total"));
}

static void change(runs *r) {
    write_file(r->paths[4], text_of(r->arena, 1, 2021, 3).data);
}

static void a_document_that_changed_meanwhile_is_named(void **state) {
    runs *r = *state;

    r->meanwhile = change;
    assert_true(
        holds(run_with(r, 1, 1), "04.txt: it changed while the documents were read\n"));
}

static void nobody_reads_again_what_waits(void **state) {
    runs *r = *state;
    bdl_str before = run_with(r, 0, 1);

    r->meanwhile = change;
    assert_same(r, before, run_with(r, 0, 1));
}

static void nobody_reads_again_what_waits_packed(void **state) {
    enum { ROOM = 4 << 10 }; /* for no model as it is, for all when they are packed */
    runs *r = *state;
    bdl_str before = run_with(r, 0, 1);

    for (int threads = 1; threads <= 3; threads++) {
        r->meanwhile = change;
        assert_same(r, before, run_with(r, ROOM, threads));
        write_file(r->paths[4], text_of(r->arena, 1, 2021, 20).data);
    }
}

/* ---- what is kept of a document ---- */

static size_t kept_of(runs *r, int rows) {
    bdl_eval *eval = bdl_eval_new(r->program, NULL);
    bdl_arena *arena = bdl_arena_new();
    const bdl_needs *needs = bdl_needs_of(arena, r->program, NULL);
    bdl_str error;
    bdl_doc *doc;
    bdl_model *model;
    size_t kept;

    assert_int_equal(bdl_read_bytes(arena, BDL_STR("a.txt"),
                                    text_of(arena, 1, 2021, rows), &doc, &error),
                     BDL_OK);
    model = bdl_recognise(r->program->schema, doc, bdl_eval_hooks(eval));
    kept = bdl_extract_new(arena, needs, model, true).bytes.len;
    assert_true(kept > 0);
    bdl_arena_free(arena);
    bdl_eval_free(eval);
    return kept;
}

static const char few_fields[] =
    "rule told \"说明的上年数\" {\n"
    "    for d in corpus where d.department == department and d.year == year - 1\n"
    "    assert statement.before === d.statement.before\n"
    "}\n";

static void what_no_rule_reads_of_others_is_not_kept(void **state) {
    runs *r = *state;
    bdl_program *all = r->program;
    bdl_diags *diags = bdl_diags_new();
    bdl_str text = bdl_arena_join(
        r->arena,
        bdl_str_of(rules, (size_t)(strstr(rules, "define of_year_before") - rules)),
        bdl_str_z(few_fields));

    assert_true(kept_of(r, 400) > kept_of(r, 4)); /* a rule names the rows */
    assert_int_equal(
        bdl_program_load_text(BDL_STR("few.bdl"), text, NULL, diags, &r->program),
        BDL_OK);
    assert_true(kept_of(r, 400) <= kept_of(r, 4) + 2); /* a line has another number */
    assert_true(kept_of(r, 400) < 600);
    bdl_program_free(r->program);
    r->program = all;
    bdl_diags_free(diags);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            documents_read_again_give_what_those_that_wait_give, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_document_that_vanished_meanwhile_is_named,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_document_that_changed_meanwhile_is_named,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(nobody_reads_again_what_waits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nobody_reads_again_what_waits_packed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_no_rule_reads_of_others_is_not_kept, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
