#include "cwords.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t ages[] = {
#embed "Words/ages.json"
};
static const uint8_t de[] = {
#embed "Words/de.json"
};
static const uint8_t en[] = {
#embed "Words/en.json"
};
static const uint8_t es[] = {
#embed "Words/es.json"
};
static const uint8_t forms[] = {
#embed "Words/forms.json"
};
static const uint8_t fr[] = {
#embed "Words/fr.json"
};
static const uint8_t it[] = {
#embed "Words/it.json"
};
static const uint8_t ja[] = {
#embed "Words/ja.json"
};
static const uint8_t ko[] = {
#embed "Words/ko.json"
};
static const uint8_t looks[] = {
#embed "Words/looks.json"
};
static const uint8_t names[] = {
#embed "Words/names.json"
};
static const uint8_t poses[] = {
#embed "Words/poses.json"
};
static const uint8_t pt[] = {
#embed "Words/pt.json"
};
static const uint8_t removals[] = {
#embed "Words/removals.json"
};
static const uint8_t ru[] = {
#embed "Words/ru.json"
};
static const uint8_t signs[] = {
#embed "Words/signs.txt"
};
static const uint8_t sheets[] = {
#embed "Words/sheets.json"
};
static const uint8_t views[] = {
#embed "Words/views.json"
};
static const uint8_t zh[] = {
#embed "Words/zh.json"
};
static const uint8_t labels_de[] = {
#embed "Labels/labels-de.json"
};
static const uint8_t labels_en[] = {
#embed "Labels/labels-en.json"
};
static const uint8_t labels_es[] = {
#embed "Labels/labels-es.json"
};
static const uint8_t labels_fr[] = {
#embed "Labels/labels-fr.json"
};
static const uint8_t labels_it[] = {
#embed "Labels/labels-it.json"
};
static const uint8_t labels_ja[] = {
#embed "Labels/labels-ja.json"
};
static const uint8_t labels_ko[] = {
#embed "Labels/labels-ko.json"
};
static const uint8_t labels_pt[] = {
#embed "Labels/labels-pt.json"
};
static const uint8_t labels_ru[] = {
#embed "Labels/labels-ru.json"
};
static const uint8_t labels_zh_Hant[] = {
#embed "Labels/labels-zh-Hant.json"
};
static const uint8_t labels_zh[] = {
#embed "Labels/labels-zh.json"
};
static const uint8_t traits_de[] = {
#embed "Traits/traits-de.json"
};
static const uint8_t traits_en[] = {
#embed "Traits/traits-en.json"
};
static const uint8_t traits_es[] = {
#embed "Traits/traits-es.json"
};
static const uint8_t traits_fr[] = {
#embed "Traits/traits-fr.json"
};
static const uint8_t traits_it[] = {
#embed "Traits/traits-it.json"
};
static const uint8_t traits_ja[] = {
#embed "Traits/traits-ja.json"
};
static const uint8_t traits_ko[] = {
#embed "Traits/traits-ko.json"
};
static const uint8_t traits_pt[] = {
#embed "Traits/traits-pt.json"
};
static const uint8_t traits_ru[] = {
#embed "Traits/traits-ru.json"
};
static const uint8_t traits_zh[] = {
#embed "Traits/traits-zh.json"
};

static const struct {
  const char *name;
  const uint8_t *bytes;
  size_t count;
} files[] = {
    {"ages", ages, sizeof ages},
    {"de", de, sizeof de},
    {"en", en, sizeof en},
    {"es", es, sizeof es},
    {"forms", forms, sizeof forms},
    {"fr", fr, sizeof fr},
    {"it", it, sizeof it},
    {"ja", ja, sizeof ja},
    {"ko", ko, sizeof ko},
    {"looks", looks, sizeof looks},
    {"names", names, sizeof names},
    {"poses", poses, sizeof poses},
    {"pt", pt, sizeof pt},
    {"removals", removals, sizeof removals},
    {"ru", ru, sizeof ru},
    {"signs", signs, sizeof signs},
    {"sheets", sheets, sizeof sheets},
    {"views", views, sizeof views},
    {"zh", zh, sizeof zh},
    {"labels-de", labels_de, sizeof labels_de},
    {"labels-en", labels_en, sizeof labels_en},
    {"labels-es", labels_es, sizeof labels_es},
    {"labels-fr", labels_fr, sizeof labels_fr},
    {"labels-it", labels_it, sizeof labels_it},
    {"labels-ja", labels_ja, sizeof labels_ja},
    {"labels-ko", labels_ko, sizeof labels_ko},
    {"labels-pt", labels_pt, sizeof labels_pt},
    {"labels-ru", labels_ru, sizeof labels_ru},
    {"labels-zh-Hant", labels_zh_Hant, sizeof labels_zh_Hant},
    {"labels-zh", labels_zh, sizeof labels_zh},
    {"traits-de", traits_de, sizeof traits_de},
    {"traits-en", traits_en, sizeof traits_en},
    {"traits-es", traits_es, sizeof traits_es},
    {"traits-fr", traits_fr, sizeof traits_fr},
    {"traits-it", traits_it, sizeof traits_it},
    {"traits-ja", traits_ja, sizeof traits_ja},
    {"traits-ko", traits_ko, sizeof traits_ko},
    {"traits-pt", traits_pt, sizeof traits_pt},
    {"traits-ru", traits_ru, sizeof traits_ru},
    {"traits-zh", traits_zh, sizeof traits_zh},
};

const uint8_t *troupe_words(const char *name, size_t *count) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    if (strcmp(files[i].name, name) == 0) {
      *count = files[i].count;
      return files[i].bytes;
    }
  }
  *count = 0;
  return NULL;
}
