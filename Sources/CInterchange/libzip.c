#include "libzip.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

#include "include/archive.h"

static tz_libzip library;
static int is_open;

static int find_all(void *file) {
  const struct {
    void *place;
    const char *name;
  } symbols[] = {
    {&library.source_file_pointer, "zip_source_filep_create"},
    {&library.source_function, "zip_source_function_create"},
    {&library.error_to_data, "zip_error_to_data"},
    {&library.set_error, "zip_error_set"},
    {&library.commands, "zip_source_make_command_bitmap"},
    {&library.source_bytes, "zip_source_buffer_create"},
    {&library.source_free, "zip_source_free"},
    {&library.open_source, "zip_open_from_source"},
    {&library.open_path, "zip_open"},
    {&library.close, "zip_close"},
    {&library.discard, "zip_discard"},
    {&library.entry_count, "zip_get_num_entries"},
    {&library.name, "zip_get_name"},
    {&library.facts, "zip_stat_index"},
    {&library.open_entry, "zip_fopen_index"},
    {&library.read, "zip_fread"},
    {&library.close_entry, "zip_fclose"},
    {&library.entry_error, "zip_file_get_error"},
    {&library.error, "zip_get_error"},
    {&library.error_code, "zip_error_code_zip"},
    {&library.add, "zip_file_add"},
    {&library.set_compression, "zip_set_file_compression"},
    {&library.set_time, "zip_file_set_dostime"},
    {&library.set_attributes, "zip_file_set_external_attributes"},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    void *address = dlsym(file, symbols[i].name);
    if (address == NULL) return 0;
    memcpy(symbols[i].place, &address, sizeof address);
  }
  return 1;
}

/// Both numbers have the functions used here: Debian's 1.7.3 is 4, other builds of the same version are 5.
static void open_once(void) {
#ifdef __APPLE__
  static const char *const files[] = {"libzip.5.dylib"};
#else
  static const char *const files[] = {"libzip.so.5", "libzip.so.4"};
#endif
  for (size_t i = 0; i < sizeof files / sizeof *files && !is_open; i++) {
    void *file = dlopen(files[i], RTLD_NOW | RTLD_LOCAL);
    if (file == NULL) continue;
    is_open = find_all(file);
    if (!is_open) dlclose(file);
  }
}

const tz_libzip *tz_libzip_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_once);
  return is_open ? &library : NULL;
}

int tz_status_of(int code) {
  switch (code) {
    case ZIP_ER_OK: return tz_ok;
    case ZIP_ER_MEMORY: return tz_no_memory;
    case ZIP_ER_CRC: return tz_wrong_checksum;
    case ZIP_ER_INCONS: return tz_fewer_bytes;
    case ZIP_ER_READ:
    case ZIP_ER_SEEK:
    case ZIP_ER_TELL: return tz_cannot_read;
    case ZIP_ER_EOF:
    case ZIP_ER_ZLIB:
    case ZIP_ER_COMPRESSED_DATA: return tz_damaged_data;
    default: return tz_damaged;
  }
}
