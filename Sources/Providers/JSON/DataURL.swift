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

  /// The base64 that `text` begins with, read, and where it ends; `nil` when there is none. A last line that cannot be
  /// part of it is a word that follows.
  private static func run(in text: Data) -> (Data, Int)? {
    for count in text.withUnsafeBytes({ Base64Lines($0).ends }) {
      let letters = text.prefix(count)
      if let bytes = LenientBase64.decode(letters), !bytes.isEmpty {
        return (bytes, letters.endIndex)
      }
    }
    return nil
  }
}

/// Base64 on as many lines as it has, amid words.
private struct Base64Lines {
  private let bytes: UnsafeRawBufferPointer

  /// Lines of base64 that are broken have 60 to 76 letters, in mail at most 998 (RFC 5322); the head of an address may
  /// take some of the first.
  private static let broken = 32...998
  private static let closing = Set("=\r\n\"'`)>]}\t.,;!".utf8)

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Where it may end, with padding: the likeliest first.
  var ends: [Int] {
    // The head may have a line of its own.
    let start = run(from: 0) == 0 ? afterBreak(at: 0) : 0
    var end = start + run(from: start)
    var length = Self.broken.contains(end - start) ? Self.broken.upperBound : 0
    var before: Int?
    while length > 0 {
      let next = afterBreak(at: end)
      let line = run(from: next)
      guard next > end, line > 0, line <= length, isClosed(at: next + line) else { break }
      before = end
      end = next + line
      // All lines have the length of the second, but the last.
      if length < Self.broken.upperBound, line < length { break }
      length = line
    }
    return [padded(end)] + (before.map { [padded($0)] } ?? [])
  }

  private func run(from start: Int) -> Int {
    guard start < bytes.count, let base = bytes.baseAddress else { return 0 }
    return troupe_base64_run(base.assumingMemoryBound(to: UInt8.self) + start, bytes.count - start)
  }

  /// The place behind the line break at `place`, if one is there.
  private func afterBreak(at place: Int) -> Int {
    let rest = bytes.dropFirst(place).prefix(2)
    if rest.elementsEqual("\r\n".utf8) { return place + 2 }
    return rest.first == 0x0D || rest.first == 0x0A ? place + 1 : place
  }

  /// Whether a line that ends at `place` is no beginning of a sentence. A word taken for letters adds bytes behind the
  /// image, which harms less than a line that is lost.
  private func isClosed(at place: Int) -> Bool {
    place >= bytes.count || Self.closing.contains(bytes[place])
  }

  private func padded(_ end: Int) -> Int {
    end + bytes.dropFirst(end).prefix { $0 == UInt8(ascii: "=") }.count
  }
}
