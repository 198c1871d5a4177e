#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "include/archive.h"
#include "exact_file.h"
#include "libzip.h"

struct tz_writer {
  zip_t *zip;
};

/// 1980-01-01 00:00:00, the first moment that an archive can tell.
static const uint16_t first_day = 1 << 5 | 1;
/// A regular file that all may read and its owner may write.
static const uint32_t plain_file = 0100644u << 16;

tz_writer *tz_create(const char *path, tz_status *status) {
  const tz_libzip *zip = tz_libzip_open();
  *status = zip ? tz_no_memory : tz_no_library;
  tz_writer *writer = zip ? calloc(1, sizeof *writer) : NULL;
  if (!writer) return NULL;
  int code = 0;
  writer->zip = zip->open_path(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
  *status = writer->zip ? tz_ok : tz_cannot_write;
  if (writer->zip) return writer;
  free(writer);
  return NULL;
}

/// Newer versions of libzip mark any name that is said to be UTF-8, older ones only those that have to be marked.
static zip_flags_t encoding(const char *name) {
  for (; *name; name++)
    if ((unsigned char)*name >= 0x80) return ZIP_FL_ENC_UTF_8;
  return ZIP_FL_ENC_GUESS;
}

/// Adds an entry, stored as it is, with facts that are the same on every machine.
static tz_status add(tz_writer *writer, const char *name, zip_source_t *source) {
  const tz_libzip *zip = tz_libzip_open();
  if (!source) return tz_no_memory;
  zip_int64_t index = zip->add(writer->zip, name, source, encoding(name));
  if (index < 0) {
    zip->source_free(source);
    return tz_cannot_write;
  }
  zip_uint64_t place = (zip_uint64_t)index;
  if (zip->set_compression(writer->zip, place, ZIP_CM_STORE, 0) != 0
    || zip->set_time(writer->zip, place, 0, first_day, 0) != 0
    || zip->set_attributes(writer->zip, place, 0, ZIP_OPSYS_UNIX, plain_file) != 0)
    return tz_cannot_write;
  return tz_ok;
}

tz_status tz_add_bytes(tz_writer *writer, const char *name, const void *bytes, size_t count) {
  void *copy = malloc(count ? count : 1);
  if (!copy) return tz_no_memory;
  if (count) memcpy(copy, bytes, count);
  zip_source_t *source = tz_libzip_open()->source_bytes(copy, count, 1, NULL);
  if (!source) free(copy);
  return add(writer, name, source);
}

tz_status tz_add_file(tz_writer *writer, const char *name, const char *path, uint64_t count) {
  struct stat facts;
  if (stat(path, &facts) != 0) return tz_cannot_open;
  if (!S_ISREG(facts.st_mode)) return tz_not_file;
  if ((uint64_t)facts.st_size != count) return tz_size_differs;
  return add(writer, name, tz_exact_file(path, count));
}

tz_status tz_finish(tz_writer *writer) {
  const tz_libzip *zip = tz_libzip_open();
  tz_status status = tz_ok;
  if (zip->close(writer->zip) != 0) {
    int code = zip->error_code(zip->error(writer->zip));
    status = code == ZIP_ER_MEMORY ? tz_no_memory
      : code == ZIP_ER_READ || code == ZIP_ER_OPEN || code == ZIP_ER_EOF ? tz_cannot_read
                                                                        : tz_cannot_write;
    zip->discard(writer->zip);
  }
  free(writer);
  return status;
}

void tz_discard(tz_writer *writer) {
  if (!writer) return;
  tz_libzip_open()->discard(writer->zip);
  free(writer);
}
