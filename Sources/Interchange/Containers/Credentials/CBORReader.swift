import Foundation

/// A value of CBOR as far as claims and actions need it.
indirect enum CBORValue {
  case number(Int)
  case text(String)
  /// A short string of bytes, as a digest.
  case bytes([UInt8])
  case array([CBORValue])
  /// The pairs whose keys are texts.
  case map([(key: String, value: CBORValue)])
  /// Longer bytes, fractions and all else.
  case other

  /// The text, if it is one.
  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The bytes, if they are a short string of them.
  var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }

  /// The number, if it is one.
  var number: Int? { if case .number(let number) = self { number } else { nil } }

  /// The items of an array; none of anything else.
  var items: [CBORValue] { if case .array(let items) = self { items } else { [] } }

  /// The value of a key of a map.
  subscript(key: String) -> CBORValue? {
    guard case .map(let pairs) = self else { return nil }
    return pairs.first { $0.key == key }?.value
  }

  /// All texts under a key, at any depth, in their order.
  func texts(under name: String) -> [String] {
    switch self {
    case .array(let items): items.flatMap { $0.texts(under: name) }
    case .map(let pairs):
      pairs.flatMap { pair in
        if pair.key == name, let text = pair.value.text { return [text] }
        return pair.value.texts(under: name)
      }
    default: []
    }
  }
}

/// Reads one value of CBOR, bounded in depth and in the number of its values.
struct CBORReader {
  private static let mostDepth = 24
  private static let longestText = 64 << 10

  private let bytes: ByteView
  private var at = 0
  private var left = 20_000

  /// The first value in the bytes, or nil where they are broken or hold too much.
  static func value(in bytes: ByteView) -> CBORValue? {
    var reader = CBORReader(bytes: bytes)
    return reader.value(depth: 0)
  }

  private init(bytes: ByteView) { self.bytes = bytes }

  private mutating func value(depth: Int) -> CBORValue? {
    guard depth < Self.mostDepth, left > 0, let head = bytes.byte(at) else { return nil }
    left -= 1
    at += 1
    let kind = head >> 5
    // A length of 31 means that a break ends the value.
    guard let length = argument(head & 31) else {
      guard head & 31 == 31 else { return nil }
      return unbounded(kind, depth: depth)
    }
    switch kind {
    case 0: return .number(length)
    case 1: return .number(-1 - length)
    case 2: return take(length).map { $0.count <= 64 ? .bytes($0.bytes) : .other }
    case 3: return take(length).map(Self.text)
    case 4: return array(length, depth: depth)
    case 5: return map(length, depth: depth)
    case 6: return value(depth: depth + 1)
    default: return .other
    }
  }

  private mutating func argument(_ low: UInt8) -> Int? {
    guard low >= 24 else { return Int(low) }
    guard low <= 27 else { return nil }
    let size = 1 << Int(low - 24)
    defer { at += size }
    // Fractions and numbers of 64 bits fill all bits; their value does not matter here.
    return bytes.part(at, size) == nil ? nil : bytes.number(at, size: size) ?? .max
  }

  private mutating func take(_ length: Int) -> ByteView? {
    guard let part = bytes.part(at, length) else { return nil }
    at += length
    return part
  }

  private static func text(_ bytes: ByteView) -> CBORValue {
    bytes.count > longestText ? .other : .text(TextDecoding.text(bytes))
  }

  private mutating func isAtBreak() -> Bool {
    guard bytes.byte(at) == 0xFF else { return false }
    at += 1
    return true
  }

  private mutating func unbounded(_ kind: UInt8, depth: Int) -> CBORValue? {
    switch kind {
    case 4: return array(nil, depth: depth)
    case 5: return map(nil, depth: depth)
    case 2, 3:
      var whole = ""
      while !isAtBreak() {
        guard let part = value(depth: depth + 1) else { return nil }
        whole += part.text ?? ""
      }
      return kind == 3 && whole.utf8.count <= Self.longestText ? .text(whole) : .other
    default: return nil
    }
  }

  private mutating func array(_ count: Int?, depth: Int) -> CBORValue? {
    var items: [CBORValue] = []
    while count.map({ items.count < $0 }) ?? !isAtBreak() {
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
    }
    return .array(items)
  }

  private mutating func map(_ count: Int?, depth: Int) -> CBORValue? {
    var pairs: [(key: String, value: CBORValue)] = []
    var read = 0
    while count.map({ read < $0 }) ?? !isAtBreak() {
      guard let key = value(depth: depth + 1), let value = value(depth: depth + 1) else {
        return nil
      }
      if let key = key.text { pairs.append((key, value)) }
      read += 1
    }
    return .map(pairs)
  }
}
