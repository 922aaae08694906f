/* test_break.c - an invented document of project sheets, broken at random from a fixed
 * seed in ways that a reader sees through: pages that end inside a sheet, running heads,
 * dirt in words, traditional characters. Every figure must still be read. */
#include "model_text.h"

enum { SHEETS = 4, INDICATORS = 6, ROUNDS = 60 };

static const char forms[] =
    "form project \"目标表\" many as projects {\n"
    "    title   /^(\\(?{number:number}[.、)])?{title:.*绩效目标表}$/\n"
    "    unit    money from caption\n"
    "    field   code    项目编码 \"项目编码\" : code\n"
    "    field   name    项目名称 \"项目名称\" : text\n"
    "    field   budget  预算数 \"预算数\" : money\n"
    "    field   fiscal  财政资金 \"其中：财政资金\" : money\n"
    "    field   goals   绩效目标 \"绩效目标\" : list\n"
    "    table indicators {\n"
    "        column level1 一级指标 : text inherits\n"
    "        column level2 二级指标 : text inherits\n"
    "        column level3 三级指标 : text\n"
    "        column value  指标值 : text\n"
    "    }\n"
    "}\n";

typedef struct breaker {
    uint32_t seed;
    bdl_buf out;
    bool running_heads, traditional, private_use, blanks, carriage_returns;
    unsigned page;
} breaker;

static unsigned draw(breaker *b, unsigned below) {
    b->seed ^= b->seed << 13;
    b->seed ^= b->seed >> 17;
    b->seed ^= b->seed << 5;
    return b->seed % below;
}

static void put_line(breaker *b, const char *line) {
    bdl_buf_add(&b->out, bdl_str_z(line));
    bdl_buf_add(&b->out, b->carriage_returns ? BDL_STR("\r\n") : BDL_STR("\n"));
}

static void end_page(breaker *b) {
    static const char *const styles[] = {"%u", "- %u -", "第 %u 页", "%u/99"};
    put_line(b, "");
    put_line(b, bdl_arena_printf(arena, styles[draw(b, 4)], ++b->page).data);
    if (b->running_heads)
        put_line(b, "青石县水利局部门预算公开");
    put_line(b, "");
}

static const char *label(breaker *b, const char *plain, const char *other) {
    return b->traditional   ? other
           : b->private_use ? bdl_arena_printf(arena, "\xEE\x80\x84%s", plain).data
                            : plain;
}

static void put_labels(breaker *b, unsigned n) {
    put_line(b, bdl_arena_printf(arena, "%s\tQS%04u\t%s\t河道整治%u\t",
                                 label(b, "项目编码", "項目編碼"), n,
                                 label(b, "项目名称", "項目名稱"), n)
                    .data);
    put_line(b, bdl_arena_printf(arena, "%s\t%u.50\t其中：财政资金\t%u.50\t",
                                 b->blanks ? "预 算 数" : "预算数", n * 11, n * 11)
                    .data);
    put_line(b, "绩效目标\t1. 堤防完好\t\t\t");
    put_line(b, bdl_arena_printf(
                    arena, "%s\t二级指标\t%s\t%s\t", label(b, "一级指标", "一級指標"),
                    b->blanks ? "三 级指标" : "三级指标", label(b, "指标值", "指標值"))
                    .data);
}

static void put_sheet(breaker *b, unsigned n) {
    static const char *const kinds[] = {"数量指标", "质量指标", "时效指标"};
    unsigned first = draw(b, 3), cut = draw(b, INDICATORS + 2);
    put_line(b, bdl_arena_printf(arena, "%u. 河道整治%u绩效目标表", n, n).data);
    put_line(b, "");
    put_line(b, b->traditional ? "單位：萬元" : "单位：万元");
    put_line(b, "");
    put_labels(b, n);
    for (unsigned i = 1; i <= INDICATORS; i++) {
        if (i == cut && i > 1)
            end_page(b);
        put_line(b, bdl_arena_printf(arena, "%s\t%s\t指标%u之%u\t≥%u%%\t",
                                     i == 1 ? "产出指标" : "", kinds[(first + i) % 3], n,
                                     i, 60 + n + i)
                        .data);
    }
    end_page(b);
}

static const char *broken_document(uint32_t seed) {
    breaker b = {.seed = seed, .out.arena = arena};
    draw(&b, 2);
    b.running_heads = draw(&b, 2);
    b.traditional = draw(&b, 2);
    b.private_use = draw(&b, 2);
    b.blanks = draw(&b, 2);
    b.carriage_returns = draw(&b, 2);
    put_line(&b, "青石县水利局2025年部门预算");
    put_line(&b, "");
    for (unsigned n = 1; n <= SHEETS; n++)
        put_sheet(&b, n);
    bdl_buf_char(&b.out, '\0');
    return bdl_buf_str(&b.out).data;
}

static const char *path_of(unsigned sheet, const char *rest) {
    return bdl_arena_printf(arena, "projects[%u].%s", sheet, rest).data;
}

static void assert_whole(const bdl_model *model, unsigned n) {
    assert_shown(model, path_of(n, "code"), bdl_arena_printf(arena, "QS%04u", n).data);
    assert_shown(model, path_of(n, "indicators"), "[6]");
    for (unsigned i = 1; i <= INDICATORS; i++) {
        const char *row = bdl_arena_printf(arena, "indicators[%u].", i).data;
        const char *at = path_of(n, row);
        assert_shown(model, bdl_arena_printf(arena, "%slevel1", at).data, "产出指标");
        assert_shown(model, bdl_arena_printf(arena, "%slevel3", at).data,
                     bdl_arena_printf(arena, "指标%u之%u", n, i).data);
        assert_shown(model, bdl_arena_printf(arena, "%svalue", at).data,
                     bdl_arena_printf(arena, "≥%u%%", 60 + n + i).data);
    }
}

static void
sheets_broken_in_ways_that_a_reader_sees_through_are_read_whole(void **state) {
    for (uint32_t seed = 1; seed <= ROUNDS; seed++) {
        const char *text = broken_document(seed * 2654435761u);
        const bdl_model *model = recognise(forms, "a.txt", text);
        assert_shown(model, "projects", "[4]");
        for (unsigned n = 1; n <= SHEETS; n++)
            assert_whole(model, n);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(sheets_broken_in_ways_that_a_reader_sees_through_are_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
