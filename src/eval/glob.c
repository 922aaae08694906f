/* glob.c - file patterns, in time proportional to the product of the lengths at worst. */
#include "eval/glob.h"

#include "base/text.h"

bool bdl_glob_meets(bdl_str glob, bdl_str text) {
    size_t g = 0, t = 0, star = SIZE_MAX, kept = 0;

    while (t < text.len) {
        if (g < glob.len && glob.data[g] == '*') {
            star = ++g;
            kept = t;
        } else if (g < glob.len && glob.data[g] == '?') {
            g++;
            bdl_utf8_next(text, &t);
        } else if (g < glob.len && glob.data[g] == text.data[t]) {
            g++;
            t++;
        } else if (star != SIZE_MAX) {
            g = star;
            t = ++kept;
        } else {
            return false;
        }
    }
    return g + bdl_str_run(glob, g, '*') == glob.len;
}
