/* worker_answer.c - the other end of worker.c: what a program that reads does. */
#include "read/worker.h"

#include <stdlib.h>

#include "base/language.h"

static void put_number(char *out, int bytes, uint64_t number) {
    for (int i = 0; i < bytes; i++)
        out[i] = (char)(number >> 8 * i & 0xFF);
}

void bdl_worker_tell_pages(int fd, uint32_t done, uint32_t all) {
    char record[BDL_WORKER_HEADER] = {BDL_WORKER_PAGES};
    put_number(record + 1, 4, done);
    put_number(record + 5, 4, all);
    bdl_file_write_all(fd, bdl_str_of(record, BDL_WORKER_HEADER));
}

/* Catalogues are read when the first text is translated, and later no file can be. */
static void speak_as_told(void) {
    const char *folder = getenv(BDL_WORKER_CATALOGUES);
    if (folder && bdl_language_choose("zh", folder))
        (void)_("is damaged");
}

void bdl_worker_answer(int fd, bdl_worker_fn *work, void *data,
                       const bdl_worker_limits *limits) {
    speak_as_told();
    bdl_worker_lock_up(limits);
    bdl_buf out = {.arena = bdl_arena_new()};
    bdl_str error = BDL_STR(""), answer;
    bool done = work(data, &out, &error);
    answer = done ? bdl_buf_str(&out) : error;
    char header[BDL_WORKER_HEADER] = {done ? BDL_WORKER_DONE : BDL_WORKER_FAILED};
    put_number(header + 1, 8, answer.len);
    bdl_file_write_all(fd, bdl_str_of(header, BDL_WORKER_HEADER));
    bdl_file_write_all(fd, answer);
}
