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

  @Option(help: ArgumentHelp("The most to show. Default: all.", valueName: "n"))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "Go on after a page: its last handle, which --json tells as next.", valueName: "@handle"),
    completion: .cast)
  var after: String?

  @OptionGroup(title: "Showing") var showing: ShowOptions
  @OptionGroup var global: GlobalOptions

  /// In columns of the terminal; `show` has all of it.
  private static let longestDescription = 240

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit needs a number from 1 on.") }
  }

  func run() async throws {
    let library = try await global.openToRead()
    let all = try await library.assets(kind)
    let (assets, next) = try await page(of: all, library)
    let counts = try await library.referenceCounts()
    let linked = try await library.linkedPaths()
    try global.console.document(
      ListDocument(
        assets: assets.map {
          ListedAsset(
            asset: $0, referenceCount: counts[$0.id] ?? 0, linkedLibrary: linked[$0.handle])
        }, next: next, total: all.count))
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
    if let next {
      global.console.say("\(assets.count) of \(all.count). Go on with --after \(next)")
    }
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

extension ListCommand {
  /// Those behind `--after`, as many as are asked for, and where the next page begins.
  private func page(of all: [Asset], _ library: Library) async throws -> ([Asset], next: Handle?) {
    var rest = all[...]
    if let after {
      let last = try await library.asset(Handle(after)).id
      guard let place = all.firstIndex(where: { $0.id == last }) else {
        throw TroupeError.invalidValue(
          name: "after", value: after, expected: "an asset that is listed")
      }
      rest = all[(place + 1)...]
    }
    let page = Array(rest.prefix(limit ?? all.count))
    return (page, page.count < rest.count ? page.last?.handle : nil)
  }
}

private struct ListDocument: Encodable {
  let assets: [ListedAsset]
  let next: Handle?
  let total: Int
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
