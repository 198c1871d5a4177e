internal import TroupeStorage

/// What some requests and checks cost, counted and summed; money in millionths of a dollar, so that no sum drifts.
struct CostAmounts: Hashable, Sendable {
  /// The columns of sums, in order.
  static let columns = [
    "requests", "images", "cost", "open_requests", "unpriced", "open_cost", "planned_cost",
  ]
  static let zero = CostAmounts(values: columns.map { _ in 0 })

  /// One for each column.
  private(set) var values: [Int]

  private init(values: [Int]) { self.values = values }

  /// Those of `row`, which has all columns.
  init(_ row: Row) throws { values = try Self.columns.map { try row.int($0) } }

  var isZero: Bool { values.allSatisfy { $0 == 0 } }

  static func += (left: inout CostAmounts, right: CostAmounts) {
    for index in left.values.indices { left.values[index] += right.values[index] }
  }

  static func -= (left: inout CostAmounts, right: CostAmounts) {
    for index in left.values.indices { left.values[index] -= right.values[index] }
  }
}

/// A row of sums under which a request is counted.
struct CostSubject: Hashable, Comparable, Sendable {
  /// What subjects there are. Each request has one of the first three; of the others it may have none, which is counted under
  /// an empty name, or several.
  enum Kind: String, CaseIterable, Sendable { case day, model, provider, asset, tag, scene, member }

  let kind: Kind
  let name: String

  init(_ kind: Kind, _ name: String) { (self.kind, self.name) = (kind, name) }

  /// The one that `row` names.
  init(_ row: Row) throws { self.init(try row.word(Kind.self, "kind"), try row.text("subject")) }

  static func < (left: CostSubject, right: CostSubject) -> Bool {
    (left.kind.rawValue, left.name) < (right.kind.rawValue, right.name)
  }
}
