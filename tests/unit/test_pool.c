/* test_pool.c: pieces of work for several threads are told in order, others help with one
 * at hand, and threads that want all processors have one each. */
#include "unit.h"

#include <sched.h>
#include <stdatomic.h>

#include "base/pool.h"

enum { PIECES = 100, THREADS = 4 };

typedef struct work {
    bdl_pool pool;
    int done[PIECES]; /* the number of each piece, doubled */
    size_t told;
    atomic_int parts;
} work;

static void double_number(void *ctx, size_t i, int thread) {
    (void)thread;
    ((work *)ctx)->done[i] = (int)i * 2;
}

static void tell(void *ctx, size_t i) {
    work *w = ctx;
    assert_int_equal(i, w->told++);
    assert_int_equal(w->done[i], i * 2);
}

static void pieces_are_told_in_their_order(void **state) {
    work w = {.pool = {.count = PIECES, .work = double_number, .done = tell}};
    w.pool.ctx = &w;
    for (w.pool.threads = 1; w.pool.threads <= THREADS; w.pool.threads++) {
        w.told = 0;
        bdl_pool_run(&w.pool);
        assert_int_equal(w.told, PIECES);
    }
}

static void take_parts(void *ctx, int thread) {
    work *w = ctx;
    assert_in_range(thread, 0, THREADS - 1);
    while (atomic_fetch_add(&w->parts, 1) < PIECES)
        continue;
}

static void share(void *ctx, size_t i, int thread) {
    work *w = ctx;
    atomic_store(&w->parts, 0);
    bdl_pool_together(&w->pool, thread, take_parts, w);
    assert_true(atomic_load(&w->parts) >= PIECES);
    double_number(ctx, i, thread);
}

static void a_piece_is_shared_out_until_nothing_of_it_is_left(void **state) {
    work w = {.pool = {.count = 1, .threads = THREADS, .work = share, .done = tell}};
    w.pool.ctx = &w;
    bdl_pool_run(&w.pool);
    assert_int_equal(w.told, 1);
}

static void *tell_processors(void *own) {
    sched_getaffinity(0, sizeof(cpu_set_t), own);
    return NULL;
}

/* The processors that the thread NUMBER of TOGETHER may have, counted from FROM on. */
static cpu_set_t processors_of(int from, int number, int together) {
    bdl_thread_seat seat = {from, number, together};
    pthread_t thread;
    cpu_set_t own;
    assert_true(bdl_thread_start(&thread, seat, tell_processors, &own));
    pthread_join(thread, NULL);
    return own;
}

static void threads_that_want_all_processors_have_one_each(void **state) {
    cpu_set_t all, seen, own;
    int here = sched_getcpu(), count;
    assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
    count = CPU_COUNT(&all);
    if (here < 0 || count < 2)
        skip_here("one processor");
    CPU_ZERO(&seen);
    for (int i = 0; i < count; i++) {
        own = processors_of(here, i, count);
        assert_int_equal(CPU_COUNT(&own), 1);
        if (i == 0)
            assert_true(CPU_ISSET(here, &own));
        CPU_OR(&seen, &seen, &own);
    }
    assert_true(CPU_EQUAL(&seen, &all));
    own = processors_of(here, count, count); /* one more than there are */
    assert_true(CPU_ISSET(here, &own));
    own = processors_of(here, 0, count - 1);
    assert_true(CPU_EQUAL(&own, &all));
    own = processors_of(-1, 0, count); /* the processor could not be told */
    assert_true(CPU_EQUAL(&own, &all));
}

static void who_starts_threads_keeps_all_processors(void **state) {
    work w = {.pool = {.count = 1, .work = double_number, .done = tell}};
    cpu_set_t before, after;
    w.pool.ctx = &w;
    assert_int_equal(sched_getaffinity(0, sizeof before, &before), 0);
    w.pool.threads = CPU_COUNT(&before) + 1; /* all that there are: each has a seat */
    for (int i = 0; i < 200; i++) {          /* most end before the next is started */
        w.told = 0;
        bdl_pool_run(&w.pool);
    }
    assert_int_equal(sched_getaffinity(0, sizeof after, &after), 0);
    assert_true(CPU_EQUAL(&before, &after));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_starts_threads_keeps_all_processors),
        cmocka_unit_test(pieces_are_told_in_their_order),
        cmocka_unit_test(a_piece_is_shared_out_until_nothing_of_it_is_left),
        cmocka_unit_test(threads_that_want_all_processors_have_one_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
