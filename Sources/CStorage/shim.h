#pragma once
#ifdef __linux__
#include <stdint.h>

/// Has the kernel begin to write a range of a file. glibc declares it for GNU sources alone, which Swift's importer does
/// not read.
extern int sync_file_range(int descriptor, int64_t offset, int64_t count, unsigned int flags);
enum { TROUPE_SYNC_FILE_RANGE_WRITE = 2 };
#endif
