import Foundation
internal import TroupeCPNG

/// What zlib packed in chunks of a PNG other than pixels.
enum Inflated {
  /// The most bytes that are unpacked: real profiles for print reach 2 MB.
  static let maxLength = 4 << 20

  /// The unpacked bytes; `nil` if they are broken or more than the bound.
  static func bytes(_ packed: Data) -> Data? {
    let packed = [UInt8](packed)
    var status = Z_DATA_ERROR
    let unpacked = [UInt8](unsafeUninitializedCapacity: maxLength) { buffer, count in
      var length = uLongf(maxLength)
      status = uncompress(buffer.baseAddress, &length, packed, uLong(packed.count))
      count = status == Z_OK ? Int(length) : 0
    }
    return status == Z_OK ? Data(unpacked) : nil
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
