/// Everything that can go wrong, as facts. `code` names each for programs; how a person is told is the caller's to say.
public enum TroupeError: Error, Hashable, Sendable {
  /// Something about the library, its database or files.
  case library(LibraryError)
  /// The bytes called `name` are not a usable image.
  case image(name: String, ImageFault)
  /// Something about assets and references.
  case catalog(CatalogError)
  /// Something about a request, or what names the record.
  case request(RequestError)
  /// Something about the file of a scene, or snippets and variables in a prompt.
  case scene(SceneError)
  /// Something about a provider.
  case provider(ProviderError)
  /// Something about a pack.
  case pack(PackError)
  /// A value breaks its rules: its name, the value, what is expected.
  case invalidValue(name: String, value: String, expected: String)
  /// The user stopped it.
  case interrupted

  /// A stable name for programs, as in `unknown_asset`.
  public var code: String {
    switch self {
    case .library(let error): error.code
    case .image: "bad_image"
    case .catalog(let error): error.code
    case .request(let error): error.code
    case .scene(let error): error.code
    case .provider(let error): error.code
    case .pack(let error): error.code
    case .invalidValue: "invalid_value"
    case .interrupted: "interrupted"
    }
  }
}

extension TroupeError: CustomStringConvertible {
  /// The code in words and the facts, as in `disk full: path comic`; for logs and the record.
  public var description: String {
    let words = code.replacing("_", with: " ")
    let facts = Self.facts(in: self).joined(separator: ", ")
    return facts.isEmpty ? words : "\(words): \(facts)"
  }

  /// The associated values of a case, and of the case in it.
  private static func facts(in error: Any) -> [String] {
    guard let payload = Mirror(reflecting: error).children.first?.value else { return [] }
    if payload is any Error { return facts(in: payload) }
    let values = Mirror(reflecting: payload)
    guard values.displayStyle == .tuple else { return ["\(payload)"] }
    return values.children.map { child in
      let name = child.label.flatMap { $0.hasPrefix(".") ? nil : $0 }
      return (name.map { "\($0) " } ?? "") + "\(child.value)"
    }
  }
}
