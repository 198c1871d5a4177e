/// The control sequences in what a terminal sends, and the keys between them.
enum ControlSequence: Equatable {
  /// ESC [, with what stands before the final character.
  case csi(String, final: UInt8)
  /// ESC P, a device control string.
  case dcs(String)
  /// ESC _, an application's command.
  case apc(String)
  /// Keys that were typed, and whatever else is no sequence of these.
  case key(UInt8)

  /// The sequences in `bytes`, as far as they are whole.
  static func all(in bytes: [UInt8]) -> [ControlSequence] {
    var (rest, result) = (bytes[...], [ControlSequence]())
    while let sequence = next(&rest) { result.append(sequence) }
    return result
  }

  /// Takes the first sequence away; `nil` where nothing is left or it is cut.
  private static func next(_ rest: inout ArraySlice<UInt8>) -> ControlSequence? {
    guard let first = rest.popFirst() else { return nil }
    guard first == 0x1B else { return .key(first) }
    guard let kind = rest.first else { return nil }
    switch kind {
    case 0x5B: return csi(&rest)
    case 0x50: return string(&rest).map(ControlSequence.dcs)
    case 0x5F: return string(&rest).map(ControlSequence.apc)
    default: return .key(first)
    }
  }

  private static func csi(_ rest: inout ArraySlice<UInt8>) -> ControlSequence? {
    let body = rest.dropFirst()
    // Parameters and intermediates are 0x20 to 0x3F, the final character 0x40 to 0x7E (ECMA-48, 5.4).
    guard let end = body.firstIndex(where: { !(0x20...0x3F).contains($0) }) else { return nil }
    guard (0x40...0x7E).contains(body[end]) else {
      rest = body[end...]
      return .key(0x1B)
    }
    rest = body[(end + 1)...]
    return .csi(String(decoding: body[..<end], as: UTF8.self), final: body[end])
  }

  /// The text up to ESC \; another ESC breaks it off.
  private static func string(_ rest: inout ArraySlice<UInt8>) -> String? {
    let body = rest.dropFirst()
    guard let end = body.firstIndex(of: 0x1B), end + 1 < body.endIndex else { return nil }
    let isWhole = body[end + 1] == 0x5C
    rest = isWhole ? body[(end + 2)...] : body[end...]
    return isWhole ? String(decoding: body[..<end], as: UTF8.self) : ""
  }
}
