/* memory.c - has the system give the heaps in large pages, and take them back as a whole.
 *
 * A page of 4 kB costs some 2.7 microseconds when it is first touched in a virtual
 * machine: a fifth of the time of checking one document. Of a page of 2 MB it is a sixth
 * of that for each 4 kB. glibc asks for such pages only where the environment says so
 * before the program starts (GLIBC_TUNABLES), hence this.
 *
 * Threads that share a heap wait for its lock, also while one of them has a page made:
 * some fifty times in a document of 100 kB and its rules, a tenth of their time. So each
 * has a heap of its own. */
#include "cli/cli.h"

#include <malloc.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
enum { LARGE_PAGE = 2 << 20 };

/* Has what lies from BLOCK, the last of a heap, to END come in large pages, and what lies
 * before the first of them go to nobody: a page is large only when nothing of it was
 * touched before. Nothing behind BLOCK, SIZE bytes, is in use. */
static void make_large(char *block, size_t size, uintptr_t end) {
    uintptr_t used = (uintptr_t)block + size + sizeof(max_align_t); /* a header follows */
    uintptr_t begin = (used + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;

    free(block);
    if (!block || begin >= end)
        return;
    madvise((void *)begin, end - begin, MADV_HUGEPAGE);
    /* volatile, or the compiler would leave it out */
    void *volatile before = malloc(begin - (uintptr_t)block - sizeof(max_align_t));
    (void)before;
}

static void make_heap(void) {
    enum {
        HEAP = 256 << 20, /* addresses, no memory yet */
        SMALL = 256 << 10 /* more than there is of the heap */
    };

    mallopt(M_TOP_PAD, HEAP);
    char *block = malloc(SMALL);    /* now the heap is there */
    mallopt(M_TOP_PAD, LARGE_PAGE); /* more of it as it is needed */
    make_large(block, SMALL, (uintptr_t)sbrk(0));
}

/* Of the heap of a thread glibc makes usable what was wanted of it so far, and of pages
 * that become so one by one none is large: all of it is wanted once. */
static void *make_thread_heap(void *others) {
    enum { MOST = 64 << 20, HALF = 30 << 20, SMALL = 2048 };
    char *block = malloc(SMALL), *first = malloc(HALF), *second = malloc(HALF);
    uintptr_t end = (uintptr_t)second + HALF;
    bool is_one = first && second && ((uintptr_t)block ^ end) < MOST;

    free(second);
    free(first);
    if (is_one)
        make_large(block, SMALL, end);
    else
        free(block);
    pthread_mutex_lock(others); /* until all are there: each is to have one of its own */
    pthread_mutex_unlock(others);
    return NULL;
}

/* glibc gives the heaps of threads that ended to those that begin. Where as many are at
 * work as there may be, one of them has that of the main thread, which waits for them. */
static void make_thread_heaps(int threads) {
    enum { MOST_HEAPS = 8 };
    pthread_mutex_t others = PTHREAD_MUTEX_INITIALIZER;
    pthread_t made[MOST_HEAPS];
    int count = 0;

    if (threads == 0)
        threads = (int)sysconf(_SC_NPROCESSORS_ONLN);
    if (threads > MOST_HEAPS)
        threads = MOST_HEAPS;
    mallopt(M_ARENA_MAX, threads > 1 ? threads : 1);
    pthread_mutex_lock(&others);
    while (count < threads - 1 &&
           pthread_create(&made[count], NULL, make_thread_heap, &others) == 0)
        count++;
    pthread_mutex_unlock(&others);
    while (count > 0)
        pthread_join(made[--count], NULL);
}
#endif

void cli_use_large_pages(int threads) {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
    mallopt(M_TRIM_THRESHOLD, 512 << 20); /* or it would be given back at once */
    mallopt(M_MMAP_THRESHOLD, 32 << 20);  /* the most there can be */
    make_heap();
    make_thread_heaps(threads);
#else
    (void)threads;
#endif
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
