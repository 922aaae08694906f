/* worker_jail.c - takes from a reading program all that reading does not need. */
#include "read/worker.h"

#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef HAVE_SECCOMP
#include <seccomp.h>
#endif
#if defined(__has_include)
#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#define HAVE_LANDLOCK 1
#endif
#endif

#if defined(__SANITIZE_ADDRESS__)
#define HAVE_SHADOW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAVE_SHADOW 1
#endif
#endif

static void limit(int what, rlim_t most) {
    struct rlimit now;
    if (getrlimit(what, &now) != 0)
        return;
    if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most)
        most = now.rlim_max;
    struct rlimit wanted = {.rlim_cur = most, .rlim_max = most};
    setrlimit(what, &wanted);
}

#ifndef HAVE_SHADOW
/* The address space of this process, in bytes. */
static size_t size_now(void) {
    char text[64] = "";
    FILE *file = fopen("/proc/self/statm", "r");
    unsigned long pages = 0;
    if (!file)
        return 0;
    if (!fgets(text, sizeof text, file) || sscanf(text, "%lu", &pages) != 1)
        pages = 0;
    fclose(file);
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}
#endif

static void limit_resources(const bdl_worker_limits *limits) {
#ifndef HAVE_SHADOW /* the sanitizer reserves terabytes */
    limit(RLIMIT_AS, size_now() + limits->memory);
#endif
    limit(RLIMIT_CPU, limits->seconds);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
}

/* No file may be opened by name any more. */
static void forbid_files(void) {
#if defined(HAVE_LANDLOCK) && defined(SYS_landlock_create_ruleset)
    struct landlock_ruleset_attr rules = {.handled_access_fs = (1u << 13) - 1};
    long set = syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
    if (set < 0)
        return;
    syscall(SYS_landlock_restrict_self, (int)set, 0);
    close((int)set);
#endif
}

static void forbid_calls(void) {
#ifdef HAVE_SECCOMP
    static const int needed[] = {
        SCMP_SYS(write),          SCMP_SYS(writev),       SCMP_SYS(exit),
        SCMP_SYS(exit_group),     SCMP_SYS(brk),          SCMP_SYS(mmap),
        SCMP_SYS(munmap),         SCMP_SYS(mremap),       SCMP_SYS(mprotect),
        SCMP_SYS(madvise),        SCMP_SYS(futex),        SCMP_SYS(getrandom),
        SCMP_SYS(rt_sigreturn),   SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
        SCMP_SYS(sigaltstack),    SCMP_SYS(gettid),       SCMP_SYS(getpid),
        SCMP_SYS(tgkill),         SCMP_SYS(sched_yield),  SCMP_SYS(clock_gettime),
        SCMP_SYS(gettimeofday),   SCMP_SYS(time),         SCMP_SYS(close),
        SCMP_SYS(restart_syscall)};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(1)); /* not permitted */
    if (!filter)
        return;
    for (size_t i = 0; i < BDL_COUNT_OF(needed); i++)
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, needed[i], 0);
    seccomp_load(filter);
    seccomp_release(filter);
#endif
}

void bdl_worker_lock_up(const bdl_worker_limits *limits) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0);
    limit_resources(limits);
    forbid_files();
    forbid_calls();
}
