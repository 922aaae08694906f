/* language.c - the language of what bdl says, by the gettext of the C library. */
#include "base/language.h"

#include <locale.h>
#include <stdlib.h>

#ifdef HAVE_GETTEXT
#include <libintl.h>
#else /* English only */
#define dgettext(domain, text)                   ((void)(domain), (text))
#define dngettext(domain, one, many, n)          ((void)(domain), (n) == 1 ? (one) : (many))
#define bindtextdomain(domain, folder)           ((void)(folder), NULL)
#define bind_textdomain_codeset(domain, codeset) ((void)0)
#endif

#define DOMAIN "bdl"

const char *bdl_translate(const char *text) {
    return *text ? dgettext(DOMAIN, text) : text; /* "" stands for the catalogue's head */
}

const char *bdl_translate_count(const char *one, const char *many, size_t count) {
    return dngettext(DOMAIN, one, many, count);
}

static bool is_said(const char *text) {
    return text && *text;
}

/* What the environment asks for, as gettext understands it; NULL: plain C. */
static const char *language_of_environment(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = NULL, *language = getenv("LANGUAGE");

    for (size_t i = 0; i < BDL_COUNT_OF(names) && !is_said(locale); i++)
        locale = getenv(names[i]);
    if (!is_said(locale) || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return NULL;
    return is_said(language) ? language : locale;
}

static bool is_language(const char *name, const char *code) {
    size_t length = strlen(code);

    return strncmp(name, code, length) == 0 && strchr("_.@-:", name[length]);
}

/* Translations need a locale that is not C. Its own language does not matter: LANGUAGE
 * says which catalogue is meant, and C.UTF-8 is there where no locale was made. */
static void speak_chinese(const char *folder) {
    static const char *const locales[] = {"C.UTF-8", "zh_CN.UTF-8", "en_US.UTF-8"};
    size_t i = 0;

    while (i < BDL_COUNT_OF(locales) && !setlocale(LC_MESSAGES, locales[i]))
        i++;
    setenv("LANGUAGE", "zh_CN", 1);
    (void)bindtextdomain(DOMAIN, folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    bind_textdomain_codeset("libc", "UTF-8"); /* what strerror says */
}

bool bdl_language_choose(const char *name, const char *folder) {
    const char *wanted = name ? name : language_of_environment();

    if (wanted && is_language(wanted, "zh"))
        speak_chinese(folder);
    else
        setlocale(LC_MESSAGES, "C");
    return !name || is_language(name, "zh") || is_language(name, "en");
}

const char *bdl_language_folder(void) {
    const char *locale = setlocale(LC_MESSAGES, NULL);

    return locale && strcmp(locale, "C") != 0 ? bindtextdomain(DOMAIN, NULL) : NULL;
}
