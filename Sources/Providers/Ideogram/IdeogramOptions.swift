import TroupeVocabulary

/// The options of one request by name, checked against what the profile says of the model.
struct IdeogramOptions {
  private let options: [String: String]

  init(_ options: [String: String], profile: ModelProfile) throws(TroupeError) {
    self.options = options
    let known = profile.options?.value ?? [:]
    for name in options.keys.sorted() {
      let value = options[name] ?? ""
      guard let allowed = known[name] else {
        throw .request(
          .unsupportedParameter(
            model: profile.id, parameter: "option", value: name, allowed: known.keys.sorted()))
      }
      guard allowed.isEmpty || allowed.contains(value) else {
        throw .request(
          .unsupportedParameter(
            model: profile.id, parameter: name, value: value, allowed: allowed))
      }
    }
    if let text = self["image_weight"], Int(text).map((1...100).contains) != true {
      throw .invalidValue(
        name: "image_weight", value: text, expected: "a whole number from 1 to 100")
    }
    if let text = self["style_codes"], text.wholeMatch(of: Self.codes.regex) == nil {
      throw .invalidValue(
        name: "style_codes", value: text,
        expected: "codes of eight hexadecimal digits, with commas between")
    }
    if let text = self["color_palette"] { _ = try IdeogramPalette(text) }
  }

  private static let codes = ParsedPattern(/[0-9A-Fa-f]{8}(?:,[0-9A-Fa-f]{8}){0,9}/)

  subscript(name: String) -> String? { options[name] }

  /// The names that are asked, in order.
  var names: [String] { options.keys.sorted() }

  /// What is asked to be done with an image that is edited.
  var operation: IdeogramOperation? { options["operation"].flatMap { .init(option: $0) } }

  /// Refuses what `operation` does not take, and what the vendor takes apart alone.
  func check(for operation: IdeogramOperation, hasStyles: Bool) throws(TroupeError) {
    for name in names where name != "operation" && !operation.options.contains(name) {
      throw .invalidValue(
        name: name, value: options[name] ?? "",
        expected: "no such option: \(operation.rawValue) does not take it")
    }
    if let codes = options["style_codes"], hasStyles || options["style_type"] != nil {
      throw .invalidValue(
        name: "style_codes", value: codes,
        expected: "no style_type and no picture of a style with it")
    }
  }
}
