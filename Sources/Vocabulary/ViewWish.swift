/// A view that a request wants shown, of one mentioned asset or of all.
public struct ViewWish: Codable, Hashable, Sendable, CustomStringConvertible {
  /// The asset; `nil` for every mentioned one.
  public let asset: Handle?
  /// The view.
  public let view: View

  /// The wish to see `view` of `asset`.
  public init(_ view: View, of asset: Handle? = nil) {
    self.asset = asset
    self.view = view
  }

  /// Reads `profile` or `@kael=profile`.
  /// - Throws: `TroupeError.invalidHandle`, or `.invalidValue` when no view is named.
  public init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    view = View(rawValue: String(parts.last ?? ""))
    guard !view.rawValue.isEmpty else {
      throw TroupeError.invalidValue(
        name: "The view", value: text,
        expected: "it is a word such as profile, or @kael=profile for one asset alone")
    }
    asset = parts.count == 2 ? try Handle(String(parts[0])) : nil
  }

  /// As it is typed.
  public var description: String { asset.map { "\($0)=" + view.rawValue } ?? view.rawValue }
}
