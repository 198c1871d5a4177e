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

    /// Whether it guides the picture's arrangement rather than appears in it.
    var isGuide: Bool { role == .pose || role == .composition }

    /// The name, or the role of a picture without one.
    var title: String { label.isEmpty && role != .identity ? role.rawValue : label }

    /// Width by height of the card; a very wide or tall picture is cut rather than shown as a
    /// sliver.
    var shape: Double {
      let first = pictures[0].raster
      return min(max(Double(first.width) / Double(first.height), 0.62), 1.5)
    }

    /// What stands behind the name: what it is a guide to, looks and views.
    var detail: String {
      let roles = isGuide && !label.isEmpty ? [role.rawValue] : []
      let looks = pictures.compactMap(\.look)
      let views = pictures.compactMap(\.view?.rawValue)
      var seen: Set<String> = []
      return (roles + looks + views).filter { seen.insert($0).inserted }.joined(separator: " · ")
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
      let key = "\(Self.kind(of: picture))/\(picture.role)/\(name)"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(picture)
    }
    let members = order.compactMap { groups[$0] }.map { group in
      Member(
        label: group[0].label, kind: Self.kind(of: group[0]), role: group[0].role,
        pictures: group)
    }
    guides = members.filter(\.isGuide)
    let cast = members.filter { !$0.isGuide }
    characters = cast.filter { $0.kind == .character }
    objects = cast.filter { $0.kind.isThing }
    styles = cast.filter { $0.kind == .style }
  }

  private static func kind(of picture: StoryboardScene.Picture) -> Kind {
    picture.role == .style ? .style : picture.kind ?? .object
  }

}
