import TroupeVocabulary

/// How a task names what its model takes: by the names of the model's own vendor.
struct GatewayTaskForm {
  private let profile: ModelProfile

  init(_ profile: ModelProfile) { self.profile = profile }

  /// Whether the model wants pixels and a quality, in place of an aspect and the name of a size.
  private var wantsPixels: Bool { profile.wireName.hasPrefix("gpt-image") }

  /// Aspect and size as one task carries them.
  struct Frame {
    var members: [WireMember] = []
    var aspect: String?
    var size: String?
    var adjustments: [Adjustment] = []
  }

  /// What was asked, checked against the profile.
  func frame(of request: ProviderRequest) throws(TroupeError) -> Frame {
    let asked = request.parameters
    guard wantsPixels else {
      let named = try NamedFrame(asked, profile: profile)
      return Frame(
        members: named.members(aspect: "aspect_ratio", size: "image_size"), aspect: named.aspect,
        size: named.size, adjustments: named.adjustments)
    }
    let exact = try ExactFrame(asked, profile: profile, first: nil)
    var frame = Frame(aspect: exact.aspect, size: exact.size, adjustments: exact.adjustments)
    // Unasked it is the model's choice, which follows the images.
    guard exact.aspect != nil || exact.size != nil else { return frame }
    let named = (exact.size ?? profile.defaultSize).flatMap { size in
      profile.pixels.value?[size]?[exact.aspect ?? "1:1"]
    }
    if let sides = exact.sides ?? named {
      frame.members = [WireMember("size", .string("\(sides[0])x\(sides[1])"))]
    } else if let size = exact.size {
      frame.members = [WireMember("size", .string(size))]
    }
    return frame
  }

  private static let qualities = ["auto", "low", "medium", "high"]

  /// The options by name, checked, and that images are to come as addresses.
  func members(of options: [String: String]) throws(TroupeError) -> [WireMember] {
    let names = wantsPixels ? ["quality"] : []
    for name in options.keys.sorted() where !names.contains(name) {
      throw unsupported("option", name, names)
    }
    guard wantsPixels else { return [] }
    var members: [WireMember] = []
    if let quality = options["quality"] {
      guard Self.qualities.contains(quality) else {
        throw unsupported("quality", quality, Self.qualities)
      }
      members.append(WireMember("quality", .string(quality)))
    }
    return members + [WireMember("response_format", .string("url"))]
  }

  private func unsupported(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
    .request(
      .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: allowed))
  }
}
