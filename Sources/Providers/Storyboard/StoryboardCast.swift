import TroupeImaging
import TroupeVocabulary

/// Who and what is in the shot: the pictures of one thing share a card.
struct StoryboardCast {
  /// One card: its pictures, the best to show first.
  struct Member {
    let label: String
    let kind: Kind
    let role: Role
    let pictures: [StoryboardScene.Picture]

    /// What stands under the name: looks and views.
    var detail: String {
      let looks = pictures.compactMap(\.look)
      let views = pictures.compactMap(\.view?.rawValue)
      var seen: Set<String> = []
      return (looks + views).filter { seen.insert($0).inserted }.joined(separator: " · ")
    }
  }

  /// Characters, in order of appearance.
  let characters: [Member]
  /// Things and places, and pictures of no kind.
  let objects: [Member]
  /// References for style.
  let styles: [Member]
  /// References for pose and composition.
  let guides: [Member]

  init(_ pictures: [StoryboardScene.Picture]) {
    var order: [String] = []
    var groups: [String: [StoryboardScene.Picture]] = [:]
    for (index, picture) in pictures.enumerated() {
      let name = picture.label.isEmpty ? "#\(index)" : picture.label
      let key = "\(Self.kind(of: picture))/\(Self.isGuide(picture.role))/\(name)"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(picture)
    }
    let members = order.compactMap { groups[$0] }.map { group in
      Member(
        label: group[0].label, kind: Self.kind(of: group[0]), role: group[0].role,
        pictures: group)
    }
    guides = members.filter { Self.isGuide($0.role) }
    let cast = members.filter { !Self.isGuide($0.role) }
    characters = cast.filter { $0.kind == .character }
    objects = cast.filter { $0.kind == .object }
    styles = cast.filter { $0.kind == .style }
  }

  private static func kind(of picture: StoryboardScene.Picture) -> Kind {
    picture.role == .style ? .style : picture.kind ?? .object
  }

  private static func isGuide(_ role: Role) -> Bool { role == .pose || role == .composition }
}
