import ArgumentParser
import Troupe

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show an asset or a look of it, or the record of a generation.",
    discussion: """
        troupe show @kael
        troupe show @kael/casual
        troupe show @kael --versions
        troupe show @kael#3
        troupe show @last
        troupe show 01K8Z3
        troupe show 01K8Z3 --bodies
        troupe show 01K8Z3 --story scene.html
        troupe show 01K8Z3 --sent --out request.json
      """)

  @Argument(
    help: ArgumentHelp(
      """
      An asset, one look of it, or what it was; or a generation: @last, @last~1, or the first four or more \
      letters of its id.
      """, valueName: "@handle[/look|#n]|id"), completion: .subjects)
  var subject: String

  @Flag(help: "Show the bodies as well: what was sent and what came, pictures by their digests.")
  var bodies = false

  @Flag(
    help: """
      Show every message that was sent, in place of the record: head and body, pictures by their \
      digests, without the key.
      """)
  var sent = false

  @Flag(help: "With --sent: print the body of the last request byte for byte.")
  var raw = false

  @Option(
    help: ArgumentHelp(
      "With --sent: write the body of the last request, byte for byte, to this new file.",
      valueName: "file"), completion: .file())
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Also write prompt, words and pictures in order to this .html or .md file, a new one.",
      valueName: "file"), completion: .file())
  var story: String?

  @Flag(help: "Show, and write, what the model thought and drew on the way too.")
  var thoughts = false

  @Flag(help: "Of an asset: list its versions, what changed in each, and since when it was so.")
  var versions = false

  @OptionGroup(title: "Showing") var showing: ShowOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if versions, !subject.isAssetName { throw ValidationError("--versions goes with an @handle.") }
    if !sent, raw || out != nil { throw ValidationError("--raw and --out go with --sent.") }
    if sent, story != nil || bodies {
      throw ValidationError("--sent shows what was sent alone; leave --story and --bodies out.")
    }
  }

  func run() async throws {
    let file = try story.map(StoryFile.init)
    let library = try await global.openToRead()
    if sent { return try await showSent(library) }
    if versions { return try await showVersions(of: try Handle(subject), library) }
    if subject.isVersionName { return try await showVersion(NamedVersion(typed: subject), library) }
    if subject.isAssetName { return try await showAsset(NamedLook(typed: subject), library) }
    do {
      let generation = try await library.generation(GenerationName(subject))
      if let file {
        try await file.write(
          library.story(of: .id(generation.id)), of: library, includingThoughts: thoughts,
          global.console)
      }
      try await showGeneration(generation, library)
    } catch let error as TroupeError {
      guard case .request(.unknownGeneration) = error else { throw error }
      if let named = try? NamedLook(typed: subject),
        (try? await library.asset(named.asset)) != nil
      {
        return try await showAsset(named, library)
      }
      guard try await showReference(library) else { throw error }
    }
  }

  /// A reference by six or more digits of its digest, with its asset.
  private func showReference(_ library: Library) async throws -> Bool {
    let digits = subject.trimmingPrefix("sha256:").lowercased()
    guard digits.count >= 6, digits.allSatisfy(\.isHexDigit) else { return false }
    for asset in try await library.assets() {
      let references = try await library.references(of: asset.handle, includeRetired: true)
        .filter { $0.digest.hex.hasPrefix(digits) }
      guard !references.isEmpty else { continue }
      let version = try await library.newestVersion(of: asset.handle)
      try global.console.document(
        AssetDocument(
          asset: asset, version: version,
          references: references.map { ReferenceDocument(reference: $0, library: library) }))
      let listing = AssetListing(library: library)
      global.console.print("\(asset.handle.description, .strong)\n" + listing.table(references))
      for reference in references {
        let file = library.file(of: reference)
        let path: SafeText = "\(file.path)"
        global.console.print("\(path, file: file)")
      }
      await showing.screen(global.console)?.show(
        references.map {
          .init(image: .file(library.file(of: $0)), caption: $0.digest.short)
        }, in: library)
      return true
    }
    return false
  }

  private func showSent(_ library: Library) async throws {
    let messages = try await library.sentMessages(of: GenerationName(subject))
    if let request = messages.last(where: { $0.leg == 1 }), raw || out != nil {
      let bytes = try await library.bytes(of: request.body)
      if let out {
        try SavedFile.write(bytes, to: out)
        global.console.say("Written to \(out)")
      } else {
        StandardStream.output.write(bytes: bytes)
      }
      return
    }
    try global.console.document(["sent": messages])
    global.console.print(SentListing(messages: messages).text)
  }

  private func showVersions(of handle: Handle, _ library: Library) async throws {
    let listing = VersionListing(versions: try await library.versions(of: handle))
    try global.console.document(["versions": listing.documents])
    global.console.print(listing.text)
  }

  /// An asset as it was, with the references of then.
  private func showVersion(_ name: NamedVersion, _ library: Library) async throws {
    let version = try await library.version(name)
    try global.console.document(
      AssetDocument(
        asset: version.asset, version: version.number,
        references: version.references.map { ReferenceDocument(reference: $0, library: library) }))
    let listing = AssetListing(library: library)
    global.console.print(
      "\(version.name.description, .strong), since \(version.since.asMinute)\n"
        + listing.details(version.asset))
    if !version.references.isEmpty {
      global.console.print("\n" + listing.table(version.references))
    }
  }

  /// An asset with its references, or one look of it with those that show it.
  private func showAsset(_ named: NamedLook, _ library: Library) async throws {
    let asset = try await library.asset(named.asset)
    let look = try named.look.map(asset.look(named:))
    let all = try await library.references(of: asset.handle, includeRetired: true)
    let version = try await library.newestVersion(of: asset.handle)
    let references = all.filter { look == nil || $0.look == look?.name }
    let linked = try await library.linkedPaths()[asset.handle]
    try global.console.document(
      AssetDocument(
        asset: asset, version: version, look: look,
        references: references.map { ReferenceDocument(reference: $0, library: library) },
        linkedLibrary: linked))
    let listing = AssetListing(library: library)
    global.console.print(
      look.map { listing.details($0, of: asset) } ?? listing.details(asset, from: linked))
    if !references.isEmpty { global.console.print("\n" + listing.table(references)) }
    await showing.screen(global.console)?.show(
      references.filter { $0.retiredAt == nil }.map { reference in
        let words = [reference.look, reference.view?.rawValue].compactMap(\.self)
        return .init(
          image: .file(library.file(of: reference)),
          caption: ([reference.digest.short] + words).joined(separator: " "))
      }, in: library)
  }

  private func showGeneration(_ generation: Generation, _ library: Library) async throws {
    let rebuilds = try await library.rebuilds(of: generation.id)
    let later =
      generation.state == .refused || generation.state == .failed
      ? try await library.laterSuccess(of: generation.id) : nil
    let annotations = try await library.annotations(of: [generation.id])
    let exchange = try await library.exchange(of: .id(generation.id))
    let checks = try await library.checks(of: [generation.id]).latest
    let marks = try await library.marks(of: .id(generation.id))
    try global.console.document(
      GenerationDocument(
        generation, library: library, rebuilds: rebuilds, later: later?.id, exchange: exchange,
        annotations: annotations, checks: checks, marks: marks))
    global.console.print(
      GenerationListing(
        generation: generation, rebuilds: rebuilds, later: later, exchange: exchange,
        annotations: annotations, checks: checks, marks: marks, showsThoughts: thoughts,
        library: library
      ).text)
    await showing.screen(global.console)?.show(generation.outputs, in: library)
    if bodies, let exchange {
      global.console.print("\n" + ExchangeListing(exchange: exchange).bodies)
    }
  }
}

extension String {
  /// Whether it is written as an asset's handle: `@kael`, and not `@last` or `@last~1`.
  var isAssetName: Bool {
    hasPrefix("@") && self != "@last" && !hasPrefix("@last~") && !hasPrefix("@last/")
  }

  /// Whether it is written as a version of one: `@kael#3`.
  fileprivate var isVersionName: Bool { isAssetName && contains { "#＃".contains($0) } }
}
