/// Covers a key that a server sends back, in whichever of the usual forms, so that it reaches no record. Lengths stay as
/// they are.
struct KeyMask {
  private let forms: KeyForms
  private var held: [UInt8] = []
  /// Whether what was handed on ends in the beginning of an escape of JSON.
  private var isEscaped = false

  /// From this many letters on a key stands in an image's base64 by chance once in millions of answers.
  private static let certain = 8
  /// A key of fewer different bytes than this could be a run of an image's base64.
  private static let fewest = 4
  /// A shorter key would cover ordinary words.
  private static let shortest = 6

  /// A mask for an answer of `status`; `nil` where none is needed or one could harm.
  init?(_ key: String?, status: Int) {
    guard let key, key.utf8.count >= (status < 300 ? Self.certain : Self.shortest),
      status >= 300 || Set(key.utf8).count >= Self.fewest
    else { return nil }
    forms = KeyForms(of: Array(key.utf8), shortest: Self.certain, fewest: Self.fewest)
  }

  /// `text` with the key covered.
  func cover(_ text: String) -> String {
    var bytes = Array(text.utf8)
    bytes.withUnsafeMutableBytes { _ = cover($0, isWhole: true) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Hands on what can be handed on once `piece` has come; what may be the beginning of the key is held back. A piece
  /// without any of it is handed on as it lies.
  mutating func pass<Failure>(
    _ piece: UnsafeRawBufferPointer, _ hand: (UnsafeRawBufferPointer) -> Failure?
  ) -> Failure? {
    if held.isEmpty {
      let ready: Int? =
        switch next(in: piece, from: 0) {
        case .none: piece.count
        case .open(let place): place
        case .found: nil
        }
      if let ready {
        held = Array(piece[ready...])
        isEscaped = endsInEscape(piece[..<ready])
        return hand(UnsafeRawBufferPointer(rebasing: piece[..<ready]))
      }
    }
    var whole = held + piece
    let ready = whole.withUnsafeMutableBytes { cover($0, isWhole: false) }
    held = Array(whole[ready...])
    isEscaped = whole.withUnsafeBytes { endsInEscape($0[..<ready]) }
    return whole.withUnsafeBytes { hand(UnsafeRawBufferPointer(rebasing: $0[..<ready])) }
  }

  /// What is still held back when the answer has ended.
  mutating func rest() -> [UInt8] {
    var rest = held
    held = []
    rest.withUnsafeMutableBytes { _ = cover($0, isWhole: true) }
    return rest
  }

  /// Covers what it finds, and returns how many bytes are done with; the others may be the beginning of the key.
  private func cover(_ bytes: UnsafeMutableRawBufferPointer, isWhole: Bool) -> Int {
    var place = 0
    while true {
      switch next(in: UnsafeRawBufferPointer(bytes), from: place) {
      case .none: return bytes.count
      case .open(let start):
        if !isWhole { return start }
        place = start + 1
      case .found(let range, let cover):
        let isHalf =
          bytes[range.lowerBound] == Self.backslash
          && endsInEscape(UnsafeRawBufferPointer(bytes)[..<range.lowerBound])
        // The second half of an escape stays, or the first one would begin another.
        for index in range.dropFirst(isHalf ? 1 : 0) { bytes[index] = cover }
        place = range.upperBound
      }
    }
  }

  private static let backslash = UInt8(ascii: "\\")

  /// Whether `bytes`, behind what was handed on, end in an odd number of backslashes.
  private func endsInEscape(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    let count = bytes.reversed().prefix { $0 == Self.backslash }.count
    let isOdd = count % 2 == 1
    return count == bytes.count ? isOdd != isEscaped : isOdd
  }

  private enum Finding {
    case none
    /// What begins there may become the key.
    case open(Int)
    case found(Range<Int>, cover: UInt8)
  }

  private func next(in bytes: UnsafeRawBufferPointer, from start: Int) -> Finding {
    var matcher = KeyMatcher(bytes)
    var place = start
    while let candidate = forms.candidate(in: bytes, from: place) {
      if let (form, end) = matcher.end(of: forms, at: candidate) {
        return .found(candidate..<end, cover: form.cover)
      }
      if matcher.isOpen { return .open(candidate) }
      place = candidate + 1
    }
    return .none
  }
}
