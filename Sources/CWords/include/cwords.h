// The words of each language as JSON: `en` for what they ask for, `labels-en` for the labels of images, `traits-en` for
// what contradicts a trait. Files of this size would take minutes to compile as Swift.
#pragma once
#include <stddef.h>
#include <stdint.h>

/* The file with this name and its bytes; null where there is none. */
const uint8_t *_Nullable troupe_words(const char *_Nonnull name, size_t *_Nonnull count);
