/// How many adapters a model takes, and which.
public struct AdapterRule: Codable, Hashable, Sendable {
  /// The families of models whose adapters it takes, as in `sdxl`; those made for it by its own name it takes always.
  public let families: [String]
  /// The most in one request.
  public let most: Int

  /// A rule.
  public init(families: [String], most: Int) {
    self.families = families
    self.most = most
  }
}

extension ModelProfile {
  /// Whether what is made for `name` is made for this model: `name` is its id, an alias, or a family whose adapters it takes.
  /// Case makes no difference, nor do spaces, hyphens and underscores.
  package func isMeant(by name: String) -> Bool {
    let names = [id, sentAs].compactMap(\.self) + aliases.map(\.id)
    let wanted = Self.nameKey(name)
    return (names + (adapters?.value?.families ?? [])).contains { Self.nameKey($0) == wanted }
  }

  private static func nameKey(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
  }
}
