/// The hash of a word as the key of sets and dictionaries, which need not hash it once more.
struct WordHash: Hashable, Sendable {
  let value: UInt64

  init(_ value: UInt64) { self.value = value }

  func hash(into hasher: inout Hasher) { hasher.combine(value) }

  // swift-format-ignore: NoLeadingUnderscores
  /// What sets and dictionaries ask for: captions have a hundred thousand words.
  func _rawHashValue(seed: Int) -> Int {
    let mixed = (value ^ UInt64(bitPattern: Int64(seed))) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed ^ (mixed >> 32))
  }
}
