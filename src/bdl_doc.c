/* bdl_doc.c - the border for `bdl doc`: a ruleset as pages, in Markdown and in HTML. A
 * topic is a rule file that holds rules; each topic and each rule gets a page of each
 * kind, and there is an index. */
#include "bdl_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/language.h"
#include "lang/words.h"
#include "report/html/write.h"
#include "report/report.h"

/* ---- one text, two markups ---- */

typedef struct page {
    FILE *out;
    bool html;
    const bdl_program *program;
} page;

/* TEXT on one line, in which nothing is Markdown. */
static void put_plain(FILE *out, bdl_str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '\n' || text.data[i] == '\r') {
            putc(' ', out);
            continue;
        }
        if (strchr("\\`*_[]<>#|&", text.data[i]))
            putc('\\', out);
        putc(text.data[i], out);
    }
}

static void put_text(const page *p, bdl_str text) {
    if (p->html)
        bdl_html_text(p->out, text);
    else
        put_plain(p->out, text);
}

/* A piece of an address: what would end it, or mean something in it, as %XX. */
static void put_address(FILE *out, bdl_str text) {
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];

        if (c <= ' ' || c == 0x7f || strchr("\"#%&'()<>?[\\]`{|}", c))
            fprintf(out, "%%%02X", c);
        else
            putc(c, out);
    }
}

/* A link to page NAME in FOLDER ("", "rule/", "../"). */
static void put_link(const page *p, const char *folder, bdl_str name, bdl_str text) {
    fputs(p->html ? "<a href=\"" : "[", p->out);
    if (!p->html) {
        put_text(p, text);
        fputs("](", p->out);
    }
    fputs(folder, p->out);
    put_address(p->out, name);
    fputs(p->html ? ".html\">" : ".md)", p->out);
    if (p->html) {
        put_text(p, text);
        fputs("</a>", p->out);
    }
}

static void put_link_alone(const page *p, const char *folder, bdl_str name,
                           bdl_str text) {
    fputs(p->html ? "<p>" : "", p->out);
    put_link(p, folder, name, text);
    fputs(p->html ? "</p>\n" : "\n\n", p->out);
}

static void put_heading(const page *p, int level, bdl_str text, bdl_str anchor) {
    if (p->html) {
        fprintf(p->out, "<h%d id=\"", level);
        put_text(p, anchor);
        fputs("\">", p->out);
        put_text(p, text);
        fprintf(p->out, "</h%d>\n", level);
    } else {
        fprintf(p->out, "%.*s ", level, "######");
        put_text(p, text);
        fputs("\n\n", p->out);
    }
}

static void put_fact(const page *p, const char *label, bdl_str text) {
    if (text.len == 0)
        return;
    fprintf(p->out, p->html ? "<p><b>%s</b> " : "**%s** ", label);
    put_text(p, text);
    fputs(p->html ? "</p>\n" : "\n\n", p->out);
}

/* TEXT as it stands, between fences longer than any in it. */
static void put_fenced(FILE *out, bdl_str text) {
    size_t longest = 2, run = 0;

    for (size_t i = 0; i < text.len; i++) {
        run = text.data[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    for (int end = 0; end < 2; end++) {
        for (size_t i = 0; i <= longest; i++)
            putc('`', out);
        putc('\n', out);
        if (!end)
            fprintf(out, "%.*s", BDL_PRI(text));
    }
    putc('\n', out);
}

/* TEXT as it stands, under LABEL; nothing when there is none. */
static void put_block(const page *p, const char *label, bdl_str text) {
    if (text.len == 0)
        return;
    fprintf(p->out, p->html ? "<h3>%s</h3>\n<pre>" : "### %s\n\n", label);
    if (p->html) {
        bdl_html_text(p->out, text);
        fputs("</pre>\n", p->out);
    } else {
        put_fenced(p->out, text);
    }
}

typedef void print_function(FILE *out, const bdl_item *rule, const bdl_rectype *document);

/* What PRINT prints of RULE, under LABEL. */
static void put_printed(const page *p, const char *label, const bdl_item *rule,
                        print_function *print) {
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);

    if (!memory)
        bdl_out_of_memory();
    print(memory, rule, p->program->schema->document);
    if (fclose(memory) != 0) /* nothing else stops what is written into memory */
        bdl_out_of_memory();
    put_block(p, label, bdl_str_of(text, length));
    free(text);
}

static void print_words(FILE *out, const bdl_item *rule, const bdl_rectype *document) {
    (void)document;
    bdl_rule_words_print(out, rule);
}

static void print_examples(FILE *out, const bdl_item *rule, const bdl_rectype *document) {
    (void)document;
    bdl_rule_examples_print(out, rule);
}

static void print_source(FILE *out, const bdl_item *rule, const bdl_rectype *document) {
    (void)document;
    bdl_rule_source_print(out, rule);
}

/* ---- a rule ---- */

static bdl_str joined(bdl_arena *arena, const bdl_words *words) {
    bdl_buf buf = {.arena = arena};

    for (size_t i = 0; i < words->count; i++)
        bdl_buf_printf(&buf, "%s%.*s", i ? ", " : "", BDL_PRI(words->items[i].text));
    return bdl_buf_str(&buf);
}

static bdl_str title_of(const bdl_item *item) {
    return item->title.text.len ? item->title.text : item->name.text;
}

/* The duties that RULE serves, by their titles. */
static bdl_str duties_of(bdl_arena *arena, const bdl_program *program,
                         const bdl_item *rule) {
    bdl_buf buf = {.arena = arena};

    for (size_t i = 0; i < rule->as.rule.serves.count; i++) {
        bdl_str name = rule->as.rule.serves.items[i].text;

        bdl_buf_printf(&buf, "%s%.*s", i ? ", " : "", BDL_PRI(name));
        for (size_t k = 0; k < program->duties.count; k++)
            if (bdl_str_eq(program->duties.items[k]->name.text, name))
                bdl_buf_printf(&buf, " %.*s",
                               BDL_PRI(program->duties.items[k]->title.text));
    }
    return bdl_buf_str(&buf);
}

static void put_facts(const page *p, bdl_arena *arena, const bdl_item *rule) {
    put_fact(p, _("Rule"), rule->name.text);
    put_fact(p, _("Severity"),
             bdl_str_z(bdl_translate(bdl_severity_name(rule->as.rule.severity))));
    put_fact(p, _("Tags"), joined(arena, &rule->as.rule.tags));
    put_fact(p, _("Serves"), duties_of(arena, p->program, rule));
    put_fact(p, _("Basis"), rule->as.rule.basis);
    put_fact(p, _("Note"), rule->as.rule.note);
    put_printed(p, _("In words"), rule, print_words);
    put_printed(p, _("Fields"), rule, bdl_rule_fields_print);
    put_printed(p, _("Examples"), rule, print_examples);
}

static void begin_page(const page *p, bdl_str title) {
    if (p->html) {
        fputs("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" "
              "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>",
              p->out);
        put_text(p, title);
        fputs("</title>\n<style>body{max-width:60em;margin:2em auto;padding:0 1em;"
              "font-family:sans-serif;line-height:1.5}pre{background:#8881;padding:.6em;"
              "overflow:auto;white-space:pre-wrap}:root{color-scheme:light dark}</style>"
              "</head><body>\n",
              p->out);
    }
    put_heading(p, 1, title, BDL_STR("top"));
}

static void end_page(const page *p) {
    if (p->html)
        fputs("</body></html>\n", p->out);
}

/* ---- files ---- */

/* "tables/accounts.bdl" below the folder of the first file is topic "tables-accounts". */
static bdl_str name_below(bdl_arena *arena, bdl_str folder, bdl_str path) {
    bdl_str name = path;
    char *text;

    if (folder.len && bdl_str_starts(path, folder))
        name = bdl_str_from(path, folder.len + 1);
    if (bdl_str_ends(name, BDL_STR(".bdl")))
        name.len -= 4;
    name = bdl_arena_str(arena, name);
    text = bdl_arena_alloc(arena, name.len + 1);
    for (size_t i = 0; i < name.len; i++)
        text[i] = name.data[i] == '/' ? '-' : name.data[i];
    return bdl_str_of(text, name.len);
}

/* A page for each file of rules that holds some; no two of one name, none named as the
 * index. */
typedef struct topic {
    bdl_str name;
    const bdl_file *file;
} topic;

typedef struct work {
    bdl_arena *arena;
    const bdl_program *program;
    BDL_VEC(topic) topics;
    bdl_str out;
    bool failed;
} work;

static bool holds_rules(const bdl_program *program, const bdl_file *file) {
    for (size_t i = 0; i < program->rules.count; i++)
        if (program->rules.items[i]->file == file)
            return true;
    return false;
}

static void name_topics(work *w) {
    bdl_map *taken = bdl_map_new(w->arena);
    bdl_str folder = w->program->files.count
                         ? bdl_path_folder(w->program->files.items[0]->path)
                         : BDL_STR("");

    bdl_map_put(taken, BDL_STR("index"), w);
    for (size_t i = 0; i < w->program->files.count; i++) {
        const bdl_file *file = w->program->files.items[i];
        bdl_str plain = name_below(w->arena, folder, file->path), name = plain;

        if (!holds_rules(w->program, file))
            continue;
        for (int n = 2; bdl_map_get(taken, name); n++)
            name = bdl_arena_printf(w->arena, "%.*s-%d", BDL_PRI(plain), n);
        bdl_map_put(taken, name, w);
        BDL_PUSH(w->arena, &w->topics, (topic){name, file});
    }
}

/* WHAT: the topic or the rule of the page; unused for the index. */
typedef void fill_function(work *w, const page *p, const void *what);

static void write_page(work *w, bdl_str name, bool html, fill_function *fill,
                       const void *what) {
    bdl_str path = bdl_path_join(
        w->arena, w->out,
        bdl_arena_printf(w->arena, "%.*s.%s", BDL_PRI(name), html ? "html" : "md"));
    bdl_str error = BDL_STR("");
    bdl_file_writer *writer = bdl_file_write_begin(w->arena, path, &error);

    if (writer) {
        page p = {bdl_file_write_stream(writer), html, w->program};

        fill(w, &p, what);
        if (bdl_file_write_commit(writer, &error) == BDL_OK)
            return;
    }
    fprintf(stderr, _("bdl: %.*s: %.*s\n"), BDL_PRI(path), BDL_PRI(error));
    w->failed = true;
}

static void write_both(work *w, bdl_str name, fill_function *fill, const void *what) {
    for (int html = 0; html < 2 && !w->failed; html++)
        write_page(w, name, html, fill, what);
}

static void put_way(const page *p, const char *folder, const topic *up) {
    fputs(p->html ? "<p>" : "", p->out);
    put_link(p, folder, BDL_STR("index"), BDL_TR("Index of the rules"));
    if (up) {
        fputs(" / ", p->out);
        put_link(p, folder, up->name, up->name);
    }
    fputs(p->html ? "</p>\n" : "\n\n", p->out);
}

static void fill_rule(work *w, const page *p, const void *what) {
    const bdl_item *rule = what;
    size_t i = 0;

    while (w->topics.items[i].file != rule->file)
        i++;
    begin_page(p, title_of(rule));
    put_way(p, "../", &w->topics.items[i]);
    put_facts(p, w->arena, rule);
    put_printed(p, _("Source text"), rule, print_source);
    end_page(p);
}

static void fill_topic(work *w, const page *p, const void *what) {
    const topic *t = what;

    begin_page(p, t->name);
    put_way(p, "", NULL);
    for (size_t i = 0; i < w->program->rules.count; i++) {
        const bdl_item *rule = w->program->rules.items[i];

        if (rule->file != t->file)
            continue;
        put_heading(p, 2, title_of(rule), rule->name.text);
        put_link_alone(p, "rule/", rule->name.text, BDL_TR("A page of its own"));
        put_facts(p, w->arena, rule);
    }
    end_page(p);
}

static void put_index_topic(const work *w, const page *p, const topic *t) {
    put_heading(p, 2, t->name, t->name);
    put_link_alone(p, "", t->name, BDL_TR("All of this topic on one page"));
    fputs(p->html ? "<ul>\n" : "", p->out);
    for (size_t i = 0; i < w->program->rules.count; i++) {
        const bdl_item *rule = w->program->rules.items[i];

        if (rule->file != t->file)
            continue;
        fputs(p->html ? "<li>" : "- ", p->out);
        put_link(p, "rule/", rule->name.text, title_of(rule));
        fputs(p->html ? "</li>\n" : "\n", p->out);
    }
    fputs(p->html ? "</ul>\n" : "\n", p->out);
}

static void fill_index(work *w, const page *p, const void *unused) {
    (void)unused;
    begin_page(p, BDL_TR("Index of the rules"));
    for (size_t i = 0; i < w->topics.count; i++)
        put_index_topic(w, p, &w->topics.items[i]);
    end_page(p);
}

static void make_folder(work *w, bdl_str path) {
    const char *name = bdl_arena_str(w->arena, path).data;

    struct stat info;
    bool is_made = mkdir(name, 0777) == 0;
    int why = errno;

    if (is_made || (stat(name, &info) == 0 && S_ISDIR(info.st_mode)))
        return;
    fprintf(
        stderr, _("bdl: %s: the folder cannot be made: %s\n"), name,
        (why == EEXIST ? BDL_TR("is no folder") : bdl_file_words_writing(w->arena, why))
            .data);
    w->failed = true;
}

int bdl_doc_pages(const bdl_rules *rules, const char *folder) {
    work w = {
        .arena = bdl_arena_new(), .program = rules->program, .out = bdl_str_z(folder)};
    int status;

    name_topics(&w);
    make_folder(&w, w.out);
    if (!w.failed)
        make_folder(&w, bdl_path_join(w.arena, w.out, BDL_STR("rule")));
    for (size_t i = 0; i < w.program->rules.count && !w.failed; i++) {
        const bdl_item *rule = w.program->rules.items[i];

        write_both(&w, bdl_path_join(w.arena, BDL_STR("rule"), rule->name.text),
                   fill_rule, rule);
    }
    for (size_t i = 0; i < w.topics.count && !w.failed; i++)
        write_both(&w, w.topics.items[i].name, fill_topic, &w.topics.items[i]);
    if (!w.failed)
        write_both(&w, BDL_STR("index"), fill_index, NULL);
    status = w.failed ? BDL_EXIT_OUTPUT : BDL_EXIT_CLEAN;
    bdl_arena_free(w.arena);
    return status;
}
