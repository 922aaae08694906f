/* bdl_doc.c - the border for `bdl doc`: a ruleset as pages, in Markdown and in HTML. A topic is a
 * rule file that holds rules; each gets one page of each kind, and there is an index. */
#include "bdl_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "lang/words.h"
#include "report/html/write.h"
#include "report/report.h"

/* ---- one text, two markups ---- */

typedef struct page {
    FILE *out;
    bool html;
} page;

static void put_text(const page *p, bdl_str text) {
    if (p->html)
        bdl_html_text(p->out, text);
    else
        fprintf(p->out, "%.*s", BDL_PRI(text));
}

static void put_heading(const page *p, int level, bdl_str text, bdl_str anchor) {
    if (p->html) {
        fprintf(p->out, "<h%d id=\"", level);
        put_text(p, anchor);
        fputs("\">", p->out);
        put_text(p, text);
        fprintf(p->out, "</h%d>\n", level);
    } else {
        fprintf(p->out, "%.*s %.*s\n\n", level, "######", BDL_PRI(text));
    }
}

static void put_fact(const page *p, const char *label, bdl_str text) {
    if (text.len == 0)
        return;
    fprintf(p->out, p->html ? "<p><b>%s</b> " : "**%s** ", label);
    put_text(p, text);
    fputs(p->html ? "</p>\n" : "\n\n", p->out);
}

typedef void print_function(FILE *out, const bdl_item *rule);

/* What PRINT prints of RULE, as it stands, under LABEL; nothing when it prints nothing. */
static void put_block(const page *p, const char *label, const bdl_item *rule,
                      print_function *print) {
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);

    if (!memory)
        abort();
    print(memory, rule);
    fclose(memory);
    if (length > 0 && p->html) {
        fprintf(p->out, "<h3>%s</h3>\n<pre>", label);
        bdl_html_text(p->out, bdl_str_of(text, length));
        fputs("</pre>\n", p->out);
    } else if (length > 0) {
        fprintf(p->out, "### %s\n\n```\n%.*s```\n\n", label, (int)length, text);
    }
    free(text);
}

static void print_fields(FILE *out, const bdl_item *rule) {
    bdl_rule_fields_print(out, rule, "", "\n");
}

static bdl_str joined(bdl_arena *arena, const bdl_words *words) {
    bdl_buf buf = {.arena = arena};

    for (size_t i = 0; i < words->count; i++)
        bdl_buf_printf(&buf, "%s%.*s", i ? ", " : "", BDL_PRI(words->items[i].text));
    return bdl_buf_str(&buf);
}

static void put_rule(const page *p, bdl_arena *arena, const bdl_item *rule) {
    bdl_str title = rule->title.text.len ? rule->title.text : rule->name.text;

    put_heading(p, 2, title, rule->name.text);
    put_fact(p, "Rule", rule->name.text);
    put_fact(p, "Severity", bdl_str_z(bdl_severity_name(rule->as.rule.severity)));
    put_fact(p, "Tags", joined(arena, &rule->as.rule.tags));
    put_fact(p, "Serves", joined(arena, &rule->as.rule.serves));
    put_fact(p, "Basis", rule->as.rule.basis);
    put_fact(p, "Note", rule->as.rule.note);
    put_block(p, "In words", rule, bdl_rule_words_print);
    put_block(p, "Fields", rule, print_fields);
    put_block(p, "Examples", rule, bdl_rule_examples_print);
}

static void begin_page(const page *p, bdl_str title) {
    if (p->html) {
        fputs("<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\">\n"
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
static bdl_str topic_of(bdl_arena *arena, bdl_str folder, bdl_str path) {
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

typedef struct work {
    bdl_arena *arena;
    const bdl_program *program;
    bdl_str folder, out;
    bool failed;
} work;

typedef void fill_function(work *w, const page *p, const bdl_file *file);

static void write_page(work *w, bdl_str name, bool html, fill_function *fill,
                       const bdl_file *file) {
    bdl_str path = bdl_path_join(
        w->arena, w->out,
        bdl_arena_printf(w->arena, "%.*s.%s", BDL_PRI(name), html ? "html" : "md"));
    bdl_str error = BDL_STR("");
    bdl_file_writer *writer = bdl_file_write_begin(w->arena, path, &error);

    if (writer) {
        page p = {bdl_file_write_stream(writer), html};

        fill(w, &p, file);
        if (bdl_file_write_commit(writer, &error) == BDL_OK)
            return;
    }
    fprintf(stderr, "bdl: %.*s: %.*s\n", BDL_PRI(path), BDL_PRI(error));
    w->failed = true;
}

static size_t rules_of(const work *w, const bdl_file *file) {
    size_t count = 0;

    for (size_t i = 0; i < w->program->rules.count; i++)
        count += w->program->rules.items[i]->file == file;
    return count;
}

static void fill_topic(work *w, const page *p, const bdl_file *file) {
    begin_page(p, topic_of(w->arena, w->folder, file->path));
    for (size_t i = 0; i < w->program->rules.count; i++)
        if (w->program->rules.items[i]->file == file)
            put_rule(p, w->arena, w->program->rules.items[i]);
    end_page(p);
}

static void put_index_entry(const page *p, bdl_str topic, const bdl_item *rule) {
    bdl_str title = rule->title.text.len ? rule->title.text : rule->name.text;

    fputs(p->html ? "<li><a href=\"" : "- [", p->out);
    if (p->html) {
        put_text(p, topic);
        fprintf(p->out, ".html#%.*s\">", BDL_PRI(rule->name.text));
        put_text(p, title);
        fputs("</a></li>\n", p->out);
    } else {
        fprintf(p->out, "%.*s](%.*s.md)\n", BDL_PRI(title), BDL_PRI(topic));
    }
}

static void fill_index(work *w, const page *p, const bdl_file *unused) {
    (void)unused;
    begin_page(p, BDL_STR("规则目录"));
    for (size_t f = 0; f < w->program->files.count; f++) {
        const bdl_file *file = w->program->files.items[f];
        bdl_str topic = topic_of(w->arena, w->folder, file->path);

        if (rules_of(w, file) == 0)
            continue;
        put_heading(p, 2, topic, topic);
        fputs(p->html ? "<ul>\n" : "", p->out);
        for (size_t i = 0; i < w->program->rules.count; i++)
            if (w->program->rules.items[i]->file == file)
                put_index_entry(p, topic, w->program->rules.items[i]);
        fputs(p->html ? "</ul>\n" : "\n", p->out);
    }
    end_page(p);
}

int bdl_doc_pages(const bdl_rules *rules, const char *folder) {
    work w = {.arena = bdl_arena_new(), .program = rules->program, .out = bdl_str_z(folder)};
    int status;

    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        fprintf(stderr, "bdl: %s: the folder cannot be made\n", folder);
        w.failed = true;
    }
    if (w.program->files.count > 0)
        w.folder = bdl_path_folder(w.program->files.items[0]->path);
    for (int html = 0; html < 2 && !w.failed; html++) {
        write_page(&w, BDL_STR("index"), html, fill_index, NULL);
        for (size_t i = 0; i < w.program->files.count && !w.failed; i++)
            if (rules_of(&w, w.program->files.items[i]) > 0)
                write_page(&w, topic_of(w.arena, w.folder, w.program->files.items[i]->path),
                           html, fill_topic, w.program->files.items[i]);
    }
    status = w.failed ? BDL_EXIT_OUTPUT : BDL_EXIT_CLEAN;
    bdl_arena_free(w.arena);
    return status;
}
