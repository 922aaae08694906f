/* numfmt_date.c - dates and times of spreadsheets: days since 1900 or 1904. */
#include "read/office/numfmt.h"

enum { DAY_SECONDS = 86400, DAYS_1904 = 1462, DAYS_TO_1970 = 25569 };

typedef struct moment {
    int year, month, day, weekday, hour, minute, second;
    long days;
} moment;

bool bdl_numfmt_is_date(bdl_str s) {
    bdl_str literal;
    for (size_t i = 0; i < s.len;) {
        char c = bdl_ascii_lower(s.data[i]);
        if (c == '[' && i + 2 < s.len && strchr("hms", bdl_ascii_lower(s.data[i + 1])) &&
            (s.data[i + 2] == ']' ||
             bdl_ascii_lower(s.data[i + 2]) == bdl_ascii_lower(s.data[i + 1])))
            return true;
        size_t skip = bdl_numfmt_literal(s, i, &literal);
        bool weekday = bdl_str_starts(bdl_str_from(s, i), BDL_STR("aaa"));
        if (!skip &&
            (weekday || c == 'y' || c == 'm' || c == 'd' || c == 'h' || c == 's'))
            return true;
        i += skip ? skip : 1;
    }
    return false;
}

/* The day of the Gregorian calendar that is DAYS after 1 January 1970. */
static void civil(long days, moment *m) {
    long z = days + 719468;
    long era = z / 146097, day_of_era = z - era * 146097;
    long year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    long day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    long shifted = (5 * day_of_year + 2) / 153;
    m->day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    m->month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    m->year = (int)(year_of_era + era * 400 + (m->month <= 2));
    m->weekday = (int)((days % 7 + 11) % 7); /* 0: Sunday */
}

static moment moment_of(const bdl_digits *n, bool from_1904) {
    moment m = {0};
    long fraction = 0;
    for (int i = 0; i < n->point && i < 8; i++)
        m.days = m.days * 10 + (i < n->count ? n->digit[i] - '0' : 0);
    for (int i = n->point; i < n->point + 10; i++)
        fraction = fraction * 10 + (i >= 0 && i < n->count ? n->digit[i] - '0' : 0);
    long seconds = (fraction * DAY_SECONDS + 5000000000L) / 10000000000L;
    if (seconds >= DAY_SECONDS) {
        m.days++;
        seconds = 0;
    }
    m.hour = (int)(seconds / 3600);
    m.minute = (int)(seconds / 60 % 60);
    m.second = (int)(seconds % 60);
    long days = m.days + (from_1904 ? DAYS_1904 : 0);
    /* 29 February 1900 is a day to spreadsheets and to nobody else */
    civil(days - DAYS_TO_1970 + (days < 60 && !from_1904), &m);
    return m;
}

typedef struct dating {
    bdl_buf *out;
    moment m;
    bool after_hour, noon; /* NOON: hours are counted to twelve */
} dating;

static void put_month(dating *d, size_t length) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    const char *name = months[d->m.month - 1];
    if (length >= 3)
        bdl_buf_add(d->out, (bdl_str){name, length == 3   ? 3
                                            : length == 5 ? 1
                                                          : strlen(name)});
    else
        bdl_buf_printf(d->out, length == 2 ? "%02d" : "%d", d->m.month);
}

static void put_day(dating *d, size_t length) {
    static const char *const days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};
    const char *name = days[d->m.weekday];
    if (length >= 3)
        bdl_buf_add(d->out, (bdl_str){name, length == 3 ? 3 : strlen(name)});
    else
        bdl_buf_printf(d->out, length == 2 ? "%02d" : "%d", d->m.day);
}

static void put_weekday(dating *d, size_t length) {
    static const char names[] = "日一二三四五六";
    bdl_buf_add(d->out, length > 3 ? BDL_STR("星期") : BDL_STR("周"));
    bdl_buf_add(d->out, (bdl_str){names + 3 * d->m.weekday, 3});
}

static void put_field(dating *d, char letter, size_t length, bool minutes) {
    const char *form = length >= 2 ? "%02d" : "%d";
    int hour = d->noon ? (d->m.hour + 11) % 12 + 1 : d->m.hour;
    if (letter == 'y')
        bdl_buf_printf(d->out, length > 2 ? "%04d" : "%02d",
                       length > 2 ? d->m.year : d->m.year % 100);
    else if (letter == 'm' && minutes)
        bdl_buf_printf(d->out, form, d->m.minute);
    else if (letter == 'm')
        put_month(d, length);
    else if (letter == 'd')
        put_day(d, length);
    else if (letter == 'a')
        put_weekday(d, length);
    else if (letter == 'h')
        bdl_buf_printf(d->out, form, hour);
    else
        bdl_buf_printf(d->out, form, d->m.second);
}

/* Whether the "m" before REST means minutes because seconds follow. */
static bool seconds_follow(bdl_str rest) {
    for (size_t i = 0; i < rest.len; i++) {
        char c = bdl_ascii_lower(rest.data[i]);
        if (c == 's')
            return true;
        if (c == 'y' || c == 'd' || c == 'h' || c == 'm')
            return false;
    }
    return false;
}

static size_t run_length(bdl_str s, size_t i) {
    size_t n = 1;
    while (i + n < s.len && bdl_ascii_lower(s.data[i + n]) == bdl_ascii_lower(s.data[i]))
        n++;
    return n;
}

/* Half of the day, hours past a day: what is not a run of one letter. 0 when it is. */
static size_t put_special(dating *d, bdl_str s, size_t i) {
    bdl_str rest = bdl_str_from(s, i);
    if (bdl_str_starts(rest, BDL_STR("AM/PM"))) {
        bdl_buf_add(d->out, d->m.hour < 12 ? BDL_STR("AM") : BDL_STR("PM"));
        return 5;
    }
    if (bdl_str_starts(rest, BDL_STR("上午/下午"))) {
        bdl_buf_add(d->out, d->m.hour < 12 ? BDL_STR("上午") : BDL_STR("下午"));
        return sizeof "上午/下午" - 1;
    }
    if (rest.data[0] == '[' && rest.len > 2 && bdl_ascii_lower(rest.data[1]) == 'h') {
        const char *end = memchr(rest.data, ']', rest.len);
        bdl_buf_printf(d->out, "%ld", d->m.days * 24 + d->m.hour);
        d->after_hour = true;
        return end ? (size_t)(end - rest.data) + 1 : rest.len;
    }
    return 0;
}

void bdl_numfmt_put_date(bdl_buf *out, const bdl_digits *number, bdl_str s,
                         bool from_1904) {
    dating d = {.out = out, .m = moment_of(number, from_1904)};
    d.noon = bdl_str_has(s, BDL_STR("AM/PM")) || bdl_str_has(s, BDL_STR("上午/下午"));
    bdl_str literal;
    for (size_t i = 0; i < s.len;) {
        size_t special = put_special(&d, s, i);
        size_t skip = special ? special : bdl_numfmt_literal(s, i, &literal);
        if (skip) {
            if (!special)
                bdl_buf_add(out, literal);
            i += skip;
            continue;
        }
        char c = bdl_ascii_lower(s.data[i]);
        size_t length = run_length(s, i);
        if (!strchr("ymdhsa", c) || (c == 'a' && length < 3)) {
            bdl_buf_char(out, s.data[i++]);
            continue;
        }
        bool minutes = c == 'm' && length < 3 &&
                       (d.after_hour || seconds_follow(bdl_str_from(s, i + length)));
        put_field(&d, c, length, minutes);
        d.after_hour = c == 'h';
        i += length;
    }
}
