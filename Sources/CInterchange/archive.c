#include "include/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "libzip.h"

struct tz_archive {
  /// Of the file; -1 for an archive in memory.
  int file;
  /// Those of an archive in memory.
  unsigned char *bytes;
  uint64_t count;
  /// NULL before the directory is loaded.
  zip_t *zip;
};

static tz_archive *new_archive(tz_status *status) {
  tz_archive *archive = calloc(1, sizeof *archive);
  *status = archive ? tz_ok : tz_no_memory;
  if (archive) archive->file = -1;
  return archive;
}

/// Ends opening: hands out `archive`, or closes it where the status is not good.
static tz_archive *checked(tz_archive *archive, tz_status status, tz_status *out) {
  *out = status;
  if (status == tz_ok) return archive;
  tz_close(archive);
  return NULL;
}

tz_archive *tz_open_file(const char *path, tz_status *status) {
  tz_archive *archive = new_archive(status);
  if (!archive) return NULL;
  // A pipe would wait here for a writer that may never come.
  archive->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (archive->file < 0) return checked(archive, tz_cannot_open, status);
  struct stat facts;
  if (fstat(archive->file, &facts) != 0) return checked(archive, tz_cannot_read, status);
  if (!S_ISREG(facts.st_mode)) return checked(archive, tz_not_file, status);
  archive->count = (uint64_t)facts.st_size;
  return archive;
}

tz_archive *tz_open_bytes(const void *bytes, size_t count, tz_status *status) {
  tz_archive *archive = new_archive(status);
  if (!archive) return NULL;
  archive->bytes = malloc(count ? count : 1);
  if (!archive->bytes) return checked(archive, tz_no_memory, status);
  if (count) memcpy(archive->bytes, bytes, count);
  archive->count = count;
  return archive;
}

void tz_close(tz_archive *archive) {
  if (!archive) return;
  if (archive->zip) tz_libzip_open()->discard(archive->zip);
  if (archive->file >= 0) close(archive->file);
  free(archive->bytes);
  free(archive);
}

uint64_t tz_size(const tz_archive *archive) { return archive->count; }

static tz_status read_file(int file, uint64_t offset, unsigned char *to, size_t count) {
  while (count > 0) {
    ssize_t taken = pread(file, to, count, (off_t)offset);
    if (taken < 0 && errno == EINTR) continue;
    if (taken <= 0) return tz_cannot_read;
    to += taken;
    offset += (uint64_t)taken;
    count -= (size_t)taken;
  }
  return tz_ok;
}

tz_status tz_read_at(const tz_archive *archive, uint64_t offset, void *to, size_t count) {
  if (offset > archive->count || count > archive->count - offset) return tz_cannot_read;
  if (archive->file >= 0) return read_file(archive->file, offset, to, count);
  memcpy(to, archive->bytes + offset, count);
  return tz_ok;
}

/// libzip moves the place of its stream: reads by offset do not mind.
static zip_source_t *file_source(const tz_libzip *zip, int file) {
  int copy = fcntl(file, F_DUPFD_CLOEXEC, 0);
  if (copy < 0) return NULL;
  FILE *stream = fdopen(copy, "rb");
  if (!stream) {
    close(copy);
    return NULL;
  }
  zip_source_t *source = zip->source_file_pointer(stream, 0, -1, NULL);
  if (!source) fclose(stream);
  return source;
}

tz_status tz_load(tz_archive *archive) {
  const tz_libzip *zip = tz_libzip_open();
  if (!zip) return tz_no_library;
  zip_source_t *source = archive->file >= 0
    ? file_source(zip, archive->file)
    : zip->source_bytes(archive->bytes, archive->count, 0, NULL);
  if (!source) return tz_no_memory;
  archive->zip = zip->open_source(source, ZIP_RDONLY, NULL);
  if (archive->zip) return tz_ok;
  zip->source_free(source);
  return tz_damaged;
}

uint64_t tz_entry_count(const tz_archive *archive) {
  if (!archive->zip) return 0;
  zip_int64_t count = tz_libzip_open()->entry_count(archive->zip, 0);
  return count < 0 ? 0 : (uint64_t)count;
}

tz_status tz_entry_at(
  tz_archive *archive, uint64_t index, const void *name, size_t name_count, tz_entry *entry) {
  if (!archive->zip) return tz_damaged;
  const tz_libzip *zip = tz_libzip_open();
  struct zip_stat facts = {0};
  const char *found = zip->name(archive->zip, index, ZIP_FL_ENC_RAW);
  if (!found || zip->facts(archive->zip, index, 0, &facts) != 0) return tz_damaged;
  if (strlen(found) != name_count || memcmp(found, name, name_count) != 0) return tz_damaged;
  const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC
    | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
  if ((facts.valid & needed) != needed) return tz_damaged;
  *entry = (tz_entry){
    facts.size, facts.comp_size, facts.crc, facts.comp_method, facts.encryption_method,
  };
  return tz_ok;
}

/// Passes on the bytes of an open entry until it ends.
static tz_status pass(
  const tz_libzip *zip, zip_file_t *file, uint64_t size, tz_receiver receiver, void *context) {
  // Larger pieces are not faster, and a thread's stack may be small.
  unsigned char piece[64 << 10];
  for (uint64_t total = 0;;) {
    zip_int64_t count = zip->read(file, piece, sizeof piece);
    if (count < 0) return (tz_status)tz_status_of(zip->error_code(zip->entry_error(file)));
    // libzip checks the CRC-32 at the end, but not every version of it the length.
    if (count == 0) return total == size ? tz_ok : tz_fewer_bytes;
    if ((uint64_t)count > size - total) return tz_more_bytes;
    total += (uint64_t)count;
    if (!receiver(context, piece, (size_t)count)) return tz_stopped;
  }
}

tz_status tz_read_entry(
  tz_archive *archive, uint64_t index, uint64_t size, tz_receiver receiver, void *context) {
  if (!archive->zip) return tz_damaged;
  const tz_libzip *zip = tz_libzip_open();
  zip_file_t *file = zip->open_entry(archive->zip, index, 0);
  if (!file) return (tz_status)tz_status_of(zip->error_code(zip->error(archive->zip)));
  tz_status status = pass(zip, file, size, receiver, context);
  zip->close_entry(file);
  return status;
}
