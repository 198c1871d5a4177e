#pragma once
#include <sqlite3.h>
#include <string.h>

/* prompt_score(table, lengths, average, rarities): BM25 (k1 = 1.2, b = 0.75) of the row that a query of an FTS5 table found, by
   the first column, for the first phrases of the query, in order: one for each double in the blob `rarities`. `lengths` holds
   the words of that column for each row number from 0 on, a byte each; `average` is their average. FTS5's own function looks
   up each length in a tree. */
static inline void troupe_prompt_score(
    const Fts5ExtensionApi *_Nonnull api, Fts5Context *_Nonnull found,
    sqlite3_context *_Nonnull context, int count, sqlite3_value *_Nonnull *_Nonnull values) {
  if (count != 3) return sqlite3_result_error(context, "prompt_score takes three values", -1);
  const unsigned char *lengths = (const unsigned char *)sqlite3_value_blob(values[0]);
  sqlite3_int64 rows = sqlite3_value_bytes(values[0]), row = api->xRowid(found);
  double length = lengths && row >= 0 && row < rows ? lengths[row] : 0, score = 0;
  double norm = 1.2 * (0.25 + 0.75 * length / sqlite3_value_double(values[1]));
  const unsigned char *rarities = (const unsigned char *)sqlite3_value_blob(values[2]);
  int phrases = sqlite3_value_bytes(values[2]) / (int)sizeof(double);
  if (phrases > api->xPhraseCount(found)) phrases = api->xPhraseCount(found);
  for (int phrase = 0; phrase < phrases; phrase++) {
    Fts5PhraseIter place;
    int column, offset, times = 0;
    int code = api->xPhraseFirst(found, phrase, &place, &column, &offset);
    if (code != SQLITE_OK) return sqlite3_result_error_code(context, code);
    for (; column >= 0; api->xPhraseNext(found, &place, &column, &offset)) times += column == 0;
    if (times == 0) continue;
    double rarity;
    memcpy(&rarity, rarities + (size_t)phrase * sizeof rarity, sizeof rarity);
    score += rarity * times * 2.2 / (times + norm);
  }
  sqlite3_result_double(context, score);
}

/* Makes prompt_score known to the FTS5 tables of a connection. */
static inline int troupe_sqlite_add_prompt_score(sqlite3 *_Nonnull db) {
  fts5_api *api = 0;
  sqlite3_stmt *statement = 0;
  int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, 0);
  if (code == SQLITE_OK) code = sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", 0);
  if (code == SQLITE_OK) sqlite3_step(statement);
  int finished = sqlite3_finalize(statement);
  if (code != SQLITE_OK || finished != SQLITE_OK) return code != SQLITE_OK ? code : finished;
  if (!api || api->iVersion < 2) return SQLITE_ERROR;
  return api->xCreateFunction(api, "prompt_score", 0, troupe_prompt_score, 0);
}
