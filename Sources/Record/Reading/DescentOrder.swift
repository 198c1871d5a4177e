internal import Foundation
internal import TroupeVocabulary

/// An order of generations in which parents come before children; those that descent leaves open are ordered by the
/// time of planning, then by identifier. It needs no clock that was right, and no number of one library (D13).
struct DescentOrder<Name: Hashable> {
  /// A generation.
  struct Member {
    /// By which edges name it.
    let name: Name
    let id: ULID
    let createdAt: Date
  }

  /// That one generation came from another.
  struct Edge {
    let parent: Name
    let child: Name
  }

  private let members: [Member]
  private let edges: [(parent: Int, child: Int)]

  /// The order of `members`; an edge that names others is left aside.
  init(_ members: [Member], edges: [Edge]) {
    let members = members.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    let places = Dictionary(
      zip(members.map(\.name), members.indices), uniquingKeysWith: { first, _ in first })
    self.members = members
    self.edges = edges.compactMap { edge in
      guard let parent = places[edge.parent], let child = places[edge.child] else { return nil }
      return (parent, child)
    }
  }

  /// The members in order. A circle, which only a damaged record has, comes last.
  func sorted() -> [ULID] {
    // Where no clock went back, time says it all.
    if edges.allSatisfy({ $0.parent < $0.child }) { return members.map(\.id) }
    var children: [[Int]] = Array(repeating: [], count: members.count)
    var open = Array(repeating: 0, count: members.count)
    for edge in edges {
      children[edge.parent].append(edge.child)
      open[edge.child] += 1
    }
    var ready = Heap(members.indices.filter { open[$0] == 0 })
    var order: [Int] = []
    while let next = ready.removeFirst() {
      order.append(next)
      for child in children[next] {
        open[child] -= 1
        if open[child] == 0 { ready.insert(child) }
      }
    }
    let rest = members.indices.filter { open[$0] > 0 }
    return (order + rest).map { members[$0].id }
  }
}

/// A binary heap of integers, the smallest first.
private struct Heap {
  private var values: [Int]

  /// - Parameter sorted: the first values, in rising order.
  init(_ sorted: [Int]) { values = sorted }

  mutating func insert(_ value: Int) {
    values.append(value)
    var place = values.count - 1
    while place > 0, values[(place - 1) / 2] > values[place] {
      values.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func removeFirst() -> Int? {
    guard let first = values.first, let last = values.popLast() else { return nil }
    if values.isEmpty { return first }
    values[0] = last
    var place = 0
    while true {
      let children = [2 * place + 1, 2 * place + 2].filter { $0 < values.count }
      guard let least = children.min(by: { values[$0] < values[$1] }), values[least] < values[place]
      else { return first }
      values.swapAt(place, least)
      place = least
    }
  }
}
