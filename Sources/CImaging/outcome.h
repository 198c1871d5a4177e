// Makes outcomes; shared by the codecs.
#pragma once

#include <stdio.h>

#include "cimaging.h"

/// Sets a failure and its message.
static inline void ti_fail(ti_outcome *outcome, ti_status status, const char *detail) {
  outcome->status = status;
  snprintf(outcome->detail, sizeof outcome->detail, "%s", detail);
}
