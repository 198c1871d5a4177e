#pragma once
#include <sqlite3.h>

/* Variadic in C. Closing the last connection must not checkpoint outside the library's lock (D9). */
static inline int troupe_sqlite_no_checkpoint_on_close(sqlite3 *_Nonnull db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
