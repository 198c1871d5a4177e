import Foundation
internal import TroupeCWire

/// `data:image/png;base64,…`: an image written as an address, alone or amid words.
struct DataURL {
  /// The type that it claims, such as `image/png`; may be empty.
  let claimedType: String
  /// The bytes that it stands for.
  let bytes: Data

  private static let longestHead = 200
  private static let scheme = Array("data:".utf8)
  /// Lines of base64 that are broken are at least as long; in letters.
  private static let shortestLine = 48

  /// Reads `text` when all of it is one; `nil` otherwise, and for one that is not base64.
  init?(_ text: Data) {
    guard let head = Self.head(of: text), let bytes = LenientBase64.decode(text[head.end...])
    else { return nil }
    claimedType = head.type
    self.bytes = bytes
  }

  private init(claimedType: String, bytes: Data) {
    self.claimedType = claimedType
    self.bytes = bytes
  }

  /// Takes all those of images out of `words`, so that what is left can be read: each becomes its own beginning and `…`.
  static func extract(from words: Data) -> (words: Data, found: [DataURL]) {
    var (rest, left, found): (Data, Data, [DataURL]) = (words, Data(), [])
    while let start = Self.start(in: rest) {
      left += rest[..<start]
      let url = rest[start...]
      guard let head = head(of: url), let (bytes, end) = run(in: url[head.end...]) else {
        left += url.prefix(scheme.count)
        rest = url.dropFirst(scheme.count)
        continue
      }
      found.append(DataURL(claimedType: head.type, bytes: bytes))
      left += url[..<head.end] + Data("…".utf8)
      rest = rest[end...]
    }
    return (left + rest, found)
  }

  private static func start(in words: Data) -> Int? {
    let mark = Array("data:image/".utf8)
    let place = words.withUnsafeBytes { bytes in
      bytes.baseAddress.map { troupe_find($0, bytes.count, mark, mark.count) } ?? 0
    }
    return place < words.count ? words.startIndex + place : nil
  }

  /// The type in the head of `text`, and where its base64 begins.
  private static func head(of text: Data) -> (type: String, end: Int)? {
    let start = text.prefix(longestHead)
    guard start.prefix(scheme.count).map({ $0 | 0x20 }) == scheme.map({ $0 | 0x20 }),
      let comma = start.firstIndex(of: UInt8(ascii: ","))
    else { return nil }
    let head = String(decoding: start[..<comma].dropFirst(scheme.count), as: UTF8.self).lowercased()
    guard head.hasSuffix(";base64") else { return nil }
    let type = head.prefix { $0 != ";" }
    return (String(type), comma + 1)
  }

  /// The base64 that `text` begins with, read, and where it ends; `nil` when there is none.
  private static func run(in text: Data) -> (Data, Int)? {
    let letters = text.prefix(text.withUnsafeBytes { Self.end(of: $0) })
    guard let bytes = LenientBase64.decode(letters), !bytes.isEmpty else { return nil }
    return (bytes, letters.endIndex)
  }

  /// Where the base64 ends that `bytes` begin with, on as many lines as it has.
  private static func end(of bytes: UnsafeRawBufferPointer) -> Int {
    func run(from start: Int) -> Int {
      guard start < bytes.count, let base = bytes.baseAddress else { return 0 }
      return troupe_base64_run(
        base.assumingMemoryBound(to: UInt8.self) + start, bytes.count - start)
    }
    var end = 0
    while true {
      let line = run(from: end)
      end += line
      var next = end
      while next < bytes.count, bytes[next] == 0x0D || bytes[next] == 0x0A { next += 1 }
      guard line >= shortestLine, next > end, run(from: next) > 0 else { break }
      end = next
    }
    while end < bytes.count, bytes[end] == UInt8(ascii: "=") { end += 1 }
    return end
  }
}
