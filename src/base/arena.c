/* arena.c - memory by lifetime: a list of chunks, freed together. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#define HAVE_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAVE_POISON 1
#endif
#endif

#ifdef HAVE_POISON
#include <sanitizer/asan_interface.h>
/* Under the address sanitizer every allocation is followed by bytes nobody may touch. */
enum { RED_ZONE = 16 };
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
enum { RED_ZONE = 0 };
#define POISON(p, n)   ((void)0)
#define UNPOISON(p, n) ((void)0)
#endif

enum { ALIGNMENT = 8, FIRST_CHUNK = 4096 - 64, LARGEST_CHUNK = 1 << 16 };
enum { WORTH_FREEING = LARGEST_CHUNK / 8 };

typedef struct bdl_chunk {
    struct bdl_chunk *next;
    size_t capacity;
    size_t used;   /* of one that is not the head */
    bool is_alone; /* it holds one large allocation */
    alignas(ALIGNMENT) char data[];
} chunk;

typedef struct bdl_release {
    struct bdl_release *next;
    void (*call)(void *);
    void *data;
} release;

/* Told once before there are threads. One for the process, as the heap is that it is for:
 * arenas are made where nobody knows who made the heap. */
static void (*tell_taken)(const void *end);

void bdl_arena_tell_taken(void (*taken)(const void *end)) {
    tell_taken = taken;
}

void bdl_arena_give_back(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

void bdl_out_of_memory(void) {
    fputs("bdl: out of memory\n", stderr);
    abort();
}

/* Zeroed when all of it is to be. */
static chunk *new_chunk(size_t capacity, bool zeroed) {
    chunk *c = zeroed ? calloc(1, sizeof *c + capacity) : malloc(sizeof *c + capacity);
    if (!c)
        bdl_out_of_memory();
    if (tell_taken)
        tell_taken(c->data + capacity);
    *c = (chunk){.capacity = capacity};
    POISON(c->data, capacity);
    return c;
}

bdl_arena *bdl_arena_new(void) {
    bdl_arena *arena = malloc(sizeof *arena);
    if (!arena)
        bdl_out_of_memory();
    *arena = (bdl_arena){.next_capacity = FIRST_CHUNK};
    return arena;
}

bdl_arena *bdl_arena_new_large(void) {
    bdl_arena *arena = bdl_arena_new();
    arena->next_capacity = LARGEST_CHUNK;
    return arena;
}

/* Makes C the chunk that small allocations come from, from AT on. */
static void set_head(bdl_arena *arena, chunk *c, char *at) {
    arena->head = c;
    arena->at = at;
    arena->end = c && !RED_ZONE ? c->data + c->capacity : at;
}

static size_t used_of(const bdl_arena *arena, const chunk *c) {
    return c == arena->head ? (size_t)(arena->at - c->data) : c->used;
}

static size_t room_of(const bdl_arena *arena) {
    const chunk *c = arena->head;
    return c ? c->capacity - used_of(arena, c) : 0;
}

/* The records of what to release live in the arena itself, so they go first. */
static void run_releases(bdl_arena *arena) {
    for (release *r = arena->releases; r; r = r->next)
        r->call(r->data);
    arena->releases = NULL;
}

static void free_chunk(chunk *c) {
    UNPOISON(c->data, c->capacity);
    free(c);
}

void bdl_arena_free(bdl_arena *arena) {
    if (!arena)
        return;
    run_releases(arena);
    for (chunk *c = arena->head, *next; c; c = next) {
        next = c->next;
        free_chunk(c);
    }
    free(arena);
}

void bdl_arena_empty(bdl_arena *arena) {
    run_releases(arena);
    chunk *kept = NULL;
    for (chunk *c = arena->head, *next; c; c = next) {
        next = c->next;
        if (c->capacity <= LARGEST_CHUNK && (!kept || c->capacity > kept->capacity)) {
            if (kept)
                free_chunk(kept);
            kept = c;
        } else {
            free_chunk(c);
        }
    }
    if (kept) {
        kept->next = NULL;
        kept->is_alone = false;
        POISON(kept->data, kept->capacity);
    }
    set_head(arena, kept, kept ? kept->data : NULL);
    arena->used = 0;
}

static size_t rounded(size_t size) {
    if (size > SIZE_MAX - sizeof(chunk) - ALIGNMENT - RED_ZONE)
        bdl_out_of_memory();
    return (size + RED_ZONE + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

/* A chunk of its own for a large request, behind the head so that the room left there
 * stays in use. */
static void *alloc_large(bdl_arena *arena, size_t size, bool zeroed) {
    chunk *c = new_chunk(size, zeroed);
    c->used = size;
    c->is_alone = true;
    if (arena->head) {
        c->next = arena->head->next;
        arena->head->next = c;
    } else {
        set_head(arena, c, c->data + size);
    }
    return c->data;
}

static void add_chunk(bdl_arena *arena) {
    chunk *c = new_chunk(arena->next_capacity, false);
    if (arena->head)
        arena->head->used = used_of(arena, arena->head);
    c->next = arena->head;
    set_head(arena, c, c->data);
    if (arena->next_capacity * 2 <= LARGEST_CHUNK) /* larger ones are not kept */
        arena->next_capacity *= 2;
}

/* What is handed out is cleared where that is asked for, not the chunks, half of which
 * nobody needs so. */
void *bdl_arena_take(bdl_arena *arena, size_t size, bool zeroed) {
    size_t need = rounded(size);
    arena->used += size;
    if (room_of(arena) < need) {
        if (need > arena->next_capacity / 4) {
            void *p = alloc_large(arena, need, zeroed);
            UNPOISON(p, size);
            return p;
        }
        add_chunk(arena);
    }
    char *p = arena->at;
    set_head(arena, arena->head, p + need);
    UNPOISON(p, size);
    return zeroed ? memset(p, 0, size) : p;
}

void *bdl_arena_array(bdl_arena *arena, size_t count, size_t size) {
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        bdl_out_of_memory();
    return bdl_arena_alloc(arena, total);
}

bool bdl_arena_extend(bdl_arena *arena, void *p, size_t old, size_t size) {
    chunk *c = arena->head;
    size_t before = rounded(old), after = rounded(size);
    if (!c || !p || size < old || used_of(arena, c) < before ||
        arena->at - before != (char *)p || after - before > room_of(arena))
        return false;
    set_head(arena, c, arena->at + (after - before));
    arena->used += size - old;
    UNPOISON(p, size);
    return true;
}

/* The link to the chunk behind the head that P has for itself; NULL: it has none. */
static chunk **own_chunk(bdl_arena *arena, const void *p) {
    chunk **link = arena->head ? &arena->head->next : NULL;
    while (link && *link && (*link)->data != (const char *)p)
        link = &(*link)->next;
    return link && *link && (*link)->is_alone ? link : NULL;
}

void *bdl_arena_regrow(bdl_arena *arena, void *p, size_t old, size_t size) {
    if (p && bdl_arena_extend(arena, p, old, size))
        return p;
    void *grown = bdl_arena_room(arena, size, 1);
    if (old)
        memcpy(grown, p, old);
    chunk **link = old >= WORTH_FREEING ? own_chunk(arena, p) : NULL;
    if (link) {
        chunk *c = *link;
        *link = c->next;
        arena->used -= old;
        free_chunk(c);
    }
    return grown;
}

bdl_str bdl_arena_str(bdl_arena *arena, bdl_str s) {
    return bdl_arena_join(arena, s, BDL_STR(""));
}

bdl_str bdl_arena_join(bdl_arena *arena, bdl_str a, bdl_str b) {
    char *p = bdl_arena_room(arena, a.len + b.len + 1, 1);
    if (a.len)
        memcpy(p, a.data, a.len);
    if (b.len)
        memcpy(p + a.len, b.data, b.len);
    p[a.len + b.len] = 0;
    return bdl_str_of(p, a.len + b.len);
}

bdl_str bdl_arena_printf(bdl_arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    bdl_str s = bdl_arena_vprintf(arena, format, args);
    va_end(args);
    return s;
}

bdl_str bdl_arena_vprintf(bdl_arena *arena, const char *format, va_list args) {
    char small[256];
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(small, sizeof small, format, args);
    bdl_str s = BDL_STR_INIT("");
    if (len >= 0 && (size_t)len < sizeof small) {
        s = bdl_arena_str(arena, bdl_str_of(small, (size_t)len));
    } else if (len >= 0) {
        char *p = bdl_arena_alloc(arena, (size_t)len + 1);
        vsnprintf(p, (size_t)len + 1, format, again);
        s = bdl_str_of(p, (size_t)len);
    }
    va_end(again);
    return s;
}

void bdl_arena_on_free(bdl_arena *arena, void (*call)(void *), void *data) {
    release *r = BDL_NEW(arena, release);
    *r = (release){arena->releases, call, data};
    arena->releases = r;
}

static void free_other(void *other) {
    bdl_arena_free(other);
}

void bdl_arena_keep(bdl_arena *arena, bdl_arena *other) {
    bdl_arena_on_free(arena, free_other, other);
}

bool bdl_arena_holds(const bdl_arena *arena, const void *p) {
    uintptr_t at = (uintptr_t)p;
    for (const chunk *c = arena->head; c; c = c->next)
        if (at - (uintptr_t)c->data < used_of(arena, c))
            return true;
    return false;
}

size_t bdl_arena_used(const bdl_arena *arena) {
    return arena->used;
}
