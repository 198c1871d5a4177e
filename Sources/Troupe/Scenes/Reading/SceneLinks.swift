/// Who waits for whom among the shots of a scene.
struct SceneLinks {
  private let shots: [Shot]
  private let index: [String: Int]

  init(_ shots: [Shot]) {
    self.shots = shots
    index = Dictionary(
      shots.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A ring of shots that wait for each other, the first said again at the end; `nil` where there is none.
  var ring: [String]? {
    var isDone = [Bool](repeating: false, count: shots.count)
    for first in shots.indices where !isDone[first] {
      // The way to the shot at hand, each with those that it waits for and that were not looked at yet.
      var way = [(shot: first, rest: needs(first)[...])]
      var place = [first: 0]
      while let last = way.indices.last {
        guard let next = way[last].rest.popFirst() else {
          let (shot, _) = way.removeLast()
          isDone[shot] = true
          place[shot] = nil
          continue
        }
        if let start = place[next] {
          return way[start...].map { shots[$0.shot].id } + [shots[next].id]
        }
        if isDone[next] { continue }
        place[next] = way.count
        way.append((next, needs(next)[...]))
      }
    }
    return nil
  }

  private func needs(_ shot: Int) -> [Int] {
    var ids = shots[shot].after.map(\.shot)
    if case .shot(let id) = shots[shot].edit { ids.append(id) }
    return ids.compactMap { index[$0] }
  }
}
