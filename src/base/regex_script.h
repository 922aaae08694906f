/* regex_script.h - the scripts that patterns name, as PCRE2 is given them. Internal to
 * regex.c. */
#ifndef BDL_BASE_REGEX_SCRIPT_H
#define BDL_BASE_REGEX_SCRIPT_H

#include "base/arena.h"

/* PATTERN as PCRE2 is given it. */
bdl_str bdl_scripts_named(bdl_arena *arena, bdl_str pattern);
/* What is at AT in what bdl_scripts_named gave, in PATTERN itself. */
size_t bdl_scripts_place(bdl_str pattern, size_t at);

#endif
