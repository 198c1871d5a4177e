import ArgumentParser
import Foundation
import Troupe

struct OpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open images in the system's viewer.",
    discussion: """
      The viewer gets the library's own file. To change a picture, write a copy first with \
      'troupe export'.

        troupe open @last
        troupe open 01K8Z3/2 @kael
      """)

  @Argument(
    help: ArgumentHelp(
      "@last, GENERATION/N, digits of a digest, or a file; @handle opens the first picture of an asset.",
      valueName: "image"), completion: .images)
  var images: [String]

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    var opened: [OpenedDocument.Image] = []
    for text in images {
      let file = try await library.file(of: library.imageName(typed: text))
      try await SystemViewer.open(file.path)
      opened.append(.init(image: text, file: file.path))
      global.console.print("\(file.path)")
    }
    try global.console.document(OpenedDocument(opened: opened))
  }
}

/// What `open --json` prints.
private struct OpenedDocument: Encodable {
  struct Image: Encodable {
    let image: String
    let file: String
  }
  let opened: [Image]
}

extension Library {
  /// An image as it is typed; of an asset its first picture in use.
  func imageName(typed text: String) async throws -> ImageName {
    guard text.isAssetName else { return ImageName(argument: text) }
    let handle = try Handle(text)
    guard let first = try await references(of: handle).first else {
      throw TroupeError.catalog(.noReferences(asset: handle.text, look: nil))
    }
    return .file(file(of: first))
  }
}
