/* memory.c - has the system give the heap in large pages, and take it back as a whole.
 *
 * A page of 4 kB costs some 2.7 microseconds when it is first touched in a virtual
 * machine: a fifth of the time of checking one document. Of a page of 2 MB it is a sixth
 * of that for each 4 kB. glibc asks for such pages only where the environment says so
 * before the program starts (GLIBC_TUNABLES), hence this.
 *
 * All threads have one heap, so that what one of them frees the others can have. Who asks
 * for memory holds its lock, also while a page is made that is touched there, and others
 * sleep until then. So where there are others the next page is made beforehand. */
#include "cli/cli.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
enum { LARGE_PAGE = 2 << 20 };

static uintptr_t page_end(uintptr_t at) {
    return (at + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
}

/* Gives where its large pages begin; 0: there are none. What lies before the first of
 * them goes to nobody: a page is large only when nothing of it was touched before. */
static uintptr_t make_heap(void) {
    enum {
        HEAP = 256 << 20, /* addresses, no memory yet */
        SMALL = 256 << 10 /* more than there is of the heap */
    };

    mallopt(M_TOP_PAD, HEAP);
    char *block = malloc(SMALL);    /* now the heap is there, and nothing behind it */
    mallopt(M_TOP_PAD, LARGE_PAGE); /* more of it as it is needed */
    uintptr_t used =
        (uintptr_t)block + SMALL + sizeof(max_align_t); /* a header follows */
    uintptr_t begin = page_end(used), end = (uintptr_t)sbrk(0);

    free(block);
    if (!block || begin >= end)
        return 0;
    madvise((void *)begin, end - begin, MADV_HUGEPAGE);
    /* volatile, or the compiler would leave it out */
    void *volatile before = malloc(begin - (uintptr_t)block - sizeof(max_align_t));
    (void)before;
    return begin;
}
#endif

#ifdef MADV_POPULATE_WRITE
static atomic_uintptr_t made; /* the pages of the heap before it */

/* Some thread was given what lies before END. */
static void make_ahead(const void *end) {
    enum { AHEAD = 192 << 10, MOST_AT_ONCE = 1 << 30 };
    uintptr_t had = atomic_load_explicit(&made, memory_order_relaxed);
    uintptr_t wanted = page_end((uintptr_t)end + AHEAD);

    if (wanted > had && wanted - had < MOST_AT_ONCE && /* or it is not of the heap */
        atomic_compare_exchange_strong(&made, &had, wanted))
        madvise((void *)(wanted - LARGE_PAGE), LARGE_PAGE, MADV_POPULATE_WRITE);
}
#endif

void cli_use_large_pages(int threads) {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
    uintptr_t begin;

    mallopt(M_TRIM_THRESHOLD, 512 << 20); /* or it would be given back at once */
    mallopt(M_MMAP_THRESHOLD, 32 << 20);  /* the most there can be */
    mallopt(M_ARENA_MAX, 1);
    begin = make_heap();
#ifdef MADV_POPULATE_WRITE
    made = begin;
    if (begin && threads != 1)
        bdl_tell_taken(make_ahead);
#else
    (void)begin;
#endif
#endif
    (void)threads;
}

/* Given back piece by piece, a hundred files of rules take a hundredth of the time of
 * checking one document. Sanitizers would call what is not given back lost. */
void cli_end_with_rules(bdl_rules *rules) {
#ifdef CLI_FREES_ALL
    bdl_rules_free(rules);
#else
    (void)rules;
#endif
}
