dnl bdl.m4: the macros of configure.ac that are more than a line.

dnl BDL_CHECK_GENERATORS: a checkout needs bison 3.8 and flex; a release carries
dnl what they make, so there their absence is no error.
AC_DEFUN([BDL_CHECK_GENERATORS], [
AS_IF([test ! -f "$srcdir/grammar/parse.c"], [
    AS_CASE([$YACC], [bison*], [],
        [AC_MSG_ERROR([bison 3.8 or later is needed to build from a checkout])])
    AS_CASE([$LEX], [flex*], [],
        [AC_MSG_ERROR([flex is needed to build from a checkout])])
    bdl_bison=$(bison --version | sed -n '1s/.* //p')
    AC_MSG_CHECKING([for bison 3.8 or later])
    AS_VERSION_COMPARE([$bdl_bison], [3.8],
        [AC_MSG_ERROR([bison 3.8 or later is needed, this one is $bdl_bison])])
    AC_MSG_RESULT([$bdl_bison])
])])

dnl BDL_WARNINGS: the flags of the style guide that this compiler knows, in
dnl WARN_CFLAGS. --enable-werror makes them errors; releases never do.
AC_DEFUN([BDL_WARNINGS], [
AC_ARG_ENABLE([werror],
    [AS_HELP_STRING([--enable-werror], [make compiler warnings errors (for CI)])],
    [], [enable_werror=no])
WARN_CFLAGS=
bdl_saved_CFLAGS=$CFLAGS
for bdl_flag in -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
    -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wundef -Wformat=2 \
    -Wno-format-nonliteral
do
    CFLAGS="$bdl_saved_CFLAGS -Werror $bdl_flag"
    AC_MSG_CHECKING([whether $CC takes $bdl_flag])
    AC_COMPILE_IFELSE([AC_LANG_SOURCE([int bdl_unused_symbol;])],
        [AC_MSG_RESULT([yes]); WARN_CFLAGS="$WARN_CFLAGS $bdl_flag"],
        [AC_MSG_RESULT([no])])
done
CFLAGS=$bdl_saved_CFLAGS
AS_IF([test "$enable_werror" = yes], [WARN_CFLAGS="$WARN_CFLAGS -Werror"])
AC_SUBST([WARN_CFLAGS])
])

dnl BDL_SWITCHES: --enable-sanitizers and --enable-coverage, in BUILD_CFLAGS and
dnl BUILD_LDFLAGS.
AC_DEFUN([BDL_SWITCHES], [
AC_ARG_ENABLE([sanitizers],
    [AS_HELP_STRING([--enable-sanitizers],
        [build with the address and undefined-behaviour sanitizers])],
    [], [enable_sanitizers=no])
AC_ARG_ENABLE([coverage],
    [AS_HELP_STRING([--enable-coverage], [count executed lines, for 'make coverage'])],
    [], [enable_coverage=no])
BUILD_CFLAGS=
BUILD_LDFLAGS=
AS_IF([test "$enable_sanitizers" = yes], [
    BUILD_CFLAGS="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
    BUILD_LDFLAGS=$BUILD_CFLAGS
    # The code asks for this; gcc sets it itself, clang 14 does not.
    BUILD_CFLAGS="$BUILD_CFLAGS -D__SANITIZE_ADDRESS__=1"
    BUILD_CFLAGS="$BUILD_CFLAGS -fno-omit-frame-pointer -DCLI_FREES_ALL"
])
AS_IF([test "$enable_coverage" = yes], [
    BUILD_CFLAGS="$BUILD_CFLAGS -O0 --coverage"
    BUILD_LDFLAGS="$BUILD_LDFLAGS --coverage"
])
AC_SUBST([BUILD_CFLAGS])
AC_SUBST([BUILD_LDFLAGS])
AM_CONDITIONAL([SANITIZERS], [test "$enable_sanitizers" = yes])
AM_CONDITIONAL([COVERAGE], [test "$enable_coverage" = yes])
])

dnl BDL_LIBRARY(PREFIX, NAME, VARIABLE, MODULE, WHAT): a library without which WHAT is
dnl refused in words. Adds to <PREFIX>_CFLAGS and <PREFIX>_LIBS, defines HAVE_<VARIABLE>.
AC_DEFUN([BDL_LIBRARY], [
AC_ARG_WITH([$2],
    [AS_HELP_STRING([--without-$2], [do without $2: $5])],
    [], [with_$2=check])
have_$3=no
AS_IF([test "$with_$2" != no], [
    PKG_CHECK_MODULES([$3], [$4], [have_$3=yes], [have_$3=no])
])
AS_IF([test "$have_$3" = yes], [
    $1_CFLAGS="$$1_CFLAGS $$3_CFLAGS"
    $1_LIBS="$$1_LIBS $$3_LIBS"
    AC_DEFINE([HAVE_$3], [1], [Whether there is $2])
], [
    AS_IF([test "$with_$2" = yes], [AC_MSG_ERROR([$2 was asked for and not found])])
    bdl_without="$bdl_without
  $2: $5"
])
])

dnl BDL_READER_LIBRARIES: those of the formats that are not text, all optional.
AC_DEFUN([BDL_READER_LIBRARIES], [
READ_CFLAGS=
READ_LIBS=
bdl_without=
BDL_LIBRARY([READ], [gumbo], [GUMBO], [gumbo >= 0.10], [HTML cannot be read])
BDL_LIBRARY([READ], [libzip], [LIBZIP], [libzip >= 1.5],
    [DOCX, XLSX, ODT, ODS, ZIP cannot be read])
BDL_LIBRARY([READ], [libxml2], [LIBXML2], [libxml-2.0 >= 2.9],
    [DOCX, XLSX, ODT, ODS cannot be read])
BDL_LIBRARY([READ], [libseccomp], [SECCOMP], [libseccomp >= 2.4],
    [nothing is lost but the filter of system calls around readers])
AC_SUBST([READ_CFLAGS])
AC_SUBST([READ_LIBS])
])

dnl BDL_REPORT_LIBRARIES: those of reports that are not text, all optional. They are loaded
dnl when they are needed (src/report/xlsx_library.h, sqlite_library.h) and not linked.
AC_DEFUN([BDL_REPORT_LIBRARIES], [
REPORT_CFLAGS=
BDL_LIBRARY([REPORT], [sqlite3], [SQLITE3], [sqlite3 >= 3.24],
    [results cannot be kept in SQLite])
BDL_LIBRARY([REPORT], [xlsxwriter], [XLSXWRITER], [xlsxwriter >= 1.0],
    [reports cannot be written as XLSX])
AS_IF([test "$have_XLSXWRITER" = yes || test "$have_SQLITE3" = yes], [
    AC_SEARCH_LIBS([dlopen], [dl], [],
        [AC_MSG_ERROR([bdl needs dlopen for SQLite and libxlsxwriter])])
])
AC_SUBST([REPORT_CFLAGS])
])

dnl BDL_LANGUAGES: whether catalogues can be made of po/*.po, and whether the C library
dnl reads them. Without, bdl speaks English.
AC_DEFUN([BDL_LANGUAGES], [
AC_PATH_PROG([MSGFMT], [msgfmt])
AC_SEARCH_LIBS([dngettext], [intl], [have_gettext=yes], [have_gettext=no])
AS_IF([test "$have_gettext" = yes], [AC_DEFINE([HAVE_GETTEXT], [1], [Whether there is gettext])])
AS_IF([test "$have_gettext" = no || test -z "$MSGFMT"], [
    bdl_without="$bdl_without
  gettext: messages are in English only"
])
AM_CONDITIONAL([HAVE_MSGFMT], [test "$have_gettext" = yes && test -n "$MSGFMT"])
])

dnl BDL_PDF_READER: whether bdl-read-pdf can be built. MuPDF is linked statically, and what
dnl its pkg-config file says of that is wrong in Debian 12, hence the list.
AC_DEFUN([BDL_PDF_READER], [
AC_ARG_WITH([mupdf],
    [AS_HELP_STRING([--without-mupdf], [do without mupdf: PDF cannot be read])],
    [], [with_mupdf=check])
have_mupdf=no
PDF_LIBS=
AS_IF([test "$with_mupdf" != no], [
    bdl_saved_LIBS=$LIBS
    AC_CHECK_HEADER([mupdf/fitz.h], [
        AC_SEARCH_LIBS([fz_drop_context], [mupdf],
            [have_mupdf=yes; PDF_LIBS=$LIBS], [],
            [-lmupdf-third -lmujs -lgumbo -lopenjp2 -ljbig2dec -ljpeg -lharfbuzz dnl
-lfreetype -lz -lm])
    ])
    LIBS=$bdl_saved_LIBS
])
AS_IF([test "$have_mupdf" = yes], [
    PDF_LIBS="$PDF_LIBS -lmupdf-third -lmujs -lgumbo -lopenjp2 -ljbig2dec -ljpeg dnl
-lharfbuzz -lfreetype -lz -lm"
], [
    AS_IF([test "$with_mupdf" = yes], [AC_MSG_ERROR([mupdf was asked for and not found])])
    bdl_without="$bdl_without
  mupdf (and what it needs): PDF"
])
AC_SUBST([PDF_LIBS])
AM_CONDITIONAL([HAVE_MUPDF], [test "$have_mupdf" = yes])
])
