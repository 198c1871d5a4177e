import ArgumentParser
import Foundation
import Troupe

struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "Pack assets into a file that travels to another library.",
    discussion: """
      A pack holds what is said of the assets, their looks, the pictures in use with the files that \
      they were made from, and releases; with --with also generations. Keys, settings and weights \
      of LoRAs are in none. The same content always is the same bytes.

        troupe pack @kael kael.troupe
        troupe pack @kael @mira cast.troupe
        troupe pack @kael --with generations kael.troupe
        troupe pack @kael --with 'with:@kael rating:4..' kael.troupe
        troupe pack @kael kael.char

      A file that ends in .char is written for Omnichar: one asset with its pictures.
      """)

  @Argument(
    help: ArgumentHelp("Assets, then the file.", valueName: "@handle… file"), completion: .cast)
  var words: [String]

  @Option(
    help: ArgumentHelp(
      "Generations that go with them: 'generations' for all that show them, or a query as for 'troupe search'.",
      valueName: "query"), completion: .queries)
  var with: String?

  @Flag(help: "Write over a file that is there.") var replace = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard words.count >= 2 else {
      throw ValidationError("Name assets and a file, as in 'troupe pack @kael kael.troupe'.")
    }
    let ending = URL(filePath: words.last ?? "").pathExtension.lowercased()
    if ["png", "jpg", "jpeg", "webp", "json", "csv", "pdf", "cbz"].contains(ending) {
      throw ValidationError(
        "A pack is no .\(ending): name it as in 'troupe pack @kael kael.troupe'.")
    }
    if words.last?.hasPrefix("@") == true {
      throw ValidationError("The file comes last, as in 'troupe pack @kael kael.troupe'.")
    }
  }

  func run() async throws {
    let library = try await global.openToRead()
    let handles = try words.dropLast().map { try Handle($0) }
    global.console.warn(of: try await library.likenessWarnings(for: handles))
    let path = words.last ?? ""
    let file = RawArguments.file(path) ?? URL(filePath: path)
    if file.pathExtension.lowercased() == "char" {
      guard handles.count == 1, with == nil else {
        throw ValidationError("A .char holds one asset, and no generations.")
      }
      return try show(
        try await library.writeOmnichar(of: handles[0], to: file, replacing: replace))
    }
    let query =
      with == "generations"
      ? handles.map { "with:\($0)" }.joined(separator: " OR ") : with
    try show(try await library.pack(handles, with: query, to: file, replacing: replace))
  }

  private func show(_ report: PackReport) throws {
    try global.console.document(report)
    for note in report.notes { global.console.say("\(note)") }
    global.console.print("\(report.file)")
    global.console.say(report.summary)
  }
}

extension PackReport {
  /// What is in it, in one line.
  fileprivate var summary: SafeText {
    let pictures = assets.reduce(0) { $0 + $1.references }
    var facts = [
      assets.map { "\($0.handle)" }.joined(separator: ", "), pictures.of("picture"),
    ]
    if generations > 0 { facts.append(generations.of("generation")) }
    return "\(facts.joined(separator: " · "))"
  }
}
