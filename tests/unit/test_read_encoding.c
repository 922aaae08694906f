/* test_read_encoding.c - the encoding is found, and what cannot be read is said. */
#include <iconv.h>

#include "read_text.h"

static const char sample[] = "一、机构设置\n单位\t编制\n河口镇水利站\t12\n";
static const char sample_blocks[] = "1:1 paragraph: 一、机构设置\n"
                                    "2:1 table 2x2\n"
                                    "  2: 单位 | 编制\n"
                                    "  3: 河口镇水利站 | 12\n";

/* The sample in ENCODING behind MARK, read; the blocks must be the same. */
static void assert_encoding(const char *encoding, bdl_str mark, const char *named) {
    char bytes[400], expected[400];
    memcpy(bytes, mark.data, mark.len);
    char copy[sizeof sample];
    memcpy(copy, sample, sizeof sample);
    char *from = copy, *to = bytes + mark.len;
    size_t left = sizeof sample - 1, room = sizeof bytes - mark.len;
    iconv_t cd = iconv_open(encoding, "UTF-8");
    assert_true(iconv(cd, &from, &left, &to, &room) != (size_t)-1);
    iconv_close(cd);
    snprintf(expected, sizeof expected,
             "text/tabs, %s: 0 headings, 1 paragraph, 1 table\n%s", named, sample_blocks);
    assert_bytes_read_as("a.txt", (bdl_str){bytes, (size_t)(to - bytes)}, expected);
}

static void utf8_is_read_with_and_without_a_mark(void **state) {
    assert_encoding("UTF-8", BDL_STR(""), "UTF-8");
    assert_encoding("UTF-8", BDL_STR("\xEF\xBB\xBF"), "UTF-8");
}

static void utf16_is_read_with_and_without_a_mark(void **state) {
    assert_encoding("UTF-16LE", BDL_STR("\xFF\xFE"), "UTF-16LE");
    assert_encoding("UTF-16BE", BDL_STR("\xFE\xFF"), "UTF-16BE");
    assert_encoding("UTF-16LE", BDL_STR(""), "UTF-16LE");
    assert_encoding("UTF-16BE", BDL_STR(""), "UTF-16BE");
}

static void gb18030_is_read(void **state) {
    assert_encoding("GB18030", BDL_STR(""), "GB18030");
    assert_encoding("GBK", BDL_STR(""), "GB18030");
}

/* Traditional characters are the same text in either; Big5 has no simplified ones. */
static void big5_is_told_from_gb18030(void **state) {
    static const char text[] = "河口鎮水利站單位預算\n負責全鎮水利工程管理工作";
    static const char *const encodings[] = {"BIG5", "GB18030"};
    for (size_t i = 0; i < 2; i++) {
        char copy[sizeof text], bytes[200], expected[300];
        memcpy(copy, text, sizeof text);
        char *from = copy, *to = bytes;
        size_t left = sizeof text - 1, room = sizeof bytes;
        iconv_t cd = iconv_open(encodings[i], "UTF-8");
        assert_true(iconv(cd, &from, &left, &to, &room) != (size_t)-1);
        iconv_close(cd);
        snprintf(expected, sizeof expected,
                 "text/tabs, %s: 0 headings, 2 paragraphs, 0 tables\n"
                 "1:1 paragraph: 河口鎮水利站單位預算\n"
                 "2:1 paragraph: 負責全鎮水利工程管理工作\n",
                 encodings[i]);
        assert_bytes_read_as("a.txt", (bdl_str){bytes, (size_t)(to - bytes)}, expected);
    }
}

static void a_short_heading_in_gbk_is_read(void **state) {
    assert_bytes_read_as("a.txt", BDL_STR("\xD4\xA4\xCB\xE3\xCA\xFD\n"),
                         "text/tabs, GB18030: 0 headings, 1 paragraph, 0 tables\n"
                         "1:1 paragraph: 预算数\n");
}

static void a_broken_byte_in_utf8_is_replaced_and_said(void **state) {
    assert_bytes_read_as(
        "a.txt",
        BDL_STR("河口镇水利站负责全镇水利工程管理工作，检查沟渠泵站水库"
                "安全\n预\xE7\x97算数\n"),
        "text/tabs, UTF-8: 0 headings, 2 paragraphs, 0 tables\n"
        "1:1 paragraph: 河口镇水利站负责全镇水利工程管理工作，检查沟渠泵站"
        "水库安全\n"
        "2:1 paragraph: 预\xEF\xBF\xBD\xEF\xBF\xBD算数\n"
        "2:0 trouble: 2 bytes that are not UTF-8 were replaced\n");
}

static void nul_bytes_in_good_text_are_a_trouble_and_no_end(void **state) {
    assert_bytes_read_as(
        "a.txt",
        BDL_STR("河口镇水利站负责全镇水利工程管理工作河口镇水利站\n"
                "甲\t1\x00\n乙\t2\n尾\n"),
        "text/tabs, UTF-8: 0 headings, 2 paragraphs, 1 table\n"
        "1:1 paragraph: 河口镇水利站负责全镇水利工程管理工作河口镇水利站\n"
        "2:1 table 2x2\n"
        "  2: 甲 | 1\n"
        "  3: 乙 | 2\n"
        "4:1 paragraph: 尾\n"
        "2:0 trouble: 1 NUL bytes were read as blanks\n");
}

static void what_is_no_text_is_refused_in_words(void **state) {
    assert_bytes_read_as("a.txt", BDL_STR(""), "error: is empty\n");
    assert_bytes_read_as("a.txt", BDL_STR("\xEF\xBB\xBF"), "error: is empty\n");
    assert_bytes_read_as("a.txt", BDL_STR(" \n\t\r\n"),
                         "error: holds nothing but white space\n");
    assert_bytes_read_as("a.txt",
                         BDL_STR("\x01\x02\x03\x04"
                                 "abc\x05\x06\n"),
                         "error: is a binary file (control byte 0x01 on line 1)\n");
    assert_bytes_read_as("a.txt", BDL_STR("\xFF\x80\x81\x00\x01\xFE\x9A\xFF\xFF\x02"),
                         "error: is a binary file\n");
    assert_bytes_read_as("a.txt",
                         BDL_STR("caf\xE9 cr\xE8me br\xFBl\xE9"
                                 "e\n"),
                         "error: is neither UTF-8 nor UTF-16 nor GB18030 text\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_read_with_and_without_a_mark),
        cmocka_unit_test(utf16_is_read_with_and_without_a_mark),
        cmocka_unit_test(gb18030_is_read),
        cmocka_unit_test(big5_is_told_from_gb18030),
        cmocka_unit_test(a_short_heading_in_gbk_is_read),
        cmocka_unit_test(a_broken_byte_in_utf8_is_replaced_and_said),
        cmocka_unit_test(nul_bytes_in_good_text_are_a_trouble_and_no_end),
        cmocka_unit_test(what_is_no_text_is_refused_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
