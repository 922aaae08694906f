/* limits.h - every limit on input, in one place. */
#ifndef BDL_BASE_LIMITS_H
#define BDL_BASE_LIMITS_H

enum {
    BDL_MAX_NESTING = 200,   /* expressions, groups, nested tables */
    BDL_MAX_CALL_DEPTH = 64, /* define inside define */
    BDL_MAX_DIAGS = 1000,    /* reports kept per run of the front end */
    BDL_MAX_NAMES = 4096,    /* known at one place of a rule */
    BDL_MAX_USE_DEPTH = 64,  /* use inside use */
    BDL_MAX_COLUMNS = 512,   /* cells in a row */
    /* bytes of models that wait as they are while all documents are read once, the second
     * of those that took a process of their own to read; those that have no room in a
     * file either are read again */
    BDL_MAX_WAITING_MODELS = 4 << 20,
    BDL_MAX_WAITING_DEAR_MODELS = 8 << 20,
    BDL_WAITING_ASIDE = 64, /* times as much, packed in a file */
    /* bytes of a document whose rules are shared out among threads that have nothing to
     * do: another evaluator takes 1.2 to 2 million instructions, 0.4 ms (a thread, its
     * tables, what it finds out again); checking 4 kB takes 10 times that, most of it
     * patterns made ready */
    BDL_WORTH_SHARING = 4 << 10,
    BDL_WORTH_FORGETTING = 8192, /* texts of a document of which less is remembered */
    BDL_MOST_ANSWERS = 1 << 20,  /* bytes of what is remembered of that */
    BDL_MOST_FOLDED = 6 << 18,   /* and of its texts as they were folded */
    BDL_MAX_HELPERS = 7,         /* threads more than there are documents */
    BDL_SHARED_RULES = 32, /* at most that one thread takes at once, fewer at the end */
    BDL_LEAST_SHARED = 4,
    BDL_MAX_RULE_STEPS = 100000000, /* of one rule on one document; then: not assessed */
    BDL_MADE_A_STEP = 4,            /* bytes that a rule makes at the cost of a step... */
    BDL_MADE_FREELY = 4096,         /* ... unless at once it makes no more than these */
    BDL_BETWEEN_WEIGHINGS = 1024,   /* steps of a rule, of what it holds (below) */
    BDL_MAX_RANGE = 100000,         /* numbers of a range that is gone through */
    BDL_MAX_TREE_DEPTH = 64,        /* folders below a document folder */
    BDL_MAX_XML_DEPTH = 1000,       /* elements inside each other in an office document */
    BDL_REGEX_MATCH_LIMIT = 2000000,
    BDL_REGEX_DEPTH_LIMIT = 20000,
    BDL_REGEX_HEAP_KIB = 20000,
};
/* A document that is read while rules are checked: if these are wrong, it was for
 * nothing. */
#define BDL_MAX_EARLY_BYTES ((off_t)1 << 20)
/* What a rule may hold at once of what it makes of a document; then: not assessed. */
#define BDL_MAX_RULE_HELD      ((size_t)512 << 20)
#define BDL_MAX_RULE_BYTES     ((size_t)16 << 20)
#define BDL_MAX_DOCUMENT_BYTES ((size_t)1 << 30)
#define BDL_MAX_LINE_BYTES                                                               \
    ((size_t)8 << 20) /* a longer line is reported, not read as a table */
#define BDL_MAX_PART_BYTES ((size_t)512 << 20) /* one part of a container, unpacked */

#endif
