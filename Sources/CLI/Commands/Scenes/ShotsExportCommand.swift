import ArgumentParser
import Foundation
import Troupe

struct ShotsExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the images of a scene as numbered files, CBZ or PDF.",
    discussion: """
      The image that stands for each shot, in the order of the file; shots without one are named \
      and left out. The bytes are those that came, with all marks in them; a PDF holds the same \
      pixels. Nothing is overwritten without --replace.

        troupe shots export scene.md pages/
        troupe shots export scene.md pages/ --names "{n:02}_{title}.{ext}"
        troupe shots export scene.md night.cbz
        troupe shots export scene.md night.pdf --replace
      """)

  @OptionGroup var scene: SceneArguments

  @Argument(
    help: ArgumentHelp("A folder, or a file that ends in .cbz or .pdf.", valueName: "to"))
  var target: String

  @Option(
    help: ArgumentHelp(
      "How files in a folder are called: {n}, {n:03}, {id}, {title}, {ext}. Default: \(SceneExport.usualTemplate).",
      valueName: "template"))
  var names: String?

  @Flag(help: "Of drafts, not of what is to be kept.") var draft = false
  @Flag(help: "Write over files that are there.") var replace = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    let end = URL(filePath: target).pathExtension.lowercased()
    guard ["epub", "cbr", "cb7", "zip", "docx", "png", "jpg", "jpeg", "webp", "html"].contains(end)
    else { return }
    throw ValidationError("A scene is no .\(end): name a folder, a .cbz or a .pdf.")
  }

  func run() async throws {
    let library = try await global.openToRead()
    let read = try await scene.scene(in: library, console: global.console)
    let only = try scene.ids(in: read)
    let status = try await library.status(
      of: read, at: scene.url, stage: draft ? .draft : .final)
    let (pictures, missing) = try await pictures(of: status, only, in: library)
    if !missing.isEmpty {
      global.console.say("\("Warning:", .bad) no image yet: \(missing.joined(separator: ", ")).")
    }
    for (state, words) in [(ShotState.changed, "changed in the file since"), (.stale, "stale")] {
      let ids = status.shots.filter { $0.state == state && only?.contains($0.shot.id) != false }
        .map(\.shot.id)
      if !ids.isEmpty {
        global.console.say("\("Warning:", .bad) \(words): \(ids.joined(separator: ", ")).")
      }
    }
    guard !pictures.isEmpty else {
      throw TroupeError.scene(.notMade(file: read.name, shots: missing, unknown: []))
    }
    let files = try await Library.exportScene(
      pictures, title: read.title ?? read.name, to: URL(filePath: target), as: export,
      replacing: replace)
    let shown = status.shots.filter { only?.contains($0.shot.id) != false }
      .compactMap(\.primary?.generation)
    global.console.warn(of: try await library.likenessWarnings(in: shown))
    try global.console.document(ExportedSceneDocument(files: files.map(\.path), missing: missing))
    for file in files { global.console.print("\(file.path)") }
  }

  private var export: SceneExport {
    switch URL(filePath: target).pathExtension.lowercased() {
    case "cbz": .cbz
    case "pdf": .pdf
    default: .files(template: names ?? SceneExport.usualTemplate)
    }
  }

  private func pictures(
    of status: SceneStatus, _ only: Set<String>?, in library: Library
  ) async throws -> ([ScenePicture], missing: [String]) {
    var (pictures, missing) = ([ScenePicture](), [String]())
    for (index, one) in status.shots.enumerated() where only?.contains(one.shot.id) != false {
      guard let image = one.primary, let path = try await library.path(of: image) else {
        missing.append(one.shot.id)
        continue
      }
      pictures.append(
        ScenePicture(
          shot: one.shot.id, number: index + 1, title: one.shot.title, file: URL(filePath: path)))
    }
    return (pictures, missing)
  }
}

/// What `shots export` answers in `--json`.
private struct ExportedSceneDocument: Encodable {
  let files: [String]
  let missing: [String]
}
