#pragma once
#include <sqlite3.h>

/* sqlite3_db_config is variadic in C: `on` is 0 or 1. */
static inline int troupe_sqlite_configure(sqlite3 *_Nonnull db, int setting, int on) {
  return sqlite3_db_config(db, setting, on, (int *)0);
}

/* SQLITE_TRANSIENT is a cast that Swift does not import. Lengths are in bytes: text may hold NUL. */
static inline int troupe_sqlite_bind_text(
    sqlite3_stmt *_Nonnull statement, int index, const char *_Nullable text, long long length) {
  return sqlite3_bind_text64(
      statement, index, text ? text : "", (sqlite3_uint64)length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int troupe_sqlite_bind_blob(
    sqlite3_stmt *_Nonnull statement, int index, const void *_Nullable bytes, long long length) {
  return sqlite3_bind_blob64(
      statement, index, bytes ? bytes : "", (sqlite3_uint64)length, SQLITE_TRANSIENT);
}
