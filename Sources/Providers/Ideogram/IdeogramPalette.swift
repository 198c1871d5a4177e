import TroupeVocabulary

/// Colors of one request: a name of the vendor's, or up to ten colors, each with its weight where one is said, as in
/// `#1A2B3C=0.6,#FFFFFF`.
struct IdeogramPalette {
  private static let names = [
    "ember", "fresh", "jungle", "magic", "melon", "mosaic", "pastel", "ultramarine",
  ]

  private let value: WireValue

  /// - Throws: `.invalidValue` for anything else.
  init(_ text: String) throws(TroupeError) {
    if Self.names.contains(text.lowercased()) {
      value = .object([WireMember("name", .string(text.uppercased()))])
      return
    }
    var members: [WireValue] = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let color = Self.color(piece), members.count < 10 else {
        throw .invalidValue(
          name: "color_palette", value: text,
          expected:
            "one of \(Self.names.joined(separator: ", ")), or colors as in #1A2B3C=0.6,#FFFFFF with weights from 0.05 to 1"
        )
      }
      members.append(color)
    }
    value = .object([WireMember("members", .array(members))])
  }

  /// As JSON, which is the value of a field of the form.
  var text: String {
    value.body.segments.map { if case .text(let text) = $0 { text } else { "" } }.joined()
  }

  private static func color(_ piece: Substring) -> WireValue? {
    guard let parts = piece.wholeMatch(of: /(#[0-9A-Fa-f]{6})(?:=([0-9.]{1,6}))?/)?.output else {
      return nil
    }
    var members = [WireMember("color_hex", .string(String(parts.1)))]
    if let text = parts.2 {
      guard let weight = Double(text), (0.05...1).contains(weight) else { return nil }
      members.append(WireMember("color_weight", .number(weight)))
    }
    return .object(members)
  }
}
