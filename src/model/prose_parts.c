/* prose_parts.c - which amounts of a sentence are parts of which: those in a bracket
 * right behind an amount, and those that 其中 or a word like it lists. */
#include "model/prose_relations.h"

enum {
    BRACKETS_MAX = 8,
    LISTS_MAX = 4,
    LOOK_MAX = 3000, /* bytes behind an amount in which it can be a whole */
};

/* The list that a word like 其中 begins. */
typedef struct list {
    size_t first;    /* the first amount behind the word */
    size_t sentence; /* the first in which its whole may stand */
    size_t floor;    /* before which it cannot */
    size_t whole;    /* BDL_NO_WHOLE until the first part tells of which kind it is */
    bool is_known;   /* WHOLE was looked for */
    bool is_mainly;  /* of changes, up to a semicolon */
    bool is_behind;  /* its word stands right behind a semicolon, or begins a sentence */
    size_t parts;
    bdl_dec sum; /* of them */
} list;

typedef struct reading {
    bdl_str s;
    const bdl_amount *amounts;
    bdl_part *parts; /* of each amount */
    list lists[LISTS_MAX];
    size_t depth;
    size_t sentence, sentence_begin, item_begin, clause_begin;
    size_t before[BRACKETS_MAX]; /* of open brackets: the amount right before each */
    size_t brackets;
    bool is_aside; /* reasons and purposes: what they name is no part */
} reading;

/* The words right before amount A, without 为. */
static bdl_str words_before(bdl_str s, const bdl_amount *a) {
    bdl_str before = bdl_str_of(s.data, a->begin);
    if (bdl_str_ends(before, BDL_STR("为")))
        before.len -= strlen("为");
    return before;
}

static size_t word_at(bdl_str rest, const char *const *words, size_t count) {
    for (size_t k = 0; k < count; k++)
        if (bdl_str_skip(rest, words[k]))
            return strlen(words[k]);
    return 0;
}

static size_t lead_at(bdl_str rest) {
    static const char *const words[] = {
        "其中",      "包括",         "包含",           "构成:",           "组成:",
        "构成如下:", "用于以下方面", "用于以下几方面", "用于以下几个方面"};
    return word_at(rest, words, BDL_COUNT_OF(words));
}

/* 甲和乙分别为: what it names stands before it. */
static size_t respectively_at(bdl_str rest) {
    static const char *const words[] = {"分别为", "分别是"};
    return word_at(rest, words, BDL_COUNT_OF(words));
}

static size_t aside_at(bdl_str rest) {
    static const char *const words[] = {"原因", "用于", "由于", "因为"};
    return word_at(rest, words, BDL_COUNT_OF(words));
}

/* 主要是 behind a change names the changes it is made of, else some of what is meant. */
static size_t mainly_at(bdl_str rest) {
    static const char *const words[] = {"主要是", "主要为"};
    return word_at(rest, words, BDL_COUNT_OF(words));
}

/* Words at AT begin a list of which amount FIRST is the first. The whole may stand in the
 * sentence before, where nothing stands before them in theirs: 90 万元。其中：… */
static void open_list(reading *r, size_t first, size_t at, bool is_mainly) {
    bdl_str before = bdl_str_of(r->s.data + r->sentence_begin, at - r->sentence_begin);
    size_t back = r->sentence > 0 && bdl_text_trim(before).len == 0;
    bdl_str clause = bdl_str_of(r->s.data + r->clause_begin, at - r->clause_begin);
    if (r->depth < LISTS_MAX)
        r->lists[r->depth++] = (list){
            .first = first,
            .sentence = r->sentence - back,
            /* …90 万元;工具 40 台,其中…: what follows is part of what the item says */
            .floor = r->clause_begin > r->item_begin ? r->item_begin : 0,
            .whole = BDL_NO_WHOLE,
            .is_mainly = is_mainly,
            .is_behind = back > 0 ||
                         (r->clause_begin > 0 && r->s.data[r->clause_begin - 1] == ';' &&
                          bdl_text_trim(clause).len == 0)};
    r->is_aside = false;
}

/* 甲 90 万元、乙 30 万元:…: what follows the last of several is told of all of them. */
static bool is_one_of_several(const reading *r, size_t first) {
    static const bdl_str comma = BDL_STR_INIT("、");
    return first > 1 && r->parts[first - 2].kind == BDL_AMOUNT_SAID &&
           !r->parts[first - 2].in_brackets &&
           bdl_str_starts(bdl_str_from(r->s, r->amounts[first - 2].unit_end), comma);
}

/* 总额 90 万元:甲 …: the amount right before the colon at AT is what follows makes. */
static void open_behind_amount(reading *r, size_t first, size_t at) {
    if (first == 0 || r->amounts[first - 1].unit_end != at || r->depth == LISTS_MAX ||
        r->parts[first - 1].kind != BDL_AMOUNT_SAID || is_one_of_several(r, first))
        return;
    open_list(r, first, at, false);
    r->lists[r->depth - 1].whole = first - 1;
    r->lists[r->depth - 1].is_known = true;
}

static bool is_near(const reading *r, size_t i, size_t at) {
    return at - r->amounts[i].unit_end < LOOK_MAX;
}

/* 项目支出中,甲 …: the last amount before the comma at AT that these words name, of which
 * the amounts from FIRST on are parts. */
static void open_named(reading *r, size_t first, size_t at) {
    static const bdl_str among = BDL_STR_INIT("中");
    bdl_str words = bdl_str_of(r->s.data + r->clause_begin, at - r->clause_begin);
    if (!bdl_str_ends(words, among) || words.len <= 2 * among.len)
        return;
    words = bdl_text_trim(bdl_str_of(words.data, words.len - among.len));
    for (size_t k = first; k > 0 && is_near(r, k - 1, at); k--) {
        if (r->parts[k - 1].kind != BDL_AMOUNT_SAID ||
            !bdl_str_ends(words_before(r->s, &r->amounts[k - 1]), words))
            continue;
        r->depth = 0;
        open_list(r, first, at, false);
        r->lists[0].whole = k - 1;
        r->lists[0].is_known = true;
        return;
    }
}

/* Whether the parts of L make its whole: what follows goes on with the list around it. */
static bool is_full(const reading *r, const list *l) {
    return l->parts > 1 && l->whole != BDL_NO_WHOLE &&
           r->parts[l->whole].kind == BDL_AMOUNT_SAID &&
           bdl_dec_cmp(l->sum, r->parts[l->whole].amount) == 0;
}

/* A semicolon ends what its item has of lists, not the list of items, unless that has all
 * its parts: (1)90 万元,其中甲 60 万元、乙 30 万元;(2)… */
static void end_item(reading *r) {
    while (r->depth > 0 && r->lists[r->depth - 1].is_mainly)
        r->depth--;
    if (r->depth > 1 || (r->depth == 1 && is_full(r, &r->lists[0])))
        r->depth--;
    r->is_aside = false;
}

/* 合计 and its like right before A: that is no part of what came before. */
static bool names_total(bdl_str s, const bdl_amount *a) {
    return bdl_str_ends_any(words_before(s, a),
                            BDL_WORDS("总预算", "总计", "合计", "总额", "总决算",
                                      "本年收入", "本年支出")) > 0;
}

/* Whether the bracket at AT stands right behind amount I, or behind its share and names
 * parts: 90 万元,占 60%(包括…). */
static bool is_right_behind(const reading *r, size_t i, size_t at) {
    static const bdl_str share = BDL_STR_INIT(",占"), percent = BDL_STR_INIT("%");
    size_t end = r->amounts[i].unit_end;
    bdl_str between = bdl_str_of(r->s.data + end, at - end);
    return between.len == 0 ||
           (bdl_str_starts(between, share) && bdl_str_ends(between, percent) &&
            lead_at(bdl_str_from(r->s, at + 1)) > 0);
}

/* The words from BEGIN up to amount I: which lists they begin and end. */
static void read_words(reading *r, size_t begin, size_t i) {
    size_t end = r->amounts[i].begin;
    for (size_t at = begin; at < end;) {
        bdl_str rest = bdl_str_of(r->s.data + at, end - at);
        size_t word = 0;
        if (bdl_ends_sentence(r->s, at)) {
            r->sentence++;
            (void)bdl_utf8_next(r->s, &at);
            r->sentence_begin = r->item_begin = r->clause_begin = at;
            r->depth = r->brackets = 0;
            r->is_aside = false;
            continue;
        } else if (rest.data[0] == '(' && r->brackets < BRACKETS_MAX) {
            bool behind = i > 0 && is_right_behind(r, i - 1, at);
            r->before[r->brackets++] = behind ? i - 1 : BDL_NO_WHOLE;
        } else if (rest.data[0] == ')' && r->brackets > 0) {
            r->brackets--;
        } else if (r->brackets == 0 && rest.data[0] == ';') {
            end_item(r);
            r->item_begin = r->clause_begin = at + 1;
        } else if (r->brackets == 0 && rest.data[0] == ',') {
            open_named(r, i, at);
            r->clause_begin = at + 1;
        } else if (r->brackets == 0 && rest.data[0] == ':') {
            open_behind_amount(r, i, at);
        } else if (r->brackets == 0 && (word = lead_at(rest)) > 0) {
            open_list(r, i, at, false);
        } else if (r->brackets == 0 && (word = respectively_at(rest)) > 0) {
            if (is_one_of_several(r, i) && r->s.data[at - 1] == ':')
                r->depth = 0;
            else
                open_list(r, i, at, false);
            if (r->depth > 0 && r->item_begin > 0) /* …;甲和乙分别为…: of its own item */
                r->lists[r->depth - 1].floor = r->item_begin;
        } else if (r->brackets == 0 && (word = mainly_at(rest)) > 0) {
            if (i > 0 && r->parts[i - 1].kind == BDL_AMOUNT_CHANGE)
                open_list(r, i, at, true);
            else
                r->is_aside = true;
        } else if (r->brackets == 0 && (word = aside_at(rest)) > 0) {
            r->is_aside = true;
        }
        if (word > 0)
            at += word;
        else
            (void)bdl_utf8_next(r->s, &at);
    }
}

/* 总额 90 万元:甲 …、乙 …;其中 …: behind a list that is at its end this names a part of
 * what the list makes, not of its last item. */
static size_t whole_of_list_before(const reading *r, const list *l) {
    for (size_t k = l->first; k > 0 && is_near(r, k - 1, r->amounts[l->first].begin); k--)
        if (r->parts[k - 1].sentence < l->sentence)
            break;
        else if (r->s.data[r->amounts[k - 1].unit_end] == ':')
            return k - 1;
    return BDL_NO_WHOLE;
}

/* The whole of L: the last amount before its word that is of the kind of its first
 * part, and in no brackets. */
static size_t whole_of(const reading *r, const list *l, bdl_amount_kind kind) {
    size_t at = r->amounts[l->first].begin;
    size_t before = l->is_behind ? whole_of_list_before(r, l) : BDL_NO_WHOLE;
    if (before != BDL_NO_WHOLE)
        return before;
    for (size_t k = l->first; k > 0 && is_near(r, k - 1, at); k--) {
        if (r->parts[k - 1].sentence < l->sentence || r->amounts[k - 1].begin < l->floor)
            break;
        if (r->parts[k - 1].kind == kind && !r->parts[k - 1].in_brackets)
            return k - 1;
    }
    return BDL_NO_WHOLE;
}

static size_t part_of_list(reading *r, size_t i) {
    while (r->depth > 1 && is_full(r, &r->lists[r->depth - 1]))
        r->depth--;
    list *l = r->depth > 0 ? &r->lists[r->depth - 1] : NULL;
    bdl_amount_kind kind = r->parts[i].kind;
    if (!l || r->is_aside || kind == BDL_AMOUNT_BESIDE ||
        (l->is_mainly && kind != BDL_AMOUNT_CHANGE))
        return BDL_NO_WHOLE;
    if (!l->is_known)
        l->whole = whole_of(r, l, kind);
    l->is_known = true;
    if (l->whole == BDL_NO_WHOLE || r->parts[l->whole].kind != kind)
        return BDL_NO_WHOLE;
    l->parts++;
    if (bdl_dec_add(l->sum, r->parts[i].amount, &l->sum) != BDL_DEC_OK)
        l->parts = 0;
    return l->whole;
}

void bdl_parts_find(bdl_str s, const bdl_amount *amounts, size_t count, bdl_part *parts) {
    reading r = {.s = s, .amounts = amounts, .parts = parts};
    for (size_t i = 0; i < count; i++) {
        read_words(&r, i > 0 ? amounts[i - 1].unit_end : 0, i);
        if (names_total(s, &amounts[i]))
            r.depth = 0;
        parts[i].sentence = r.sentence;
        parts[i].in_brackets = r.brackets > 0;
        if (!parts[i].in_brackets)
            parts[i].whole = part_of_list(&r, i);
        else if (parts[i].kind == BDL_AMOUNT_SAID)
            parts[i].whole = r.before[r.brackets - 1];
        else
            parts[i].whole = BDL_NO_WHOLE;
    }
}
