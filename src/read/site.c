/* site.c - what a web site puts around the text of a page, and says nothing of it: which
 * pages are before and behind it, under what number it is kept, when it was put there and
 * how often it was looked at, who runs the site. */
#include "base/text.h"

#include "read/flow.h"

enum { LABEL_BLANKS = 3 }; /* characters of a blank between the letters of a label */

/* What follows WORD, whose letters may stand apart, at the start of TEXT; empty when TEXT
 * starts otherwise. */
static bdl_str behind(bdl_str text, const char *word) {
    bdl_str wanted = bdl_str_z(word);
    size_t at = 0, w = 0, blanks = 0;
    while (w < wanted.len && at < text.len) {
        size_t after = w;
        uint32_t letter = bdl_utf8_next(wanted, &after), c = bdl_utf8_next(text, &at);
        bool blank = c == ' ' || c == 0x3000;
        blanks = blank ? blanks + 1 : 0;
        if (blanks > LABEL_BLANKS || (!blank && c != letter))
            break;
        w = blank ? w : after;
    }
    return w == wanted.len ? bdl_str_from(text, at) : (bdl_str){NULL, 0};
}

static bool starts_colon(bdl_str text) {
    text = bdl_text_trim(text);
    return bdl_str_starts(text, BDL_STR("：")) || bdl_str_starts(text, BDL_STR(":"));
}

/* Whether TEXT begins with one of WORDS and a colon. */
static bool is_labelled(bdl_str text, const char *const *words, size_t count) {
    text = bdl_text_trim(text);
    for (size_t i = 0; i < count; i++)
        if (starts_colon(behind(text, words[i])))
            return true;
    return false;
}

static bool has(bdl_str text, const char *word) {
    return bdl_str_has(text, bdl_str_z(word));
}

/* "上一篇：2023年部门决算" leads to another page of the site. */
static bool is_way_on(bdl_str text) {
    static const char *const words[] = {"上一篇", "下一篇", "上一条",
                                        "下一条", "分享到", "分享至"};
    return is_labelled(text, words, BDL_COUNT_OF(words));
}

/* ---- the number in an index ---- */

static bool is_index_number(bdl_str text) {
    static const char *const words[] = {"索引号", "信息索引号", "索引编号"};
    return is_labelled(text, words, BDL_COUNT_OF(words));
}

static bool is_of_index(bdl_str text) {
    static const char *const words[] = {
        "主题分类", "主题词",   "体裁分类", "组配分类", "信息分类", "信息类别",
        "发布机构", "发文机构", "发文机关", "制发机关", "公开机构", "公开方式",
        "公开范围", "公开日期", "公开时限", "成文日期", "生成日期", "发布日期",
        "发文日期", "发布时间", "有效性",   "时效性",   "效力状态", "标题",
        "名称",     "信息名称", "文号",     "发文字号", "关键词",   "内容概述"};
    return is_labelled(text, words, BDL_COUNT_OF(words));
}

/* A table that begins with 索引号 and has no amounts tells of the page, nothing of a
 * budget. */
static bool is_index(const bdl_block *block) {
    enum { ROWS_MAX = 12 };
    bool begun = false;
    if (block->kind != BDL_TABLE || block->raw || block->row_count > ROWS_MAX)
        return false;
    for (size_t r = 0; r < block->row_count; r++)
        for (size_t c = 0; c < block->rows[r].count; c++) {
            bdl_str text = bdl_text_trim(block->rows[r].cells[c].run.text);
            if (text.len == 0)
                continue;
            begun = begun || is_index_number(text) || behind(text, "索引号").data;
            if (!begun || bdl_flow_is_amount(text))
                return false;
        }
    return begun;
}

/* How many blocks from AT on are such a list, one label and its value in each. */
static size_t count_index(const bdl_doc *doc, size_t at) {
    size_t end = at;
    if (is_index(&doc->blocks.items[at]))
        return 1;
    for (; end < doc->blocks.count; end++) {
        const bdl_block *block = &doc->blocks.items[end];
        if (block->kind == BDL_TABLE || !(end == at ? is_index_number(block->run.text)
                                                    : is_of_index(block->run.text)))
            break;
    }
    return end - at;
}

/* ---- when it was put there ---- */

/* "发布时间：2024-09-12 来源：区财政局 浏览次数：12": two labels at least, one of them of
 * the site alone. */
static bool is_of_putting(bdl_str text) {
    static const char *const words[] = {"发布时间", "发布日期", "更新时间", "更新日期",
                                        "时间",     "日期",     "来源",     "信息来源"};
    enum { LONGEST = 400 };
    return text.len <= LONGEST && is_labelled(text, words, BDL_COUNT_OF(words)) &&
           bdl_str_has_any(text,
                           BDL_WORDS("浏览次数", "浏览量", "点击次数", "点击数", "点击量",
                                     "阅读次数", "阅读量", "字号：", "字体："));
}

/* ---- who runs the site ---- */

/* Whether TEXT has a number behind WORD: 京ICP备05000000号, where 网站ICP备案 is
 * something that a department pays for. */
static bool has_number_of(bdl_str text, const char *word) {
    bdl_str wanted = bdl_str_z(word);
    for (size_t at = 0; (at = bdl_str_find(text, wanted, at)) != SIZE_MAX;) {
        at += wanted.len;
        bdl_str rest = bdl_text_trim(bdl_str_from(text, at));
        rest = bdl_str_from(rest, bdl_str_skip(rest, "：") + bdl_str_skip(rest, ":"));
        if (bdl_str_digit_at(bdl_text_trim(rest), 0))
            return true;
    }
    return false;
}

static bool is_of_owner(const bdl_block *block) {
    static const char *const numbered[] = {"网站标识码", "ICP备", "公网安备"};
    enum { LONGEST = 600 };
    bdl_str text = block->run.text;
    if (block->kind == BDL_TABLE || text.len > LONGEST || has(text, "。"))
        return false; /* a sentence speaks of something else */
    for (size_t i = 0; i < BDL_COUNT_OF(numbered); i++)
        if (has_number_of(text, numbered[i]))
            return true;
    return has(text, "版权所有");
}

/* Where the foot of the page begins: what is about the site is followed by nothing else.
 */
static size_t foot_of(const bdl_doc *doc) {
    enum { LINES = 12 };
    size_t count = doc->blocks.count, foot = count;
    for (size_t i = count; i > 0 && count - i < LINES; i--) {
        const bdl_block *block = &doc->blocks.items[i - 1];
        if (block->kind == BDL_TABLE)
            break;
        foot = is_of_owner(block) ? i - 1 : foot;
    }
    return foot;
}

void bdl_reading_drop_site(bdl_doc *doc) {
    size_t kept = 0, foot = foot_of(doc);
    for (size_t i = 0; i < foot;) {
        bdl_block block = doc->blocks.items[i];
        size_t index = count_index(doc, i);
        bool text = block.kind == BDL_PARAGRAPH;
        if (index == 0 &&
            !(text && (is_way_on(block.run.text) || is_of_putting(block.run.text))))
            doc->blocks.items[kept++] = block;
        i += index ? index : 1;
    }
    doc->blocks.count = kept;
}
