#pragma once
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>

/* sqlite3_db_config is variadic in C: `on` is 0 or 1. */
static inline int troupe_sqlite_configure(sqlite3 *_Nonnull db, int setting, int on) {
  return sqlite3_db_config(db, setting, on, (int *)0);
}

/* Turns SQLite's count of its memory off, for which each allocation waits for all others. Before the first connection. */
static inline int troupe_sqlite_forget_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
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

/* row_sum(…): an aggregate over rows of any values, in whatever order they come. Two are equal where the rows are the same;
   where they are not, they differ but for one case in 2^64. Comparing millions of rows so takes no room. */
typedef struct {
  uint64_t count, first, second;
} troupe_row_sum;

static inline uint64_t troupe_row_sum_mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

static inline void troupe_row_sum_step(
    sqlite3_context *_Nonnull context, int count, sqlite3_value *_Nonnull *_Nonnull values) {
  troupe_row_sum *sum = (troupe_row_sum *)sqlite3_aggregate_context(context, sizeof *sum);
  if (!sum) return sqlite3_result_error_nomem(context);
  uint64_t hash = (uint64_t)count;
  for (int i = 0; i < count; i++) {
    if (sqlite3_value_type(values[i]) == SQLITE_INTEGER) {
      hash = troupe_row_sum_mix(hash + (uint64_t)sqlite3_value_int64(values[i]));
      continue;
    }
    const unsigned char *text = sqlite3_value_text(values[i]);
    int length = sqlite3_value_bytes(values[i]);
    for (int j = 0; text && j < length; j++) hash = (hash ^ text[j]) * 0x100000001B3u;
    hash = troupe_row_sum_mix(hash + (uint64_t)length);
  }
  sum->count++;
  sum->first += hash;
  sum->second += troupe_row_sum_mix(hash ^ 0x9E3779B97F4A7C15u);
}

static inline void troupe_row_sum_finish(sqlite3_context *_Nonnull context) {
  troupe_row_sum *sum = (troupe_row_sum *)sqlite3_aggregate_context(context, sizeof *sum);
  char words[64];
  if (!sum) return sqlite3_result_error_nomem(context);
  snprintf(
      words, sizeof words, "%llu %016llx %016llx", (unsigned long long)sum->count,
      (unsigned long long)sum->first, (unsigned long long)sum->second);
  sqlite3_result_text(context, words, -1, SQLITE_TRANSIENT);
}

static inline int troupe_sqlite_add_row_sum(sqlite3 *_Nonnull db) {
  return sqlite3_create_function_v2(
      db, "row_sum", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, (void *)0, (void *)0,
      troupe_row_sum_step, troupe_row_sum_finish, (void *)0);
}
