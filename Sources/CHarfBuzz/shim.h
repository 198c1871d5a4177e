#pragma once
#if __has_include(<hb.h>)
#include <hb.h>
#include <hb-ft.h>
#else
#include <harfbuzz/hb.h>
#include <harfbuzz/hb-ft.h>
#endif
