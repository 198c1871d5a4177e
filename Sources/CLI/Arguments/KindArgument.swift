public import ArgumentParser
public import Troupe

extension Kind: ExpressibleByArgument {
  /// Reads a kind in the singular or the plural.
  public init?(argument: String) {
    let word = argument.lowercased()
    guard let kind = Kind(rawValue: word) ?? Kind.allCases.first(where: { $0.plural == word })
    else { return nil }
    self = kind
  }

  var plural: String { "\(rawValue)s" }
}

extension Overflow: ExpressibleByArgument {}

extension Ledger.Grouping: ExpressibleByArgument {}

extension ReworkScope: ExpressibleByArgument {}

extension ReworkBasis: ExpressibleByArgument {}

extension ReworkAnchor: ExpressibleByArgument {}

extension Likeness: ExpressibleByArgument {}

extension LineageCursor: ExpressibleByArgument {
  /// Reads the `next` of a page.
  public init?(argument: String) { self.init(argument) }
}
