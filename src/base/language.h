/* language.h - the language of what bdl says: English stands in the source, other
 * languages in po/. The language is one for the whole process, as its locale is. */
#ifndef BDL_BASE_LANGUAGE_H
#define BDL_BASE_LANGUAGE_H

#include "base/str.h"

/* TEXT in the language chosen; TEXT itself where there is no translation. It lives as
 * long as the process. */
const char *bdl_translate(const char *text) __attribute__((format_arg(1)));
/* ONE or MANY, as COUNT asks. */
const char *bdl_translate_count(const char *one, const char *many, size_t count)
    __attribute__((format_arg(1), format_arg(2)));

#define _(text)         bdl_translate(text)
#define N_(text)        (text) /* translated later, where it is used */
#define BDL_TR(literal) bdl_str_z(bdl_translate("" literal))

/* Chooses the language NAME ("zh", "zh_CN", "en"), or NULL: what the environment asks for
 * (LC_ALL, LC_MESSAGES, LANG, and LANGUAGE unless those say C). Catalogues are in
 * FOLDER/<language>/LC_MESSAGES/bdl.mo. Needs no locale to be there but C.UTF-8. Call it
 * before other threads start. False when NAME is no language of bdl. */
bool bdl_language_choose(const char *name, const char *folder);
/* The folder of the catalogues, for another process to choose the same language; NULL
 * where it is English. */
const char *bdl_language_folder(void);

#endif
