/* test_front_end.c - whatever comes: sequences of words, and rule files with pieces
 * dropped, doubled and replaced, go through parser, checker, lint and printer. Nothing
 * may crash or hang, and what reads without a mistake is laid out once and for all.
 * BDL_TEST_ROUNDS says how many of each, BDL_TEST_SHARE which of the endless series of
 * inputs: other ones for each number. `make fuzz RUNS=…` sets both. */
#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "checked.h"
#include "rule_text.h"

enum { PIECE_MAX = 1600, FILE_MAX = 40, SECONDS_MAX = 20 };

/* The text at hand, for whoever looks why it hangs. */
static bdl_str at_hand;

static void tell_hang(int signal_number) {
    (void)signal_number;
    (void)!write(STDERR_FILENO, at_hand.data, at_hand.len);
    _exit(1);
}

static uint64_t next_random(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static size_t pick(uint64_t *seed, size_t count) {
    return (size_t)(next_random(seed) % count);
}

static size_t rounds(void) {
    const char *text = getenv("BDL_TEST_ROUNDS");
    return text ? (size_t)strtoul(text, NULL, 10) : 1500;
}

/* Where the series of inputs begins. */
static uint64_t first_seed(uint64_t seed) {
    const char *text = getenv("BDL_TEST_SHARE");
    uint64_t share = text ? strtoull(text, NULL, 10) : 0;
    return seed ^ share * 0xBF58476D1CE4E5B9u;
}

/* ---- what must hold ---- */

static void check_layout(bdl_str text) {
    parsed p = parse_str(text);
    bdl_str printed = print_file(&p);
    if (bdl_diags_errors(p.diags) == 0) {
        parsed q = parse_str(printed);
        bdl_str again = print_file(&q);
        if (bdl_diags_errors(q.diags) != 0 || !bdl_str_eq(printed, again))
            print_error("%.*s\n---\n%.*s\n---\n%.*s\n", BDL_PRI(text), BDL_PRI(printed),
                        BDL_PRI(again));
        assert_int_equal(bdl_diags_errors(q.diags), 0);
        assert_true(bdl_str_eq(printed, again));
        free_parsed(&q);
    }
    free_parsed(&p);
}

static void check_meaning(bdl_str text, FILE *out) {
    bdl_arena *arena = bdl_arena_new();
    bdl_load_options options = {.lint = true};
    bdl_diags *diags = bdl_diags_new();
    bdl_program *program = NULL;
    bdl_str all = bdl_arena_printf(arena, "%.*s%s", BDL_PRI(text), forms);
    bdl_program_load_text(BDL_STR("t.bdl"), all, &options, diags, &program);
    assert_true(program || bdl_diags_errors(diags) > 0);
    bdl_diags_sort(diags);
    for (size_t i = 0; i < bdl_diags_count(diags); i++)
        bdl_diag_print(out, bdl_diags_at(diags, i), false);
    rewind(out);
    bdl_program_free(program);
    bdl_diags_free(diags);
    bdl_arena_free(arena);
}

static size_t count_clauses(const bdl_item *item) {
    size_t count = 0;
    for (size_t i = 0; item->kind == BDL_I_RULE && i < item->as.rule.clauses.count; i++)
        count += item->as.rule.clauses.items[i]->kind != BDL_C_EXAMPLE;
    return count;
}

/* Without examples the rules are the same, and so is what is said of a mistake unless it
 * is one inside an example, of which nothing is said. */
static void check_without_examples(bdl_str text) {
    parsed p = parse_str(text);
    bdl_diags *diags = bdl_diags_new();
    bool readable = bdl_utf8_check(text) == SIZE_MAX;
    bdl_file *file = readable ? bdl_parse_rules(p.arena, p.source, diags) : p.file;
    size_t count = bdl_diags_count(diags);
    if (count > 0)
        assert_int_equal(count, bdl_diags_count(p.diags));
    assert_int_equal(file->items.count, p.file->items.count);
    for (size_t i = 0; i < file->items.count; i++)
        assert_int_equal(count_clauses(file->items.items[i]),
                         count_clauses(p.file->items.items[i]));
    bdl_diags_free(diags);
    free_parsed(&p);
}

static void check_any(bdl_str text, FILE *out) {
    at_hand = text;
    alarm(SECONDS_MAX);
    check_layout(text);
    check_without_examples(text);
    check_meaning(text, out);
    alarm(0);
}

/* ---- words ---- */

static const char *const words[] = {
    "rule",
    "form",
    "table",
    "let",
    "for",
    "in",
    "where",
    "when",
    "assert",
    "else",
    "if",
    "then",
    "every",
    "some",
    "satisfies",
    "return",
    "and",
    "or",
    "not",
    "is",
    "blank",
    "missing",
    "matches",
    "contains",
    "within",
    "example",
    "passes",
    "fails",
    "given",
    "duty",
    "waive",
    "use",
    "param",
    "define",
    "column",
    "field",
    "list",
    "under",
    "rows",
    "by",
    "entry",
    "first",
    "skip",
    "figure",
    "record",
    "many",
    "as",
    "section",
    "kind",
    "title",
    "unit",
    "money",
    "from",
    "caption",
    "severity",
    "tags",
    "x",
    "y-z",
    "编码",
    "1",
    "2.5万元",
    "98%",
    "\"文\"",
    "\"{a}\"",
    "/re/",
    "≥N%",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "=",
    "==",
    "+",
    "-",
    "*",
    "/",
    "|",
    ".",
    "..",
    "?\?",
    "\n",
    "# c\n",
    "\"\"\"",
    "\"",
    "{",
    "}",
    ";",
    "“",
    "until",
    "2026-12-31",
    "below",
    "key",
    "===",
    "<=",
    "sum(",
    "count(",
    "lookup(",
    "find(",
    "corpus",
    "document",
    "item",
    "year",
    "rows.",
    "total",
    "basic",
    "sheets",
    "value",
    "target",
    "N",
    "true",
    "missing",
    "0",
    "5%",
    "2021年",
    "/{a:money}/",
    "/{year}年/",
    "expenditure.rows",
    "expenditure.grand.total",
    "sheets.indicators",
};

/* What a sequence stands in. */
static const char *const frames[][2] = {
    {"", ""},
    {"rule r { ", " }"},
    {"rule r { for row in expenditure.rows assert ", " }"},
    {"rule r { assert ", " }"},
    {"define f(a) = ", ""},
    {"form f { ", " }"},
    {"rule r { assert true else \"{", "}\" }"},
    {"rule r { assert true example passes { ", " } }"},
};

static void sequences_of_words_never_break_the_front_end(void **state) {
    FILE *out = *state;
    uint64_t seed = first_seed(0x9E3779B97F4A7C15u);
    for (size_t i = 0; i < rounds(); i++) {
        bdl_arena *arena = bdl_arena_new();
        bdl_buf text = {.arena = arena};
        const char *const *frame = frames[pick(&seed, BDL_COUNT_OF(frames))];
        bdl_buf_add(&text, bdl_str_z(frame[0]));
        for (size_t n = pick(&seed, 40); n > 0; n--)
            bdl_buf_printf(&text, "%s%s", words[pick(&seed, BDL_COUNT_OF(words))],
                           pick(&seed, 8) ? " " : "");
        bdl_buf_add(&text, bdl_str_z(frame[1]));
        check_any(bdl_buf_str(&text), out);
        bdl_arena_free(arena);
    }
}

/* ---- rule files ---- */

static const char *const shipped[] = {
    "forms/budget.bdl",
    "forms/document.bdl",
    "forms/project.bdl",
    "forms/statement.bdl",
    "tables/totals.bdl",
    "tables/accounts.bdl",
    "performance/plan.bdl",
    "performance/targets.bdl",
    "statement/growth.bdl",
    "structure/sections.bdl",
    "structure/catalogue.bdl",
    "duties.bdl",
    "codes.bdl",
    "corpus.bdl",
    "wording/slips.bdl",
};

/* Whole items of a shipped file. */
static bdl_str piece_of(bdl_str file, uint64_t *seed) {
    size_t from = file.len > PIECE_MAX ? pick(seed, file.len - PIECE_MAX) : 0;
    while (from > 0 && from < file.len &&
           (file.data[from - 1] != '\n' || strchr(" }{\n", file.data[from])))
        from++;
    size_t length = file.len - from < PIECE_MAX ? file.len - from : PIECE_MAX;
    while (length > 2 &&
           !bdl_str_ends(bdl_str_of(file.data + from, length), BDL_STR("\n}\n")))
        length--;
    return bdl_str_of(file.data + from, length);
}

static void add_piece(bdl_buf *out, bdl_str text, size_t from, size_t length,
                      uint64_t *seed) {
    switch (pick(seed, 5)) {
    case 0:
        break;
    case 1:
        bdl_buf_add(out, bdl_str_of(text.data + from, length));
        break;
    case 2:
        bdl_buf_printf(out, " # c\n");
        break;
    case 3:
        bdl_buf_add(out, bdl_str_z(words[pick(seed, BDL_COUNT_OF(words))]));
        break;
    default:
        bdl_buf_char(out, (char)pick(seed, 128));
        break;
    }
}

static bdl_str mutate(bdl_arena *arena, bdl_str text, uint64_t *seed) {
    for (size_t n = pick(seed, 4); n > 0 && text.len > 0; n--) {
        size_t at = pick(seed, text.len), from = pick(seed, text.len);
        size_t length = pick(seed, 12);
        bdl_buf out = {.arena = arena};
        if (at + length > text.len || from + length > text.len)
            continue;
        bdl_buf_add(&out, bdl_str_of(text.data, at));
        add_piece(&out, text, from, length, seed);
        bdl_buf_add(&out, bdl_str_from(text, at + (pick(seed, 2) ? length : 0)));
        text = bdl_buf_str(&out);
    }
    return text;
}

static size_t read_shipped(bdl_arena *arena, bdl_str *files) {
    const char *root = getenv("top_srcdir");
    size_t count = 0;
    for (size_t i = 0; root && i < BDL_COUNT_OF(shipped); i++) {
        bdl_str path = bdl_arena_printf(arena, "%s/rules/%s", root, shipped[i]), error;
        if (bdl_file_read(arena, path, 1 << 20, &files[count], &error) == BDL_OK)
            count++;
    }
    return count;
}

static void mutated_rules_never_break_the_front_end(void **state) {
    FILE *out = *state;
    uint64_t seed = first_seed(0xD1B54A32D192ED03u);
    bdl_str files[FILE_MAX];
    bdl_arena *kept = bdl_arena_new();
    size_t count = read_shipped(kept, files);
    if (count == 0) {
        bdl_arena_free(kept);
        skip_here("the rules are not here");
    }
    for (size_t i = 0; i < rounds(); i++) {
        bdl_arena *arena = bdl_arena_new();
        bdl_str piece = piece_of(files[pick(&seed, count)], &seed);
        check_any(mutate(arena, piece, &seed), out);
        bdl_arena_free(arena);
    }
    bdl_arena_free(kept);
}

static int open_out(void **state) {
    signal(SIGALRM, tell_hang);
    *state = tmpfile();
    return *state ? 0 : -1;
}

static int close_out(void **state) {
    return fclose(*state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sequences_of_words_never_break_the_front_end),
        cmocka_unit_test(mutated_rules_never_break_the_front_end),
    };
    return cmocka_run_group_tests_name("front_end", tests, open_out, close_out);
}
