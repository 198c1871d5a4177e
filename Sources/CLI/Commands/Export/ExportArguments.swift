import ArgumentParser
import Foundation
import Troupe

/// How copies of images are written.
struct ExportArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder, or a file that ends in .cbz, .pdf, .csv or .jsonl.", valueName: "dir|file"),
    completion: .directory)
  var to: String?

  @Option(
    name: [.customLong("names"), .customLong("template")],
    help: ArgumentHelp(
      "What files in a folder are called. Default: \(ImageExport.usualNames)",
      valueName: "template"))
  var names: String?

  @Flag(help: "Write prompt, model, seed and cast into the copies.")
  var embed = false

  @Flag(help: "Leave nothing but pixels and color profile.")
  var strip = false

  @Flag(help: "With --embed: take Content Credentials out, which hold for unchanged files alone.")
  var dropCredentials = false

  @Option(
    help: ArgumentHelp(
      "Write a file next to each image: json (its record), xmp, or both as json,xmp.",
      valueName: "kinds"), completion: .file())
  var sidecar: String?

  @Option(help: ArgumentHelp("png, jpeg or webp. Default: as it came.", valueName: "type"))
  var format: String?

  @Option(
    help: ArgumentHelp(
      "The longest side in pixels, 16 or more; smaller images keep their size. Default: as it came.",
      valueName: "pixels"))
  var size: Int?

  @Option(help: ArgumentHelp("Of a JPEG or WebP, 1 to 100. Default: 92.", valueName: "n"))
  var quality: Int?

  @Option(help: "What a book is called, for .cbz and .pdf.")
  var title: String?

  @Flag(help: "Write over files that are there.")
  var replace = false

  /// What `to` asks for.
  enum Target {
    case folder(URL)
    case book(URL, ImageBook)
    case table(URL, ExportedTable)
  }

  var target: Target? {
    guard let to else { return nil }
    let url = RawArguments.file(to) ?? URL(filePath: to)
    let ending = url.pathExtension.lowercased()
    if let book = ImageBook(rawValue: ending) { return .book(url, book) }
    if let table = ExportedTable(rawValue: ending) { return .table(url, table) }
    return .folder(url)
  }

  func check() throws {
    if embed, strip { throw ValidationError("--embed and --strip cannot go together.") }
    if dropCredentials, !embed { throw ValidationError("--drop-credentials goes with --embed.") }
    _ = try export()
    guard let to else { return }
    if to.isEmpty { throw ValidationError("--to needs a folder or a file.") }
    let ending = URL(filePath: to).pathExtension.lowercased()
    if ["epub", "cbr", "cb7", "zip", "docx", "png", "jpg", "jpeg", "webp", "html", "xlsx", "tsv"]
      .contains(ending)
    {
      throw ValidationError(
        "An export is no .\(ending): name a folder, or a file that ends in .cbz, .pdf, .csv or .jsonl; --format gives the type of images."
      )
    }
    guard case .table = target else { return }
    if embed || strip || sidecar != nil || format != nil || size != nil || names != nil {
      throw ValidationError("A table holds no images: leave options of images out.")
    }
  }

  /// The export that the options ask for.
  func export() throws -> ImageExport {
    var export = ImageExport(dropsCredentials: dropCredentials, replacing: replace)
    if let names { export.names = names }
    export.metadata = embed ? .embedded : strip ? .stripped : .asIs
    export.sidecars = Set(try (sidecar ?? "").split(separator: ",").map(Self.sidecar))
    export.type = try format.map(Self.type)
    export.longEdge = size
    if let quality { export.quality = quality }
    if quality != nil, format == nil, size == nil {
      throw ValidationError("--quality goes with --format or --size.")
    }
    return export
  }

  private static func sidecar(_ word: Substring) throws -> ImageExport.Sidecar {
    let word = word.trimmingCharacters(in: .whitespaces).lowercased()
    guard let kind = ImageExport.Sidecar(rawValue: word) else {
      throw ValidationError("--sidecar '\(word)' cannot be used: json, xmp, or json,xmp.")
    }
    return kind
  }

  private static func type(_ word: String) throws -> MediaType {
    switch word.lowercased() {
    case "png": .png
    case "jpeg", "jpg": .jpeg
    case "webp": .webp
    default: throw ValidationError("--format '\(word)' cannot be used: png, jpeg or webp.")
    }
  }
}
