/* jobs.c - documents of the same content are done once, and a document that collects what
 * several departments disclose is done a department at a time. */
#include "eval/jobs.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/sha256.h"

/* ---- documents of the same content ---- */

static void measure(bdl_job *jobs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct stat info;
        bdl_job *j = &jobs[i];

        j->same_as = j->at = SIZE_MAX;
        j->is_stream = bdl_str_eq(j->path, BDL_STR("-"));
        if (j->is_stream || stat(j->path.data, &info) != 0)
            continue;
        j->is_file = S_ISREG(info.st_mode);
        j->is_stream = !j->is_file;
        if (!j->is_file)
            continue;
        j->size = (uint64_t)info.st_size;
    }
}

static bdl_str digest_of_file(bdl_arena *kept, bdl_str path) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str bytes, error, digest = BDL_STR("");

    if (bdl_read_file(arena, path, &bytes, &error) == BDL_OK)
        digest = bdl_sha256(kept, bytes);
    bdl_arena_free(arena);
    return digest;
}

static int by_size(const void *a, const void *b) {
    const bdl_job *x = *(bdl_job *const *)a, *y = *(bdl_job *const *)b;

    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* Only files of one size can be the same: the others are read once. */
static void find_same(bdl_arena *kept, bdl_job *jobs, size_t job_count) {
    bdl_arena *arena = bdl_arena_new();
    bdl_job **sorted = BDL_NEW_ARRAY(arena, bdl_job *, job_count + 1);
    bdl_str *digests = BDL_NEW_ARRAY(arena, bdl_str, job_count + 1);
    bdl_map *by_digest = bdl_map_new(arena);
    size_t count = 0;

    for (size_t i = 0; i < job_count; i++)
        if (jobs[i].is_file)
            sorted[count++] = &jobs[i];
    qsort(sorted, count, sizeof *sorted, by_size);
    for (size_t i = 0; i < count; i++)
        if ((i > 0 && sorted[i - 1]->size == sorted[i]->size) ||
            (i + 1 < count && sorted[i + 1]->size == sorted[i]->size))
            digests[sorted[i] - jobs] = digest_of_file(arena, sorted[i]->path);
    for (size_t i = 0; i < job_count; i++) {
        bdl_job *j = &jobs[i], *first;

        if (digests[i].len == 0)
            continue;
        first = bdl_map_get(by_digest, digests[i]);
        if (!first) {
            bdl_map_put(by_digest, digests[i], j);
            continue;
        }
        j->same_as = (size_t)(first - jobs);
        BDL_PUSH(kept, &first->also, j->path);
    }
    bdl_arena_free(arena);
}

bdl_job *bdl_jobs_new(bdl_arena *arena, const bdl_str *paths, size_t count) {
    bdl_job *jobs = BDL_NEW_ARRAY(arena, bdl_job, count + 1);

    for (size_t i = 0; i < count; i++)
        jobs[i].path = bdl_arena_str(arena, paths[i]);
    measure(jobs, count);
    find_same(arena, jobs, count);
    return jobs;
}

/* ---- departments ---- */

static void name_department(bdl_arena *arena, bdl_job *job, const bdl_job *whole,
                            const bdl_department *department) {
    job->path = bdl_department_path(arena, whole->path, department);
    for (size_t i = 0; i < whole->also.count; i++) {
        bdl_str path = bdl_department_path(arena, whole->also.items[i], department);

        BDL_PUSH(arena, &job->also, path);
    }
    job->same_as = job->at = SIZE_MAX;
    job->size = whole->size / whole->departments.all.count;
    job->whole = whole->collected;
    job->digest = bdl_arena_str(arena, whole->result->sha256);
    job->department = department;
}

bdl_job *bdl_jobs_with_departments(bdl_arena *arena, const bdl_job *jobs, size_t *count) {
    size_t all = *count, n = *count;
    bdl_job *more;

    for (size_t i = 0; i < n; i++)
        all += jobs[i].departments.all.count;
    more = BDL_NEW_ARRAY(arena, bdl_job, all + 1);
    memcpy(more, jobs, n * sizeof *more);
    for (size_t i = 0; i < *count; i++)
        for (size_t k = 0; k < jobs[i].departments.all.count; k++)
            name_department(arena, &more[n++], &jobs[i],
                            &jobs[i].departments.all.items[k]);
    *count = all;
    return more;
}
