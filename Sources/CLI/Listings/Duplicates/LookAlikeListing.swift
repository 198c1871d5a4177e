import Troupe

/// Pictures that look alike, as people read it.
enum LookAlikeListing {
  /// What looks like one picture.
  static func text(_ found: LookAlikes) -> SafeText {
    var table = Table(headers)
    for one in found.pictures { add(one, to: &table) }
    return table.text()
  }

  /// A table of groups, each with the picture that came first at its head.
  static func text(_ groups: [DuplicateGroup]) -> SafeText {
    var table = Table(headers)
    for (index, group) in groups.enumerated() {
      if index > 0 { table.add(heading: "") }
      table.add(
        .init(place(group.first), .strong), .init(size(group.first)), "", .init(first(group)),
        .init(path: group.first.path, .faint))
      for one in group.others { add(one, to: &table) }
      if group.further > 0 {
        table.add(heading: .init("… and \(group.further) more that look like it", .faint))
      }
    }
    return table.text()
  }

  private static let headers = ["PICTURE", "SIZE", "LIKE", "IS", "FILE"]

  private static func add(_ one: LookAlike, to table: inout Table) {
    table.add(
      .init(place(one.picture)), .init(size(one.picture)), .init("\(one.likeness) %"),
      .init(words(one)), .init(path: one.picture.path, .faint))
  }

  private static func size(_ picture: LibraryPicture) -> String {
    "\(picture.width)×\(picture.height)"
  }

  /// What the picture that came first is called; a file that stands in several places is told with them.
  private static func first(_ group: DuplicateGroup) -> String {
    let count = group.first.outputs.count + group.first.references.count
    return count > 1 ? "the first; \(count) places have the same file" : "the first"
  }

  /// Where a picture stands: its assets, else the image that it is.
  private static func place(_ picture: LibraryPicture) -> String {
    let places =
      picture.references.map { "\($0) \(picture.digest.short)" } + picture.outputs.map { "\($0)" }
    let more = places.count - 1
    return (places.first ?? picture.digest.short) + (more > 0 ? " +\(more)" : "")
  }

  private static func words(_ one: LookAlike) -> String {
    switch one.relation {
    case .sameBytes: "the same file"
    case .reencoded: "the same picture, saved again"
    case .resized: "the same picture, resized"
    case .mirrored: "mirrored"
    case .flipped: "mirrored upside-down"
    case .upsideDown: "upside-down"
    case .part: "a part of it"
    case .wider: "more around it"
    case .edited: "edited, \(max(1, Int(((one.changed ?? 0) * 100).rounded()))) % of it"
    case .adjusted: "other colors or brightness"
    case .similar: "looks alike"
    }
  }
}
