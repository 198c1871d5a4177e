// What is used of libzip, which is opened when first needed.
#pragma once

#include <zip.h>

typedef struct {
  __typeof__(&zip_source_filep_create) source_file_pointer;
  __typeof__(&zip_source_function_create) source_function;
  __typeof__(&zip_error_to_data) error_to_data;
  __typeof__(&zip_error_set) set_error;
  __typeof__(&zip_source_make_command_bitmap) commands;
  __typeof__(&zip_source_buffer_create) source_bytes;
  __typeof__(&zip_source_free) source_free;
  __typeof__(&zip_open_from_source) open_source;
  __typeof__(&zip_open) open_path;
  __typeof__(&zip_close) close;
  __typeof__(&zip_discard) discard;
  __typeof__(&zip_get_num_entries) entry_count;
  __typeof__(&zip_get_name) name;
  __typeof__(&zip_stat_index) facts;
  __typeof__(&zip_fopen_index) open_entry;
  __typeof__(&zip_fread) read;
  __typeof__(&zip_fclose) close_entry;
  __typeof__(&zip_file_get_error) entry_error;
  __typeof__(&zip_get_error) error;
  __typeof__(&zip_error_code_zip) error_code;
  __typeof__(&zip_file_add) add;
  __typeof__(&zip_set_file_compression) set_compression;
  __typeof__(&zip_file_set_dostime) set_time;
  __typeof__(&zip_file_set_external_attributes) set_attributes;
} tz_libzip;

/// libzip; NULL if it is not on this machine.
const tz_libzip *tz_libzip_open(void);

/// What a code of libzip's means for the bytes of an entry, or for an archive.
int tz_status_of(int code);
