/* ordinal.c - numbers of headings and items: 一、, （二）, 3., 第四部分, ⑤ folded to 5.
 */
#include "eval/builtins.h"

#include "base/text.h"
#include "model/figure.h"

static bool skip(bdl_str *s, bdl_str prefix) {
    if (!bdl_str_starts(*s, prefix))
        return false;
    *s = bdl_str_from(*s, prefix.len);
    return true;
}

static bool is_numeral(uint32_t c) {
    static const uint32_t numerals[] = {0x3007, 0x96f6, 0x4e00, 0x4e8c, 0x4e24,
                                        0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03,
                                        0x516b, 0x4e5d, 0x5341, 0x767e, 0x5343};

    for (size_t i = 0; i < BDL_COUNT_OF(numerals); i++)
        if (c == numerals[i])
            return true;
    return false;
}

bool bdl_ordinal_read(bdl_arena *scratch, bdl_str text, long long *out) {
    enum { DIGITS_MAX = 15 };
    bdl_str s = bdl_text_trim(bdl_text_fold(scratch, text));
    size_t offset = 0, end = 0;

    while (skip(&s, BDL_STR("(")) || skip(&s, BDL_STR("第")) || skip(&s, BDL_STR("[")))
        ;
    *out = (long long)bdl_str_number_at(s, 0, INT64_MAX);
    end = bdl_str_digits(s, 0);
    if (end > 0)
        return end <= DIGITS_MAX;
    while (offset < s.len && is_numeral(bdl_utf8_next(s, &offset)))
        end = offset;
    return end > 0 && bdl_numeral_read(bdl_str_of(s.data, end), out);
}
