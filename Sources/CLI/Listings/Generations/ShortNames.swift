import Troupe

/// The shortest beginnings by which generations of one listing can be told apart, of ten letters or
/// more.
struct ShortNames {
  private let length: Int

  init(_ generations: [Generation]) { self.init(generations.map(\.id)) }

  init(_ ids: [ULID]) {
    let names = Set(ids.map(\.description))
    length =
      (10...26).first { length in
        Set(names.map { $0.prefix(length) }).count == names.count
      } ?? 26
  }

  func name(_ id: ULID) -> String { String(id.description.prefix(length)) }
}
