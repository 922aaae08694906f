/* guess.c - the nearest known name, by edits between characters. */
#include "base/guess.h"

#include "base/text.h"

enum { NAME_MAX_CHARS = 64 }; /* longer texts are no misspelt names */

/* The characters of S in OUT; SIZE_MAX when there are too many. */
static size_t decode(bdl_str s, uint32_t out[NAME_MAX_CHARS]) {
    size_t n = 0;
    for (size_t i = 0; i < s.len; n++) {
        if (n == NAME_MAX_CHARS)
            return SIZE_MAX;
        out[n] = bdl_utf8_next(s, &i);
    }
    return n;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* The table of edits, row by row; each keeps the two rows above it. */
static size_t distance(const uint32_t *a, size_t m, const uint32_t *b, size_t n,
                       size_t most) {
    size_t rows[3][NAME_MAX_CHARS + 1];
    for (size_t j = 0; j <= n; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3],
               *two_above = rows[(i + 1) % 3];
        size_t best = row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t cost = above[j - 1] + (a[i - 1] != b[j - 1]);
            cost = least(cost, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = least(cost, two_above[j - 2] + 1);
            row[j] = cost;
            best = least(best, cost);
        }
        if (best > most + 1)
            return most + 1;
    }
    return least(rows[m % 3][n], most + 1);
}

size_t bdl_edit_distance(bdl_str a, bdl_str b, size_t most) {
    uint32_t left[NAME_MAX_CHARS], right[NAME_MAX_CHARS];
    if (bdl_str_eq(a, b))
        return 0;
    size_t m = decode(a, left), n = decode(b, right);
    if (m == SIZE_MAX || n == SIZE_MAX || (m > n ? m - n : n - m) > most)
        return most + 1;
    return distance(left, m, right, n, most);
}

void bdl_guess_init(bdl_guess *guess, bdl_str wanted) {
    *guess = (bdl_guess){.wanted = wanted, .best = BDL_STR(""), .distance = SIZE_MAX};
}

/* Whether a piece of CANDIDATE is the wanted name: `len` begins `length`, 三公经费 stands
 * in 三公经费支出表. Of letters the middle says nothing: `id` stands in `bidding`. */
static bool is_part(bdl_str wanted, bdl_str candidate) {
    enum { LEAST = 3 }; /* letters; a Chinese character has as many bytes */
    if (wanted.len < LEAST || candidate.len <= wanted.len)
        return false;
    if (bdl_str_is_ascii(wanted))
        return bdl_str_starts(candidate, wanted) || bdl_str_ends(candidate, wanted);
    return wanted.len > LEAST && bdl_str_has(candidate, wanted);
}

void bdl_guess_offer(bdl_guess *guess, bdl_str candidate) {
    size_t m = bdl_utf8_count(guess->wanted), n = bdl_utf8_count(candidate);
    size_t most = (m > n ? m : n) / 3;
    if (most == 0)
        most = 1;
    if (guess->distance == 0 || candidate.len == 0)
        return;
    if (guess->distance == SIZE_MAX && is_part(guess->wanted, candidate) &&
        (guess->best.len == 0 || candidate.len < guess->best.len))
        guess->best = candidate;
    if (most >= guess->distance)
        most = guess->distance - 1;
    size_t edits = bdl_edit_distance(guess->wanted, candidate, most);
    if (edits > most)
        return;
    guess->best = candidate;
    guess->distance = edits;
}
