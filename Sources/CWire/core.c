#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "cwire.h"

void troupe_forbid_core_dumps(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
  // A handler that the system pipes dumps to does not ask for the limit.
  prctl(PR_SET_DUMPABLE, 0);
#endif
}
