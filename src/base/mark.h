/* mark.h - what the reports of bdl begin with that could be taken for documents: by it
 * they are passed over where a folder is walked. */
#ifndef BDL_BASE_MARK_H
#define BDL_BASE_MARK_H

/* An HTML page holds it in its first BDL_MARK_WITHIN bytes. */
#define BDL_MARK_HTML "<meta name=\"generator\" content=\"bdl "
/* A CSV file begins with it. */
#define BDL_MARK_CSV                                                                     \
    "\xEF\xBB\xBF"                                                                       \
    "document,department,year,line,column,page,sheet,cell,"
enum { BDL_MARK_WITHIN = 1024 };

#endif
