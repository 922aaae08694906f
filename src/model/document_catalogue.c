/* document_catalogue.c - the table of contents: a run of short lines near the beginning
 * that carry page numbers or come again as headings. */
#include "base/language.h"
#include "base/map.h"
#include "model/recognise.h"

enum { ENTRY_MAX = 60, ZONE_MAX = 600, ENTRIES_MIN = 3, SENTENCE_MIN = 24 };

static size_t leader_mark(bdl_str s) {
    return bdl_str_ends_any(s, BDL_WORDS(".", "…", "·", "-", "—", "_", "⋯"));
}

/* What word processors print for a page that they lost. */
static size_t lost_page(bdl_str s) {
    return bdl_str_ends_any(s, BDL_WORDS("错误!未定义书签。", "错误!未找到引用源。",
                                         "Error!Bookmarknotdefined.",
                                         "Error! Bookmark not defined."));
}

/* How many blanks part the page from its title; a tab counts for two. */
static size_t blanks_before_page(bdl_str printed, long long *page) {
    size_t end = printed.len, blanks = 0, begin;
    while (end > 0 && bdl_is_ascii_digit(printed.data[end - 1]))
        end--;
    *page = (long long)bdl_str_number_at(printed, end, INT32_MAX);
    for (begin = end; begin > 0; begin--, blanks++)
        if (printed.data[begin - 1] == '\t')
            blanks++;
        else if (printed.data[begin - 1] != ' ')
            break;
    return end < printed.len && begin > 0 ? blanks : 0;
}

/* S without the brackets around the page at its end: (12); *END is where its digits end.
 */
static size_t page_in_brackets(bdl_str s, size_t *end) {
    size_t open = *end = s.len;
    if (!bdl_str_ends(s, BDL_STR(")")))
        return s.len;
    for (open--; open > 0 && bdl_is_ascii_digit(s.data[open - 1]);)
        open--;
    if (open == 0 || open + 1 == s.len || s.data[open - 1] != '(')
        return s.len;
    *end = s.len - 1;
    return open - 1;
}

/* "title.....12": where the title ends and its page; false when S is no such line. */
static bool read_leader(const bdl_recogniser *r, const bdl_subject *subject,
                        size_t *title_end, long long *page) {
    bdl_str s = subject->folded.text;
    size_t blanks = blanks_before_page(subject->run->text, page);
    size_t end, marks = blanks > 1 || (blanks == 1 && r->pages_by_blanks) ? 3 : 0;
    if (lost_page(s) > 0)
        marks += 3;
    s.len -= lost_page(s);
    size_t digits_end, open = page_in_brackets(s, &digits_end), n;
    end = digits_end;
    while (end > 0 && bdl_is_ascii_digit(s.data[end - 1]))
        end--;
    if (digits_end - end > 4)
        return false;
    *page = (long long)bdl_str_number_at(s, end, INT32_MAX);
    end = open < end ? open : end;
    while (end > 0 && (n = leader_mark(bdl_str_of(s.data, end))) > 0) {
        end -= n;
        marks += n == 1 ? 1 : 2;
    }
    *title_end = end;
    return marks >= 3 && end > 0;
}

/* What an entry says, without the dots and the page behind it: these fill the line. */
static bdl_str words_of(const bdl_recogniser *r, const bdl_subject *subject) {
    size_t end;
    long long page;
    bool leader = read_leader(r, subject, &end, &page);
    return leader ? bdl_str_of(subject->folded.text.data, end) : subject->folded.text;
}

static bool is_short(const bdl_recogniser *r, const bdl_subject *subject) {
    bdl_str words = words_of(r, subject);
    return words.len > 0 && bdl_utf8_count(words) <= ENTRY_MAX;
}

static size_t ordinal_length(bdl_str s) {
    if (bdl_str_digit_at(s, 0))
        return 1;
    return bdl_str_skip_any(s, BDL_WORDS("一", "二", "三", "四", "五", "六", "七", "八",
                                         "九", "十", "-", "—"));
}

static size_t mark_length(bdl_str s) {
    return bdl_str_skip_any(s, BDL_WORDS("、", ".", ":", ","));
}

/* The number of a table before its title: 表一、 表1-1 附表3: */
static size_t table_number(bdl_str s) {
    size_t n, at = bdl_str_starts(s, BDL_STR("附")) ? strlen("附") : 0, begin;
    if (!bdl_str_starts(bdl_str_from(s, at), BDL_STR("表")))
        return 0;
    begin = at += strlen("表");
    while (at < s.len && (n = ordinal_length(bdl_str_from(s, at))) > 0 &&
           !bdl_str_starts(bdl_str_from(s, at), BDL_STR("一般")))
        at += n;
    size_t end = at + mark_length(bdl_str_from(s, at));
    return at > begin && end < s.len ? end : 0;
}

static size_t number_end(bdl_str s) {
    size_t end = bdl_numbering_of(s).end;
    return end > 0 ? end : table_number(s);
}

/* What an entry and its heading have in common: no number, no page, no mark behind it. */
static bdl_str key_of(const bdl_recogniser *r, const bdl_subject *subject) {
    bdl_str s = words_of(r, subject);
    s = bdl_str_from(s, number_end(s));
    while (bdl_str_ends(s, BDL_STR(":")) || bdl_str_ends(s, BDL_STR("。")))
        s.len -= bdl_str_ends(s, BDL_STR(":")) ? 1 : strlen("。");
    return s;
}

/* KEY stands at passage AT. */
static void put_key(bdl_map *map, bdl_str key, size_t at) {
    if (key.len > 0 && (size_t)(uintptr_t)bdl_map_get(map, key) <= at)
        bdl_map_put(map, key, (void *)(uintptr_t)(at + 1));
}

/* The titles that tables have in their first rows; AT: the passages before the table. */
static void index_titles(bdl_recogniser *r, bdl_map *map, const bdl_block *table,
                         size_t at) {
    enum { ROWS = 3 };
    for (size_t i = 0; i < table->row_count && i < ROWS; i++) {
        const bdl_row *row = &table->rows[i];
        if (row->count == 0 || row->cells[0].run.text.len == 0)
            continue;
        bdl_subject s = bdl_subject_of(r->passing, &row->cells[0].run);
        if (is_short(r, &s) && bdl_is_table_name(s.folded.text))
            put_key(map, key_of(r, &s), at);
    }
}

/* The last passage that reads like each key, as number + 1; titles inside of tables stand
 * where the passage behind the table does. */
static bdl_map *index_keys(bdl_recogniser *r) {
    bdl_map *map = bdl_map_new(r->passing);
    for (size_t i = 0; i < r->doc->blocks.count; i++)
        if (r->doc->blocks.items[i].kind == BDL_TABLE)
            index_titles(r, map, &r->doc->blocks.items[i], r->passage_before[i]);
    for (size_t i = 0; i < r->passage_count; i++) {
        const bdl_subject *s = &r->passages[i].subject;
        if (is_short(r, s))
            put_key(map, key_of(r, s), i);
    }
    return map;
}

static bool is_sentence(const bdl_recogniser *r, const bdl_subject *subject) {
    bdl_str s = subject->folded.text;
    size_t n = bdl_utf8_count(words_of(r, subject));
    return n > ENTRY_MAX * 2 ||
           (n > SENTENCE_MIN && bdl_str_ends(s, BDL_STR("。")) && !lost_page(s));
}

typedef struct run {
    size_t from, to; /* passages; empty: none */
} run;

/* The passages from FIRST on before the first table and the first sentence. */
static run zone_from(const bdl_recogniser *r, size_t first) {
    size_t i = first;
    for (; i < r->passage_count && i < first + ZONE_MAX; i++) {
        if (i > first && r->passages[i].from != r->passages[i - 1].at + 1)
            break;
        if (is_sentence(r, &r->passages[i].subject))
            break;
    }
    return (run){first, i};
}

/* Whether the first row of TABLE has a caption of it. */
static bool begins_with_caption(bdl_recogniser *r, const bdl_block *table) {
    const bdl_row *row = table->row_count > 0 ? table->rows : NULL;
    for (size_t k = 0; row && k < row->count; k++)
        if (bdl_is_caption(bdl_text_fold(r->passing, row->cells[k].run.text)))
            return true;
    return false;
}

/* ZONE without the title of the table that ends it and the captions between, where there
 * are some: the last entry of a catalogue has none below it. */
static run above_title(bdl_recogniser *r, run zone) {
    size_t i = zone.to, blocks = r->doc->blocks.count;
    size_t next = i < r->passage_count ? r->passages[i].from : blocks;
    if (i <= zone.from || next == r->passages[i - 1].at + 1)
        return zone; /* no table */
    while (i > zone.from && bdl_is_caption(r->passages[i - 1].subject.folded.text))
        i--;
    if (i > zone.from &&
        (i < zone.to || begins_with_caption(
                            r, &r->doc->blocks.items[r->passages[zone.to - 1].at + 1])) &&
        bdl_is_table_name(r->passages[i - 1].subject.folded.text))
        zone.to = i - 1;
    return zone;
}

/* Where a catalogue can be: at the beginning, or where its heading stands below what a
 * web page has above its text, a table of numbers and dates. */
static run find_zone(bdl_recogniser *r) {
    enum { ABOVE_MAX = 40 };
    run zone = zone_from(r, 0);
    for (size_t i = zone.to; i < r->passage_count && i < ABOVE_MAX; i++)
        if (bdl_str_eq(r->passages[i].subject.folded.text, BDL_STR("目录")))
            return above_title(r, zone_from(r, i));
    return above_title(r, zone);
}

static bool is_leader(const bdl_recogniser *r, const bdl_subject *s) {
    size_t end;
    long long page;
    return read_leader(r, s, &end, &page);
}

/* Whether some passage of ZONE could be the first entry of a catalogue. */
static bool may_have_entries(const bdl_recogniser *r, run zone) {
    for (size_t i = zone.from; i < zone.to; i++) {
        const bdl_subject *s = &r->passages[i].subject;
        if (bdl_numbering_of(s->folded.text).style != BDL_UNNUMBERED || is_leader(r, s))
            return true;
    }
    return false;
}

/* Whether the heading of a catalogue stands right above a passage. */
static bool is_headed(bdl_recogniser *r, size_t at) {
    return at > 0 &&
           bdl_str_ends(r->passages[at - 1].subject.folded.text, BDL_STR("目录"));
}

/* How many entries make a catalogue: where a heading says so, one. */
static size_t entries_needed(bdl_recogniser *r, size_t from) {
    return is_headed(r, from) ? 1 : ENTRIES_MIN;
}

/* Whether passage AT stands right above a sentence, of which it is the heading; the first
 * of its parts may be headed too (职责：). */
static bool heads_sentence(const bdl_recogniser *r, size_t at) {
    size_t next = at + 1;
    if (next < r->passage_count &&
        bdl_str_ends(r->passages[next].subject.folded.text, BDL_STR(":")))
        next++;
    return next < r->passage_count &&
           r->passages[next].from == r->passages[at].at + (next - at) &&
           is_sentence(r, &r->passages[next].subject);
}

/* Whether NUMBER begins a list of its own right behind BEFORE, the entry above it: after
 * the last entry of a catalogue the first of the body's own items is 一、 again. */
static bool begins_again(bdl_numbering before, bdl_numbering number) {
    return number.style != BDL_UNNUMBERED && number.style == before.style &&
           number.value == 1 && before.value > 1;
}

/* Whether 一、 二、 三、 stand right below the word 目录: entries, though the body heads
 * its chapters in other words. */
static bool lists_chapters(const bdl_recogniser *r, size_t at) {
    enum { CHAPTERS_MIN = 3 };
    if (at == 0 || at + CHAPTERS_MIN > r->passage_count ||
        !bdl_str_eq(r->passages[at - 1].subject.folded.text, BDL_STR("目录")))
        return false;
    for (size_t k = 0; k < CHAPTERS_MIN; k++) {
        bdl_numbering n = bdl_numbering_of(r->passages[at + k].subject.folded.text);
        if (n.style != BDL_NUMBER_HAN || n.value != (long long)k + 1)
            return false;
    }
    return true;
}

/* From the first entry up to where an entry comes again: there the body begins, or behind
 * the last that does, when what is numbered goes on up to a sentence. */
static run find_run(bdl_recogniser *r, const bdl_map *keys, run zone) {
    bdl_map *seen = bdl_map_new(r->passing);
    run out = {0, 0};
    size_t entries = 0, after_leader = 0, after_certain = 0;
    bdl_numbering before = {0};
    for (size_t i = zone.from; i < zone.to; i++) {
        const bdl_subject *subject = &r->passages[i].subject;
        bdl_str s = subject->folded.text, key = key_of(r, subject);
        bool leader = is_leader(r, subject);
        bdl_numbering number = bdl_numbering_of(s);
        bool numbered = number.style != BDL_UNNUMBERED || table_number(s) > 0;
        bool again = (size_t)(uintptr_t)bdl_map_get(keys, key) > i + 1;
        bool entry =
            is_short(r, subject) &&
            (leader || (numbered && (again || entries > 0 || lists_chapters(r, i))) ||
             (again && entries > 0));
        if (key.len == 0 || bdl_is_caption(s))
            continue;
        if (bdl_map_get(seen, key) || (!leader && !again && begins_again(before, number)))
            break;
        if (!entry)
            continue;
        before = number;
        bdl_map_put(seen, key, r);
        if (entries++ == 0)
            out.from = i;
        out.to = i + 1;
        if (leader)
            after_leader = i + 1;
        if (leader || again)
            after_certain = i + 1;
    }
    if (after_certain > out.from && after_certain < out.to &&
        heads_sentence(r, out.to - 1))
        out.to = after_certain;
    if (after_leader >
        0) /* where some carry page numbers the last that does is the end */
        out.to = after_leader;
    if (entries < entries_needed(r, out.from) || out.to <= out.from ||
        entries * 2 < out.to - out.from)
        return (run){0, 0};
    return out;
}

/* Numbered lines that never come again are chapters of their own, no entries. */
static bool is_believable(bdl_recogniser *r, const bdl_map *keys, run found) {
    size_t certain = 0;
    for (size_t i = found.from; i < found.to; i++) {
        const bdl_subject *s = &r->passages[i].subject;
        certain += is_leader(r, s) ||
                   (size_t)(uintptr_t)bdl_map_get(keys, key_of(r, s)) > found.to;
    }
    return certain >= entries_needed(r, found.from) &&
           certain * 3 >= found.to - found.from;
}

/* The catalogue's own heading, headings of its parts, and the lines between them. */
static size_t extend_up(bdl_recogniser *r, size_t from) {
    enum { LOOK_MAX = 6 };
    for (size_t i = from; i > 0 && from - i < LOOK_MAX; i--) {
        bdl_str s = r->passages[i - 1].subject.folded.text;
        if (!is_short(r, &r->passages[i - 1].subject))
            break;
        if (bdl_str_ends(s, BDL_STR("目录")))
            return i - 1;
    }
    while (from > 0 && r->passages[from - 1].block->kind == BDL_HEADING)
        from--;
    return from;
}

static void add_entry(bdl_recogniser *r, bdl_passage *p, bdl_values *entries) {
    bdl_str s = p->subject.folded.text;
    bdl_str title = p->subject.run->text;
    size_t end, begin, original_end;
    long long page = 0;
    if (read_leader(r, &p->subject, &end, &page)) {
        bdl_subject_range(&p->subject, 0, end, &begin, &original_end);
        title = bdl_str_of(title.data + begin, original_end - begin);
    }
    bdl_record *record =
        bdl_record_new(r->model, r->schema->catalogue, r->model->document);
    bdl_record_set_place(record, p->block->place);
    bdl_value text = bdl_value_text(bdl_text_unwrap(r->arena, title));
    bdl_record_put(record, r->schema->catalogue->slot_title,
                   bdl_value_at(r, text, p->block->place));
    bdl_str lost = bdl_str_from(s, s.len - lost_page(s));
    bdl_value number = {.kind = BDL_NUMBER,
                        .state = BDL_UNREADABLE,
                        .text = bdl_arena_str(r->arena, lost), /* S does not stay */
                        .reason = BDL_TR("the page of the entry was lost")};
    if (page > 0)
        number = bdl_value_number(bdl_dec_int(page));
    if (page > 0 || number.text.len > 0)
        bdl_record_put(record, bdl_rectype_slot(r->schema->catalogue, BDL_STR("page")),
                       bdl_value_at(r, number, p->block->place));
    BDL_PUSH(r->arena, entries, bdl_value_record(record));
    bdl_record_tell_index(record, entries->count);
}

/* Titles with a blank and a number behind, whose numbers grow: pages of a catalogue. */
static bool has_pages_by_blanks(bdl_recogniser *r, run zone) {
    long long page, last = 0;
    size_t entries = 0, best = 0;
    bool headed = false; /* below the word 目录 one entry is enough */
    for (size_t i = zone.from; i < zone.to; i++) {
        const bdl_subject *s = &r->passages[i].subject;
        if (lost_page(s->folded.text) > 0)
            continue;
        if (bdl_str_ends(s->folded.text, BDL_STR("目录"))) {
            headed = true; /* a cover that ends with its year is no entry */
            best = 0;
        }
        if (!is_short(r, s) || blanks_before_page(s->run->text, &page) == 0 ||
            page < last) {
            entries = 0;
            last = 0;
            continue;
        }
        last = page;
        entries++;
        best = entries > best ? entries : best;
    }
    return best >= (headed ? 1 : ENTRIES_MIN);
}

void bdl_catalogue_find(bdl_recogniser *r) {
    bdl_values entries = {0};
    run zone = find_zone(r);
    r->pages_by_blanks = has_pages_by_blanks(r, zone);
    bdl_map *keys = may_have_entries(r, zone) ? index_keys(r) : NULL;
    run found = keys ? find_run(r, keys, zone) : (run){0, 0};
    if (found.to > 0 && is_believable(r, keys, found)) {
        for (size_t i = extend_up(r, found.from); i < found.to; i++) {
            r->passages[i].role = BDL_AS_CATALOGUE;
            if (i >= found.from)
                add_entry(r, &r->passages[i], &entries);
        }
        bdl_list_put(r->model, r->model->document, r->schema->slot_catalogue, &entries);
    } else {
        bdl_record_put(
            r->model->document, r->schema->slot_catalogue,
            bdl_value_missing(BDL_LIST, BDL_TR("the document has no catalogue")));
    }
}
