import ArgumentParser
import Foundation
import Troupe

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the cast.",
    discussion: """
        troupe list
        troupe list characters --json
      """)

  @Argument(help: "character, object, style or place. Default: all.")
  var kind: Kind?

  @OptionGroup(title: "Showing") var showing: ShowOptions
  @OptionGroup var global: GlobalOptions

  /// In columns of the terminal; `show` has all of it.
  private static let longestDescription = 240

  func run() async throws {
    let library = try await global.openToRead()
    let assets = try await library.assets(kind)
    let counts = try await library.referenceCounts()
    let linked = try await library.linkedPaths()
    try global.console.document([
      "assets": assets.map {
        ListedAsset(
          asset: $0, referenceCount: counts[$0.id] ?? 0, linkedLibrary: linked[$0.handle])
      }
    ])
    if assets.isEmpty {
      let noun = kind?.plural ?? "assets"
      return global.console.say(
        "No \(noun) yet: troupe add \(kind?.rawValue ?? "character") HANDLE IMAGE")
    }
    let from = linked.isEmpty ? [] : ["FROM"]
    var table = Table(["HANDLE", "KIND", "NAME", "PICTURES"] + from + ["DESCRIPTION"], right: [3])
    for asset in assets {
      let library = linked[asset.handle].map { ($0 as NSString).lastPathComponent } ?? "–"
      table.add(
        [
          .init("\(asset.handle)", .strong), .init(asset.kind.rawValue), .init(asset.name),
          .init("\(counts[asset.id] ?? 0)"),
        ] + from.map { _ in .init(library) }
          + [.init(asset.description.truncated(to: Self.longestDescription))])
    }
    global.console.print(table.text())
    if let screen = showing.screen(global.console) {
      var faces: [PictureScreen.Entry] = []
      for asset in assets {
        guard let first = try await library.references(of: asset.handle).first else { continue }
        faces.append(
          .init(image: .file(library.file(of: first)), caption: "\(asset.handle)"))
      }
      await screen.show(faces, in: library)
    }
  }
}

extension Library {
  /// The folders of the libraries that assets come from, by their handles here.
  func linkedPaths() async throws -> [Handle: String] {
    var paths: [Handle: String] = [:]
    for link in try await linkedLibraries() {
      for handle in link.assets { paths[handle] = link.path }
    }
    return paths
  }
}

/// An asset in `list --json`.
private struct ListedAsset: Encodable {
  let asset: Asset
  let referenceCount: Int
  /// The folder of the library that it comes from.
  let linkedLibrary: String?

  private enum CodingKeys: String, CodingKey { case referenceCount, linkedLibrary }

  func encode(to encoder: any Encoder) throws {
    try asset.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(referenceCount, forKey: .referenceCount)
    try container.encodeIfPresent(linkedLibrary, forKey: .linkedLibrary)
  }
}
