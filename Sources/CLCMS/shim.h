#pragma once
#include <lcms2.h>

// Swift imports no macro that calls another.
enum {
  troupe_lcms_gray8 = TYPE_GRAY_8,
  troupe_lcms_gray16 = TYPE_GRAY_16,
  troupe_lcms_rgb8 = TYPE_RGB_8,
  troupe_lcms_rgba8 = TYPE_RGBA_8,
  troupe_lcms_cmyk8 = TYPE_CMYK_8,
  troupe_lcms_rgb16 = TYPE_RGB_16,
  troupe_lcms_rgba16 = TYPE_RGBA_16,
};
