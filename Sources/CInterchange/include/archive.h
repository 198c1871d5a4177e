// ZIP archives through libzip, which is opened when the first archive is read or written and never linked.
//
// A handle may be used by one thread at a time.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// How a call ended.
typedef enum {
  tz_ok = 0,
  /// libzip is not on this machine, or lacks a function.
  tz_no_library,
  /// Memory is out.
  tz_no_memory,
  /// The file cannot be opened.
  tz_cannot_open,
  /// It is a folder, a device or a pipe.
  tz_not_file,
  /// Reading from disk failed, or the file ended before its bytes did.
  tz_cannot_read,
  /// Writing failed.
  tz_cannot_write,
  /// A file that is to be packed has another size than was said.
  tz_size_differs,
  /// libzip does not understand the archive.
  tz_damaged,
  /// The compressed bytes of an entry cannot be unpacked.
  tz_damaged_data,
  /// The bytes of an entry have another CRC-32 than its header says.
  tz_wrong_checksum,
  /// An entry has fewer bytes than its header says.
  tz_fewer_bytes,
  /// An entry has more bytes than its header says, or than are asked for.
  tz_more_bytes,
  /// The receiver of the bytes wants no more.
  tz_stopped,
} tz_status;

/// An archive that is open for reading.
typedef struct tz_archive tz_archive;

/// What libzip reads in the directory of an archive about one entry.
typedef struct {
  uint64_t size;
  uint64_t packed_size;
  uint32_t checksum;
  uint16_t method;
  uint16_t encryption;
} tz_entry;

/// Opens the regular file at `path`, whose bytes are read as they are asked for; links are followed. NULL where it cannot,
/// with the reason in *status.
tz_archive *_Nullable tz_open_file(const char *_Nonnull path, tz_status *_Nonnull status);
/// Opens an archive in memory, of which a copy is kept. NULL where it cannot, with the reason in *status.
tz_archive *_Nullable tz_open_bytes(
  const void *_Nullable bytes, size_t count, tz_status *_Nonnull status);
/// Closes an archive; NULL is ignored.
void tz_close(tz_archive *_Nullable archive);

/// How many bytes the archive has.
uint64_t tz_size(const tz_archive *_Nonnull archive);
/// Copies the `count` bytes at `offset`: all of them or none.
tz_status tz_read_at(
  const tz_archive *_Nonnull archive, uint64_t offset, void *_Nonnull to, size_t count);

/// Lets libzip read the directory, which the caller has bounded before. Once for each archive.
tz_status tz_load(tz_archive *_Nonnull archive);
/// How many entries libzip sees; 0 before `tz_load`.
uint64_t tz_entry_count(const tz_archive *_Nonnull archive);
/// What libzip sees of entry `index`, and whether its name has exactly these bytes.
tz_status tz_entry_at(
  tz_archive *_Nonnull archive, uint64_t index, const void *_Nonnull name, size_t name_count,
  tz_entry *_Nonnull entry);

/// Takes some bytes of an entry; returns 0 to stop.
typedef int (*tz_receiver)(void *_Nullable context, const void *_Nonnull bytes, size_t count);

/// Unpacks entry `index` in pieces of at most 64 KiB, and checks its length and CRC-32.
///
/// `size`: how many bytes there have to be; the receiver never gets more.
tz_status tz_read_entry(
  tz_archive *_Nonnull archive, uint64_t index, uint64_t size, tz_receiver _Nonnull receiver,
  void *_Nullable context);

/// An archive that is being put together. Nothing is on disk before `tz_finish`.
typedef struct tz_writer tz_writer;

/// Begins an archive for `path`. NULL where it cannot, with the reason in *status.
tz_writer *_Nullable tz_create(const char *_Nonnull path, tz_status *_Nonnull status);
/// Adds an entry of bytes, of which a copy is kept until the end.
tz_status tz_add_bytes(
  tz_writer *_Nonnull writer, const char *_Nonnull name, const void *_Nullable bytes, size_t count);
/// Adds an entry of the bytes of a regular file, which are read by `tz_finish`.
tz_status tz_add_file(
  tz_writer *_Nonnull writer, const char *_Nonnull name, const char *_Nonnull path, uint64_t count);
/// Writes the archive next to its path, puts it in the place of what stands there, and frees the writer.
tz_status tz_finish(tz_writer *_Nonnull writer);
/// Frees a writer without a trace; NULL is ignored.
void tz_discard(tz_writer *_Nullable writer);
