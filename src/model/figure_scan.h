/* figure_scan.h - what figures, dates and targets share: reading pieces of a folded text
 * from left to right. Internal to src/model. */
#ifndef BDL_MODEL_FIGURE_SCAN_H
#define BDL_MODEL_FIGURE_SCAN_H

#include "model/figure.h"

/* A number at the start of S: an optional sign, digits with separators and a point, or a
 * Chinese numeral (百分之… too). */
typedef struct bdl_scanned {
    bdl_dec number;
    size_t length; /* bytes taken */
    int places;    /* printed after the point */
    bool percent;  /* 百分之…: NUMBER is in percent */
    bool in_words; /* a Chinese numeral */
} bdl_scanned;

/* Digits only; a sign where SIGNED. */
bool bdl_scan_digits(bdl_str s, bool is_signed, bdl_scanned *out);
/* Digits or a Chinese numeral. */
bool bdl_scan_number(bdl_str s, bdl_scanned *out);
/* The same, and 5‰, 千分之五, 12‱ and 万分之三, which are percentages then. */
bool bdl_scan_rate(bdl_str s, bdl_scanned *out);
/* The Chinese numeral at the start of S; bytes taken, 0 when there is none. */
size_t bdl_scan_numeral(bdl_str s, long long *out);
/* The same with 万 and 亿 as part of it: 一百二十万五千. */
size_t bdl_scan_whole_numeral(bdl_str s, long long *out);
/* 亿 or 万 behind NUMBER, at the start of S, and another number behind that: its power of
 * ten; NUMBER is then POWERS and what follows is NUMBER (1亿2000万元). 0: none. */
int bdl_scan_powers(bdl_str s, bdl_scanned *number, bdl_scanned *powers);
/* A date at the start of S (2024年12月31日, 12月底, 2024-12-31, 二〇二四年); bytes taken,
 * 0 when there is none. A bare number is no date. */
size_t bdl_scan_date(bdl_str s, bdl_date *out);
/* The unit at the start of S, which follows a number: money, %, or a measure word, with
 * at most one '/'; 0 when there is none. */
size_t bdl_scan_unit(bdl_str s, bdl_unit *out);
/* TEXT as the unit of a target: as bdl_unit_read, but 分 are points. */
bool bdl_target_unit_read(bdl_str text, bdl_unit *out);

/* A figure of NUMBER (as printed) in UNIT: value in the base unit, half-width of the last
 * place. False when it does not fit. */
bool bdl_figure_make(bdl_dec number, const bdl_unit *unit, int places, bdl_value *out);

#endif
