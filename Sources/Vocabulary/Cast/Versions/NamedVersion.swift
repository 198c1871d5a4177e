/// An asset as it was at one time, written `@kael#3`.
public struct NamedVersion: Hashable, Sendable, CustomStringConvertible {
  /// The asset.
  public var asset: Handle
  /// Which of its versions, 1 or more.
  public var number: Int

  /// Version `number` of `asset`.
  public init(_ asset: Handle, number: Int) {
    self.asset = asset
    self.number = number
  }

  /// Reads `@kael#3`.
  /// - Throws: `CatalogError.invalidHandle`; `TroupeError.invalidValue` for what is not a whole number of 1 or more.
  public init(typed text: String) throws {
    let halves = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: "#＃".contains)
    asset = try Handle(String(halves[0]))
    guard halves.count == 2, let number = Int(halves[1]), number >= 1 else {
      throw TroupeError.invalidValue(
        name: "version", value: text, expected: "an asset and its version, as in \(asset)#3")
    }
    self.number = number
  }

  /// As it is typed.
  public var description: String { "\(asset)#\(number)" }
}

extension NamedVersion: Codable {
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
