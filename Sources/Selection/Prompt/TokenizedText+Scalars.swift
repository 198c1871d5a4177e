internal import Foundation
internal import TroupeVocabulary

/// What a scalar is in a text.
extension TokenizedText {
  enum Category { case letter, wholeWord, apostrophe, space, ends(Break) }

  @inline(__always) static func category(of scalar: Unicode.Scalar) -> Category {
    guard scalar.value < 0x80 else { return categoryBeyondASCII(of: scalar) }
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .letter
    case 0x27: return .apostrophe
    case 0x2C, 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7C, 0x7D: return .ends(.clause)
    case 0x3A: return .ends(.colon)
    case 0x3B: return .ends(.semicolon)
    case 0x2E, 0x21, 0x3F: return .ends(.sentence)
    case 0x0A, 0x0D: return .ends(.line)
    default: return .space
    }
  }

  private static func categoryBeyondASCII(of scalar: Unicode.Scalar) -> Category {
    switch scalar.value {
    case ideographs: return .wholeWord
    case 0x2019, 0x300...0x36F: return .apostrophe
    case 0x3001, 0xFF0C, 0x3010, 0x3011: return .ends(.clause)
    case 0x2013, 0x2014: return .ends(.colon)
    case 0x3002, 0x2026, 0x0964: return .ends(.sentence)
    default: break
    }
    if scalar.isWrittenWithoutSpaces { return .wholeWord }
    let properties = scalar.properties
    if properties.isAlphabetic || properties.numericType != nil { return .letter }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return .letter
    default: return .space
    }
  }

  /// A letter of an alphabet without its accent, which many people do not type.
  static func withoutAccent(_ scalar: Unicode.Scalar) -> UInt32 {
    switch scalar.value {
    case 0xC0...0x24F: latinBases[Int(scalar.value - 0xC0)]
    case 0x400...0x4FF: cyrillicBases[Int(scalar.value - 0x400)]
    default: scalar.value
    }
  }

  private static let latinBases = (0xC0...0x24F).map(base)
  private static let cyrillicBases = (0x400...0x4FF).map(base)

  private static func base(_ value: UInt32) -> UInt32 {
    let parts = Unicode.Scalar(value).map {
      String($0).decomposedStringWithCanonicalMapping.unicodeScalars
    }
    return parts?.first?.value ?? value
  }
}
