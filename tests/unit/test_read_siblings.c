/* test_read_siblings.c - the same document in several formats gives the same blocks. The
 * files in tests/unit/office were made from statement.html and table.csv by an office
 * suite. */
#include <stdlib.h>

#include "read_text.h"

#if defined(HAVE_LIBZIP) && defined(HAVE_LIBXML2) && defined(HAVE_GUMBO)

static bdl_doc *read_file(bdl_arena *arena, const char *name) {
    const char *top = getenv("top_srcdir");
    bdl_str path =
        bdl_arena_printf(arena, "%s/tests/unit/office/%s", top ? top : ".", name);
    bdl_doc *doc = NULL;
    bdl_str bytes, error = BDL_STR("");
    if (bdl_read_file(arena, path, &bytes, &error) != BDL_OK ||
        read_here(arena, path, bytes, &doc, &error) != BDL_OK)
        fail_msg("%s: %s", path.data, bdl_arena_str(arena, error).data);
    return doc;
}

static void assert_same_text(bdl_str a, bdl_str b) {
    if (!bdl_str_eq(a, b))
        fail_msg("\"%.*s\" and \"%.*s\"", BDL_PRI(a), BDL_PRI(b));
}

static void assert_same_row(const bdl_row *a, const bdl_row *b) {
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_same_text(a->cells[i].run.text, b->cells[i].run.text);
        assert_int_equal(a->cells[i].row_span, b->cells[i].row_span);
        assert_int_equal(a->cells[i].col_span, b->cells[i].col_span);
    }
}

static void assert_siblings(const char *first, const char *second) {
    bdl_arena *arena = bdl_arena_new();
    const bdl_doc *a = read_file(arena, first), *b = read_file(arena, second);
    assert_int_equal(a->blocks.count, b->blocks.count);
    for (size_t i = 0; i < a->blocks.count; i++) {
        const bdl_block *x = &a->blocks.items[i], *y = &b->blocks.items[i];
        assert_int_equal(x->kind, y->kind);
        assert_int_equal(x->level, y->level);
        assert_same_text(x->run.text, y->run.text);
        assert_int_equal(x->row_count, y->row_count);
        for (size_t r = 0; r < x->row_count; r++)
            assert_same_row(&x->rows[r], &y->rows[r]);
    }
    bdl_arena_free(arena);
}

static void a_text_is_the_same_as_page_and_document(void **state) {
    assert_siblings("statement.html", "statement.docx");
    assert_siblings("statement.docx", "statement.odt");
}

static void a_table_is_the_same_in_every_spreadsheet(void **state) {
    assert_siblings("table.xlsx", "table.ods");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_the_same_as_page_and_document),
        cmocka_unit_test(a_table_is_the_same_in_every_spreadsheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int main(void) {
    print_message("1..0 # SKIP this build cannot read all the formats compared\n");
    return 0;
}

#endif
