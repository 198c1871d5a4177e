package import Foundation
internal import TroupeCPNG

/// What zlib packed in chunks of a PNG other than pixels.
package enum Inflated {
  /// The most bytes that are unpacked: real profiles for print reach 2 MB.
  package static let maxLength = 4 << 20

  /// The unpacked bytes; `nil` if they are broken or more than `most`.
  package static func bytes(_ packed: Data, most: Int = maxLength) -> Data? {
    let packed = [UInt8](packed)
    var status = Z_DATA_ERROR
    let unpacked = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      var length = uLongf(most)
      status = uncompress(buffer.baseAddress, &length, packed, uLong(packed.count))
      count = status == Z_OK ? Int(length) : 0
    }
    return status == Z_OK ? Data(unpacked) : nil
  }

  /// The unpacked bytes of a gzip file; `nil` if they are broken or more than `most`.
  package static func gzip(_ packed: Data, most: Int = maxLength) -> Data? {
    var packed = [UInt8](packed)
    var stream = z_stream()
    // 16 asks for gzip's form.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, 16 + MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var status = Z_DATA_ERROR
    let unpacked = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      packed.withUnsafeMutableBufferPointer { source in
        stream.next_in = source.baseAddress
        stream.avail_in = uInt(source.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = uInt(most)
        status = inflate(&stream, Z_FINISH)
      }
      count = status == Z_STREAM_END ? most - Int(stream.avail_out) : 0
    }
    return status == Z_STREAM_END ? Data(unpacked) : nil
  }

  /// The profile in the contents of a chunk `iCCP`: a name, a zero, a zero for zlib, and the packed
  /// bytes. `nil` if it is broken.
  static func profile(_ content: Data) -> Data? {
    guard let end = content.prefix(80).firstIndex(of: 0), content[end...].dropFirst().first == 0,
      let profile = bytes(content[end...].dropFirst(2)),
      // A profile begins with its own length.
      let length = ByteReader(profile).number(at: 0, length: 4), length <= profile.count
    else { return nil }
    return profile
  }
}
