import Foundation
import TroupeCInterchange

/// An open archive of the C side: its bytes, and libzip's view of it.
struct ArchiveHandle: ~Copyable {
  private let pointer: OpaquePointer

  /// Opens a regular file.
  init(path: String) throws(ArchiveFault) {
    var status = tz_ok
    guard !path.utf8.contains(0), let pointer = tz_open_file(path, &status) else {
      throw ArchiveFault(status: status == tz_ok ? tz_cannot_open : status)
    }
    self.pointer = pointer
  }

  /// Opens a copy of `bytes`.
  init(bytes: Data) throws(ArchiveFault) {
    var status = tz_ok
    let pointer = bytes.withUnsafeBytes { tz_open_bytes($0.baseAddress, $0.count, &status) }
    guard let pointer else { throw ArchiveFault(status: status) }
    self.pointer = pointer
  }

  deinit { tz_close(pointer) }

  /// How many bytes the archive has.
  var byteCount: Int { Int(clamping: tz_size(pointer)) }

  /// The bytes of a range that lies within the archive.
  func bytes(_ offset: Int, _ count: Int) throws(ArchiveFault) -> ByteView {
    guard offset >= 0, count >= 0, offset <= byteCount, count <= byteCount - offset else {
      throw ArchiveFault(.truncated)
    }
    var status = tz_ok
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      guard let start = buffer.baseAddress, count > 0 else { return }
      status = tz_read_at(pointer, UInt64(offset), start, count)
      if status == tz_ok { initialized = count }
    }
    guard status == tz_ok else { throw ArchiveFault(status: status) }
    return ByteView(bytes)
  }

  /// Lets libzip read the directory, and compares it with `entries`.
  /// - Throws: `.headersDiffer` where libzip sees anything else.
  func load(expecting entries: [ArchiveEntry]) throws(ArchiveFault) {
    let status = tz_load(pointer)
    guard status == tz_ok else { throw ArchiveFault(status: status) }
    guard tz_entry_count(pointer) == UInt64(entries.count) else {
      throw ArchiveFault(.headersDiffer)
    }
    for entry in entries {
      guard isSeen(entry) else { throw ArchiveFault(.headersDiffer, entry: entry.name) }
    }
  }

  private func isSeen(_ entry: ArchiveEntry) -> Bool {
    var seen = tz_entry()
    let status = entry.nameBytes.withUnsafeBytes { name in
      guard let start = name.baseAddress else { return tz_damaged }
      return tz_entry_at(pointer, UInt64(entry.index), start, name.count, &seen)
    }
    return status == tz_ok && seen.size == UInt64(entry.byteCount)
      && seen.packed_size == UInt64(entry.packedByteCount) && seen.checksum == entry.checksum
      && Int(seen.method) == entry.method && seen.encryption == 0
  }

  /// Unpacks an entry piece by piece; what `receive` throws ends it.
  func unpack(
    _ entry: ArchiveEntry, _ receive: (UnsafeRawBufferPointer) -> Void
  ) throws(ArchiveFault) {
    let status = withoutActuallyEscaping(receive) { receive in
      var receiver = Receiver(receive: receive)
      return withUnsafeMutablePointer(to: &receiver) { context in
        tz_read_entry(pointer, UInt64(entry.index), UInt64(entry.byteCount), deliver, context)
      }
    }
    guard status == tz_ok else { throw ArchiveFault(status: status, entry: entry.name) }
  }
}

/// What C hands back with every piece.
private struct Receiver {
  let receive: (UnsafeRawBufferPointer) -> Void
}

private func deliver(
  _ context: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer, _ count: Int
) -> Int32 {
  guard let context else { return 0 }
  let receiver = context.assumingMemoryBound(to: Receiver.self)
  receiver.pointee.receive(UnsafeRawBufferPointer(start: bytes, count: count))
  return 1
}

extension ArchiveFault {
  /// What a status of the C side means.
  init(status: tz_status, entry: String? = nil) {
    let reason: Reason =
      switch status {
      case tz_no_library: .noLibrary
      case tz_no_memory: .noMemory
      case tz_cannot_open: .cannotOpen
      case tz_not_file: .notFile
      case tz_cannot_read, tz_stopped: .cannotRead
      case tz_cannot_write: .cannotWrite
      case tz_size_differs: .sizeDiffers
      case tz_damaged_data: .damagedData
      case tz_wrong_checksum: .checksum
      case tz_fewer_bytes: .fewerBytesThanSaid
      case tz_more_bytes: .moreBytesThanSaid
      default: .damaged
      }
    self.init(reason, entry: entry)
  }
}
