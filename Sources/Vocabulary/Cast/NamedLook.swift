/// An asset in one of its looks, written `@kael` or `@kael/casual`.
public struct NamedLook: Hashable, Sendable, CustomStringConvertible {
  /// The asset.
  public var asset: Handle
  /// The look; `nil` for the usual one.
  public var look: String?

  /// `asset` in `look`.
  public init(_ asset: Handle, look: String? = nil) {
    self.asset = asset
    self.look = look
  }

  /// Reads `@kael` or `@kael/casual`.
  /// - Throws: `CatalogError.invalidHandle`.
  public init(typed text: String) throws {
    let halves = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: "/／".contains)
    asset = try Handle(String(halves.first ?? ""))
    look = halves.count > 1 && !halves[1].isEmpty ? String(halves[1]) : nil
  }

  /// As it is typed.
  public var description: String { look.map { "\(asset)/\($0)" } ?? "\(asset)" }
}

extension NamedLook: Codable {
  /// Reads what `init(typed:)` reads.
  public init(from decoder: any Decoder) throws {
    try self.init(typed: decoder.singleValueContainer().decode(String.self))
  }

  /// Writes it as it is typed.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
