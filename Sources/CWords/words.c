#include "cwords.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t en[] = {
#embed "Words/en.json"
};
static const uint8_t zh[] = {
#embed "Words/zh.json"
};
static const uint8_t ja[] = {
#embed "Words/ja.json"
};
static const uint8_t ko[] = {
#embed "Words/ko.json"
};
static const uint8_t es[] = {
#embed "Words/es.json"
};
static const uint8_t fr[] = {
#embed "Words/fr.json"
};
static const uint8_t de[] = {
#embed "Words/de.json"
};
static const uint8_t pt[] = {
#embed "Words/pt.json"
};
static const uint8_t it[] = {
#embed "Words/it.json"
};
static const uint8_t ru[] = {
#embed "Words/ru.json"
};

static const uint8_t marks[] = {
#embed "Words/marks.json"
};

static const struct {
  const char *language;
  const uint8_t *bytes;
  size_t count;
} files[] = {
    {"en", en, sizeof en}, {"zh", zh, sizeof zh}, {"ja", ja, sizeof ja}, {"ko", ko, sizeof ko},
    {"es", es, sizeof es}, {"fr", fr, sizeof fr}, {"de", de, sizeof de}, {"pt", pt, sizeof pt},
    {"it", it, sizeof it}, {"ru", ru, sizeof ru},
    {"marks", marks, sizeof marks},
};

const uint8_t *troupe_words(const char *language, size_t *count) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    if (strcmp(files[i].language, language) == 0) {
      *count = files[i].count;
      return files[i].bytes;
    }
  }
  *count = 0;
  return NULL;
}
