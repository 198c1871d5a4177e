import Foundation
internal import TroupeCPNG

/// The contents of a PNG's `iCCP` chunk.
enum CompressedProfile {
  /// The profile in `content`, which is a name, a zero, a zero for zlib, and the compressed bytes;
  /// `nil` if it is broken.
  static func unpack(_ content: Data) -> Data? {
    guard let end = content.prefix(80).firstIndex(of: 0), content[end...].dropFirst().first == 0
    else { return nil }
    let packed = [UInt8](content[end...].dropFirst(2))
    var status = Z_DATA_ERROR
    let profile = [UInt8](unsafeUninitializedCapacity: ColorProfile.maxLength) { buffer, count in
      var length = uLongf(ColorProfile.maxLength)
      status = uncompress(buffer.baseAddress, &length, packed, uLong(packed.count))
      count = status == Z_OK ? Int(length) : 0
    }
    // A profile begins with its own length.
    guard status == Z_OK, let length = ByteReader(Data(profile.prefix(4))).number(at: 0, length: 4),
      length <= profile.count
    else { return nil }
    return Data(profile)
  }
}
