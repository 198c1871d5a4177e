import Troupe

/// What the names of pictures say, before they are taken.
struct ReadNamesListing {
  let names: ReadNames

  func show(_ console: Console) throws {
    try console.document(names)
    var table = Table(["FILE", "LOOK", "VIEW", "CAPTION", "NOTES"])
    for one in names.pictures {
      let notes = [
        one.isNewLook ? "new look" : nil, one.other.map { "by its name it shows \($0)" },
      ].compactMap(\.self)
      table.add(
        .init(one.file), .init(one.look ?? "–"), .init(one.shown),
        .init(one.caption.isEmpty ? "–" : one.caption), .init(notes.joined(separator: ", ")))
    }
    console.print(table.text())
    var parts = ["\(names.pictures.count) would be taken"]
    if !names.newLooks.isEmpty {
      parts.append("new looks: \(names.newLooks.joined(separator: ", "))")
    }
    if !names.passedOver.isEmpty {
      let shown = names.passedOver.prefix(3).joined(separator: ", ")
      parts.append(
        "\(names.passedOver.count) passed over, no images: \(shown)"
          + (names.passedOver.count > 3 ? ", …" : ""))
    }
    console.say(.init(parts.joined(separator: " · ")))
  }
}

extension ReadName {
  /// As in `left, dawn`.
  fileprivate var shown: String {
    let words = [view?.rawValue, time?.rawValue].compactMap(\.self)
    return words.isEmpty ? "–" : words.joined(separator: ", ")
  }
}
