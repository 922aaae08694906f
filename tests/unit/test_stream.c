/* test_stream.c - a document goes through a stream whole; a broken stream is known. */
#include "read_text.h"

#include "read/stream.h"

static const char page[] = "# 一、概况\n\n本局负责园林绿化，\n续行。\n\n| 项目 | 金额 "
                           "|\n|---|---|\n| 甲 | 1.00 |\n"
                           "| 乙 |  |\n\f第二页\n";

static bdl_str stream_of(bdl_arena *arena, bool with_source, bdl_doc **doc) {
    bdl_str error;
    bdl_buf out = {.arena = arena};
    assert_int_equal(read_here(arena, BDL_STR("a.md"), bdl_str_z(page), doc, &error),
                     BDL_OK);
    (*doc)->own_title = BDL_STR("题");
    bdl_trouble trouble = {
        .place = {.name = bdl_cell_name_new(arena, BDL_STR("表"), BDL_STR("A1"))},
        .text = BDL_STR("什么")};
    BDL_PUSH(arena, &(*doc)->troubles, trouble);
    bdl_stream_put(&out, *doc, with_source);
    return bdl_buf_str(&out);
}

static char *printed(const bdl_doc *doc) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bdl_blocks_print(out, doc);
    fclose(out);
    return text;
}

static void a_document_comes_back_as_it_was(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc, *copy = BDL_NEW(arena, bdl_doc);
    bdl_str bytes = stream_of(arena, true, &doc);
    copy->arena = arena;
    assert_true(bdl_stream_get(bytes, copy));
    char *before = printed(doc), *after = printed(copy);
    assert_string_equal(before, after);
    assert_true(bdl_str_eq(copy->own_title, doc->own_title));
    assert_true(bdl_str_eq(bdl_source_text(copy->source), bdl_source_text(doc->source)));
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const bdl_run *was = &doc->blocks.items[i].run, *is = &copy->blocks.items[i].run;
        assert_int_equal(bdl_run_count(is), bdl_run_count(was));
        for (size_t k = 0; k < bdl_run_count(was); k++) {
            assert_int_equal(bdl_run_segment(is, k).offset,
                             bdl_run_segment(was, k).offset);
            assert_int_equal(bdl_run_segment(is, k).place.line,
                             bdl_run_segment(was, k).place.line);
            assert_int_equal(bdl_run_segment(is, k).place.page,
                             bdl_run_segment(was, k).place.page);
        }
    }
    free(before);
    free(after);
    bdl_arena_free(arena);
}

static void a_stream_cut_anywhere_is_broken(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc;
    bdl_str bytes = stream_of(arena, false, &doc);
    for (size_t i = 0; i < bytes.len; i++) {
        bdl_doc *copy = BDL_NEW(arena, bdl_doc);
        copy->arena = arena;
        assert_false(bdl_stream_get((bdl_str){bytes.data, i}, copy));
    }
    bdl_arena_free(arena);
}

/* Any byte may be any other: what is taken can be printed. */
static void a_stream_changed_anywhere_does_no_harm(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc;
    bdl_str bytes = stream_of(arena, true, &doc);
    for (size_t i = 0; i < bytes.len; i++)
        for (unsigned value = 0; value < 256; value += 51) {
            bdl_arena *own = bdl_arena_new();
            bdl_str changed = bdl_arena_str(own, bytes);
            ((char *)(uintptr_t)changed.data)[i] = (char)value;
            bdl_doc *copy = BDL_NEW(own, bdl_doc);
            copy->arena = own;
            if (bdl_stream_get(changed, copy))
                free(printed(copy));
            bdl_arena_free(own);
        }
    bdl_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_comes_back_as_it_was),
        cmocka_unit_test(a_stream_cut_anywhere_is_broken),
        cmocka_unit_test(a_stream_changed_anywhere_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
