// What the words of each language ask for, as JSON. Files of this size would take minutes to compile as Swift.
#pragma once
#include <stddef.h>
#include <stdint.h>

/* The file of the language with this code, such as "en", and its bytes; null for a language without one. "marks" are the
   words by which languages are told apart. */
const uint8_t *_Nullable troupe_words(const char *_Nonnull language, size_t *_Nonnull count);
