internal import Foundation

/// Finds the bytes of files in others: as they are, and in base64.
struct EmbeddedBytes: Sendable {
  private var raw: [Data] = []
  private var base64: [Data] = []

  /// Bytes of a probe: a multiple of three, so that its base64 stands in that of the whole file.
  private static let length = 36

  /// Takes in a file: what holds a run from its first quarter, its middle or its end, holds it.
  mutating func add(_ file: Data) {
    let file = Data(file)
    guard file.count > Self.length else {
      raw.append(file)
      base64.append(file.prefix(file.count / 3 * 3).base64EncodedData())
      return
    }
    for place in [file.count / 4, file.count / 2, file.count - Self.length] {
      let start = min(place / 3 * 3, file.count - Self.length) / 3 * 3
      let probe = file[start..<start + Self.length]
      // One byte again and again stands in any picture.
      guard Set(probe).count > 4 else { continue }
      raw.append(Data(probe))
      base64.append(probe.base64EncodedData())
    }
  }

  /// Whether `bytes` hold any of them.
  func isIn(_ bytes: Data) -> Bool {
    raw.contains { bytes.holds($0) } || isInText(bytes)
  }

  /// Whether `text` holds any of them in base64, its slashes escaped or not.
  func isIn(_ text: String) -> Bool {
    text.utf8.count >= 32 && isInText(Data(text.utf8))
  }

  private func isInText(_ text: Data) -> Bool {
    let plain = text.contains(UInt8(ascii: "\\")) ? text.filter { $0 != UInt8(ascii: "\\") } : text
    return base64.contains { plain.holds($0) }
  }
}

extension Data {
  fileprivate func holds(_ probe: Data) -> Bool {
    guard let first = probe.first else { return false }
    return withUnsafeBytes { bytes in
      probe.withUnsafeBytes { probe in
        guard let start = bytes.baseAddress, let begin = probe.baseAddress else { return false }
        var place = 0
        while place + probe.count <= bytes.count {
          let left = bytes.count - probe.count + 1 - place
          guard let found = memchr(start + place, Int32(first), left) else { return false }
          if memcmp(found, begin, probe.count) == 0 { return true }
          place = UnsafeRawPointer(found) - start + 1
        }
        return false
      }
    }
  }
}
