#include "exact_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  zip_error_t error;
  uint64_t count, left;
  int file;
  char path[];
} exact_file;

static zip_int64_t fail(exact_file *source, int code) {
  tz_libzip_open()->set_error(&source->error, code, errno);
  return -1;
}

static zip_int64_t open_file(exact_file *source) {
  source->file = open(source->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (source->file < 0) return fail(source, ZIP_ER_OPEN);
  struct stat facts;
  if (fstat(source->file, &facts) != 0 || !S_ISREG(facts.st_mode)
    || (uint64_t)facts.st_size != source->count) {
    close(source->file);
    source->file = -1;
    return fail(source, ZIP_ER_READ);
  }
  source->left = source->count;
  return 0;
}

static zip_int64_t read_some(exact_file *source, void *to, uint64_t wanted) {
  if (wanted > source->left) wanted = source->left;
  if (wanted == 0) return 0;
  ssize_t taken;
  do taken = read(source->file, to, (size_t)wanted);
  while (taken < 0 && errno == EINTR);
  if (taken <= 0) return fail(source, ZIP_ER_READ);
  source->left -= (uint64_t)taken;
  return taken;
}

/// Nothing but the size is told: times and modes of files do not belong into the archive.
static zip_int64_t tell(const exact_file *source, void *to, uint64_t room) {
  if (room < sizeof(struct zip_stat)) return -1;
  struct zip_stat facts = {0};
  facts.valid = ZIP_STAT_SIZE;
  facts.size = source->count;
  memcpy(to, &facts, sizeof facts);
  return sizeof facts;
}

static void close_file(exact_file *source) {
  if (source->file >= 0) close(source->file);
  source->file = -1;
}

static zip_int64_t answer(void *context, void *data, zip_uint64_t length, zip_source_cmd_t command) {
  exact_file *source = context;
  const tz_libzip *zip = tz_libzip_open();
  switch (command) {
    case ZIP_SOURCE_OPEN: return open_file(source);
    case ZIP_SOURCE_READ: return read_some(source, data, length);
    case ZIP_SOURCE_CLOSE: return close_file(source), 0;
    case ZIP_SOURCE_STAT: return tell(source, data, length);
    case ZIP_SOURCE_ERROR: return zip->error_to_data(&source->error, data, length);
    case ZIP_SOURCE_FREE:
      close_file(source);
      free(source);
      return 0;
    case ZIP_SOURCE_SUPPORTS:
      return zip->commands(
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
        ZIP_SOURCE_FREE, -1);
    default: return fail(source, ZIP_ER_OPNOTSUPP);
  }
}

zip_source_t *tz_exact_file(const char *path, uint64_t count) {
  size_t length = strlen(path) + 1;
  exact_file *source = calloc(1, sizeof *source + length);
  if (!source) return NULL;
  source->file = -1;
  source->count = count;
  memcpy(source->path, path, length);
  zip_source_t *made = tz_libzip_open()->source_function(answer, source, NULL);
  if (!made) free(source);
  return made;
}
