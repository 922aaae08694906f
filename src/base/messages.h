/* messages.h - every message of the front end: id, severity, format, in one table. The
 * compiler checks the arguments. What each means and how to mend it: doc/messages.md.
 * E1xxx words and sentences, E2xxx names, E3xxx types and units, E4xxx forms and patterns,
 * E5xxx files, W6xxx warnings, E7xxx documents, E9xxx not yet evaluated. A message is
 * lower case, has no full stop, quotes the user's words. Each owner keeps its block. */
#ifndef BDL_BASE_MESSAGES_H
#define BDL_BASE_MESSAGES_H

#include "base/diag.h"

/* words and sentences */
#define BDL_MSG_UNEXPECTED "E1001", BDL_ERROR, "unexpected %s, expected %s"

/* names */

/* types and units */

/* forms and patterns */

/* files and the command line */

/* documents */

/* not evaluated yet */

#endif
