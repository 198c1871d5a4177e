import Foundation
import Troupe

/// What changes the cast from pages.
struct CastActs: Sendable {
  let library: Library

  /// Adds someone as the form says, with its pictures.
  func add(_ visit: Visit) async throws -> AddedReferences {
    let handle = try Handle(Self.bare(visit.first("handle") ?? ""))
    let word = visit.first("kind") ?? ""
    guard let kind = Kind(rawValue: word) else {
      throw TroupeError.invalidValue(
        name: "kind", value: word,
        expected: Kind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    var details = AssetDetails()
    details.name = visit.first("name").flatMap { $0.isEmpty ? nil : $0 }
    details.description = visit.first("description")
    return try await library.add(kind, handle, images: try Self.images(visit), details)
  }

  /// Adds the pictures of a form to an asset.
  func addReferences(to handle: Handle, _ visit: Visit) async throws -> AddedReferences {
    var details = ReferenceDetails()
    details.view = visit.first("view").flatMap { $0.isEmpty ? nil : View(rawValue: $0) }
    details.look = visit.first("look").flatMap { $0.isEmpty ? nil : $0 }
    return try await library.addReferences(to: handle, images: try Self.images(visit), details)
  }

  /// Changes what is said of an asset.
  func set(_ handle: Handle, _ visit: Visit) async throws {
    var details = AssetDetails()
    details.name = visit.first("name").flatMap { $0.isEmpty ? nil : $0 }
    details.aliases = visit.first("aliases").map(Self.list)
    details.description = visit.first("description")
    details.traits = visit.first("traits").map { text in
      text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty }
    }
    details.tags = visit.first("tags").map(Self.list)
    details.likeness = visit.first("likeness").flatMap(Likeness.init)
    try await library.set(handle, details)
  }

  /// Pins, retires, describes or moves one reference.
  func setReference(of handle: Handle, _ visit: Visit) async throws {
    let digest = visit.first("ref") ?? ""
    var details = ReferenceDetails()
    switch visit.first("act") {
    case "pin": details.isPinned = true
    case "unpin": details.isPinned = false
    case "retire":
      try await library.retire(digest, of: handle)
      return
    case "restore":
      try await library.retire(digest, of: handle, false)
      return
    case "set":
      details.view = visit.first("view").flatMap { $0.isEmpty ? nil : View(rawValue: $0) }
      details.look = visit.first("look")
      details.caption = visit.first("caption")
    case "move":
      let place = visit.first("to") ?? ""
      guard let order = Int(place) else {
        throw TroupeError.invalidValue(name: "to", value: place, expected: "1 or more")
      }
      details.order = order
    default: throw PageMissing()
    }
    try await library.setReference(digest, of: handle, details)
  }

  private static func bare(_ text: String) -> String {
    String(text.trimmingCharacters(in: .whitespaces).trimmingPrefix("@"))
  }

  private static func list(_ text: String) -> [String] {
    text.split(whereSeparator: { ",\u{FF0C}\u{3001}".contains($0) })
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  /// The files that came, each under its own name, which the library remembers.
  private static func images(_ visit: Visit) throws -> [ImageName] {
    try visit.files.map { file in
      var name = String(
        file.fileName.filter { !$0.isNewline && $0 != "/" && $0 != "\0" }.suffix(100))
      // A name of a file has at most 255 bytes.
      while name.utf8.count > 200 { name.removeFirst() }
      let bare = URL(filePath: file.path)
      guard !name.isEmpty, !name.hasPrefix(".") else { return .file(bare) }
      let folder = bare.appendingPathExtension("named")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let named = folder.appending(path: name, directoryHint: .notDirectory)
      try FileManager.default.moveItem(at: bare, to: named)
      return .file(named)
    }
  }
}
