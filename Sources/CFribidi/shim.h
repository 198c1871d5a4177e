#pragma once
#if __has_include(<fribidi.h>)
#include <fribidi.h>
#else
#include <fribidi/fribidi.h>
#endif

/* Swift does not import these constants, which are macros of macros. */
static inline FriBidiParType troupe_bidi_detect(void) { return FRIBIDI_PAR_ON; }
static inline FriBidiParType troupe_bidi_left_to_right(void) { return FRIBIDI_PAR_LTR; }
static inline FriBidiParType troupe_bidi_right_to_left(void) { return FRIBIDI_PAR_RTL; }
