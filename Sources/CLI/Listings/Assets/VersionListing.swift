import Foundation
import Troupe

/// The versions of an asset as people read them, the newest one first.
struct VersionListing {
  /// The first one first.
  let versions: [AssetVersion]

  var text: SafeText {
    var table = Table(["VERSION", "SINCE", "PICTURES", "WHAT CHANGED"], right: [2])
    for one in documents.reversed() {
      let lines = one.changes.map(\.words)
      let first = lines.first ?? (one.version == 1 ? "as it was added" : "")
      table.add(
        .init(one.name.description), .init(one.since.asMinute), .init("\(one.pictures)"),
        .init(first))
      for line in lines.dropFirst() { table.add("", "", "", .init(line)) }
    }
    return table.text()
  }

  var documents: [VersionDocument] {
    zip(versions, [nil] + versions.map(Optional.some)).map { one, earlier in
      VersionDocument(
        name: one.name, version: one.number, since: one.since, pictures: one.references.count,
        changes: earlier.map(one.changes(since:)) ?? [])
    }
  }
}

/// A version of an asset in `--json`, with what it changed.
struct VersionDocument: Encodable {
  let name: NamedVersion
  let version: Int
  let since: Date
  let pictures: Int
  let changes: [AssetChange]
}

extension AssetChange {
  /// As in `traits: red scarf → blue scarf`.
  var words: String {
    let what =
      switch subject {
      case .picture: "picture \((try? Digest(name))?.short ?? name)"
      case .look: "look \(name)"
      case .name, .description, .traits: subject.rawValue
      }
    switch (before, after) {
    case (nil, _): return "\(what) came"
    case (_, nil): return "\(what) is gone"
    case (let before?, let after?): return "\(what): \(before.asFact) → \(after.asFact)"
    }
  }
}

extension String {
  /// In one short line; `none` where it is empty.
  var asFact: String {
    let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? "none" : line.truncated(to: 60)
  }
}
