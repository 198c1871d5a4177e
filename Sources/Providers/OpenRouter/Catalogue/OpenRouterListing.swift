import Foundation

/// One entry of the list: what a model is called and takes.
struct OpenRouterListing {
  /// The name that requests carry, `author/name`, and perhaps `:variant`.
  let slug: String
  /// For people.
  let name: String
  /// Whether it answers in events.
  let streams: Bool
  private let parameters: JSONNode

  /// The `id` of the provider that serves it.
  static let dialect = "openrouter.images"
  /// Where its figures stand.
  static let source = "openrouter.ai/api/v1/images/models"

  /// The profile's name.
  var id: String { "openrouter/\(slug)" }

  /// Why an entry is left aside.
  struct Fault: Error {
    let id: String?
    let reason: String
  }

  /// The entry `node`.
  static func read(_ node: JSONNode) -> Result<Self, Fault> {
    guard let slug = node["id"]?.text else {
      return .failure(Fault(id: nil, reason: "has no id"))
    }
    guard isSlug(slug) else {
      let shown = ProviderMessage.clean(String(slug.prefix(60)))
      return .failure(Fault(id: shown, reason: "has an id that is no author/name"))
    }
    let modalities = node["architecture"]?["output_modalities"]?.elements
    if let modalities, !modalities.contains(where: { $0.text == "image" }) {
      return .failure(Fault(id: slug, reason: "makes no images"))
    }
    guard let parameters = node["supported_parameters"], parameters.isObject else {
      return .failure(Fault(id: slug, reason: "does not say what it takes"))
    }
    let listing = Self(slug, node, parameters)
    if let formats = listing.values(of: "output_format"), !formats.isEmpty,
      formats.allSatisfy({ !files.contains($0) })
    {
      return .failure(Fault(id: slug, reason: "makes neither PNG nor JPEG nor WebP"))
    }
    return .success(listing)
  }

  private init(_ slug: String, _ node: JSONNode, _ parameters: JSONNode) {
    self.slug = slug
    let name = ProviderMessage.clean(String((node["name"]?.text ?? "").prefix(100)))
    self.name = name.isEmpty ? slug : name
    if case .bool(true)? = node["supports_streaming"] { streams = true } else { streams = false }
    self.parameters = parameters
  }

  /// Types of files that can be kept, as `output_format` names them.
  static let files = ["png", "jpeg", "webp"]

  /// Whether the parameter `name` is taken: an absent one is not.
  func takes(_ name: String) -> Bool { parameters[name].map { !$0.isNull } ?? false }

  /// The values of an enumeration, those that can be names; `nil` where it is none.
  func values(of name: String) -> [String]? {
    guard let node = parameters[name], let values = node["values"]?.elements else { return nil }
    return values.prefix(100).compactMap(\.text).filter {
      $0.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9.:x_-]{0,39}/) != nil
    }
  }

  /// The bounds of a range; `nil` where it is none that can be a count.
  func range(of name: String) -> ClosedRange<Int>? {
    guard let node = parameters[name], let most = node["max"]?.integer else { return nil }
    let least = node["min"]?.integer ?? 0
    return least >= 0 && most >= least && most <= 1000 ? least...most : nil
  }

  /// Whether `text` can be a model's name in an address and in a file's name.
  static func isSlug(_ text: String) -> Bool {
    text.utf8.count <= 80 && !text.contains("..")
      && text.wholeMatch(
        of: /[A-Za-z0-9~][A-Za-z0-9._-]*\/[A-Za-z0-9][A-Za-z0-9._-]*(?::[A-Za-z0-9._-]+)?/) != nil
  }
}
