import ArgumentParser
import Foundation
import Troupe

struct SetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change what is said of an asset, or of a look of it.",
    discussion: """
      What is not named stays as it is. Traits, tags and aliases replace those it has; --trait '' \
      leaves none; --add-trait, --trait-from and --drop-trait change single ones. 'troupe alias' adds and removes single aliases. A look has a description and \
      traits, which hold while it is worn; one that is new is made. --release keeps a file that says \
      what a real person agreed to, in the place of an earlier one, which stays in the library; \
      exports warn where a real person has none.

        troupe set @kael --trait "scar over the left eye" --trait "gray hair"
        troupe set @kael --drop-trait "gray hair" --add-trait "white hair"
        troupe set @kael --likeness real --release ~/kael-agreement.pdf
        troupe set @mira/child --description "Mira at eight" --trait "two braids"
      """)

  @Argument(
    help: ArgumentHelp("The asset, or a look of it.", valueName: "@handle[/look]"),
    completion: .castAndLooks)
  var handle: String

  @OptionGroup var asset: AssetArguments
  @Option(
    help: ArgumentHelp(
      "One more fact that must not change, behind those it has. Repeat for more.",
      valueName: "fact"))
  var addTrait: [String] = []
  @Option(
    help: ArgumentHelp(
      "A fact that holds no longer, as the asset has it. Repeat for more.", valueName: "fact"))
  var dropTrait: [String] = []
  @Option(
    help: ArgumentHelp(
      """
      A file of any type, at most 64 MiB, that says what a real person agreed to; '-' takes it \
      back. Default: as it is.
      """, valueName: "file"), completion: .file())
  var release: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    let changesTraits = !addTrait.isEmpty || !dropTrait.isEmpty
    if changesTraits, !asset.trait.isEmpty {
      throw ValidationError("--trait replaces all traits; give it or --add-trait and --drop-trait.")
    }
    if asset.details == AssetDetails(), release == nil, !changesTraits {
      throw ValidationError(
        """
        Say what is to change: --name, --alias, --description, --trait, --trait-from, \
        --add-trait, --drop-trait, --tag, --likeness or --release.
        """)
    }
    guard let slash = handle.firstIndex(where: "/／".contains) else { return }
    let owner = handle[..<slash]
    if handle.index(after: slash) == handle.endIndex {
      throw ValidationError(
        "'\(handle)' names no look: write '\(handle)LOOK', or '\(owner)' for the asset.")
    }
    let foreign = [
      asset.name == nil ? nil : "--name", asset.alias.isEmpty ? nil : "--alias",
      asset.tag.isEmpty ? nil : "--tag", asset.traitFrom.isEmpty ? nil : "--trait-from",
      asset.likeness == nil ? nil : "--likeness", release == nil ? nil : "--release",
    ].compactMap(\.self)
    if !foreign.isEmpty {
      throw ValidationError(
        """
        A look takes --description and --trait. \(foreign.joined(separator: " and ")) can be said \
        of its asset: troupe set \(owner) …
        """)
    }
  }

  func run() async throws {
    let library = try await global.openToWrite()
    let named = try NamedLook(typed: handle)
    if let look = named.look { return try await setLook(look, of: named.asset, library) }
    var details = asset.details
    if asset.trait.isEmpty, !addTrait.isEmpty || !dropTrait.isEmpty || !asset.traitFrom.isEmpty {
      let known = try await library.asset(named.asset)
      details.traits = try changed(known.traits)
      details.traitStarts = (known.traitStarts ?? [:]).merging(details.traitStarts ?? [:]) {
        _, new in new
      }.filter { details.traits?.contains($0.key) == true }
    }
    var changed = try await library.set(named.asset, details)
    if release == "-" {
      changed = try await library.removeRelease(of: named.asset)
    } else if let release {
      changed = try await library.setRelease(
        RawArguments.file(release) ?? URL(filePath: release), of: named.asset)
    }
    try global.console.document(AssetDocument(asset: changed))
    global.console.print(AssetListing(library: library).details(changed))
  }

  /// `traits` with those that are added and without those that are dropped.
  private func changed(_ traits: [String]) throws -> [String] {
    var left = traits
    for trait in dropTrait {
      guard let place = left.firstIndex(where: { $0.lowercased() == trait.lowercased() }) else {
        throw TroupeError.catalog(.unknownTrait(trait, known: traits))
      }
      left.remove(at: place)
    }
    return left + (addTrait + asset.traitFrom.map(\.value)).filter { !left.contains($0) }
  }

  private func setLook(_ name: String, of handle: Handle, _ library: Library) async throws {
    let before = try await library.asset(handle)
    let changed = try await library.setLook(
      name, of: handle,
      LookDetails(
        description: asset.description,
        traits: addTrait.isEmpty && dropTrait.isEmpty
          ? asset.details.traits
          : try changed(before.looks.first { $0.name == name }?.traits ?? [])))
    let look = try changed.look(named: name)
    try global.console.document(AssetDocument(asset: changed, look: look))
    global.console.print(AssetListing(library: library).details(look, of: changed))
    if changed.looks.count > before.looks.count {
      global.console.say(
        """
        This look is new and has no picture yet: troupe reference add \(changed.handle) IMAGE \
        --look \(look.name)
        """)
    }
  }
}
