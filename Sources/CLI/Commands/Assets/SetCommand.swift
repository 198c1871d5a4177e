import ArgumentParser
import Foundation
import Troupe

struct SetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change what is said of an asset, or of a look of it.",
    discussion: """
      What is not named stays as it is. Traits, tags and aliases replace those it has; --trait '' \
      leaves none. 'troupe alias' adds and removes single aliases. A look has a description and \
      traits, which hold while it is worn; one that is new is made. --release keeps a file that says \
      what a real person agreed to, in the place of an earlier one, which stays in the library; \
      exports warn where a real person has none.

        troupe set @kael --trait "scar over the left eye" --trait "gray hair"
        troupe set @kael --likeness real --release ~/kael-agreement.pdf
        troupe set @mira/child --description "Mira at eight" --trait "two braids"
      """)

  @Argument(help: ArgumentHelp("The asset, or a look of it.", valueName: "@handle[/look]"))
  var handle: String

  @OptionGroup var asset: AssetArguments
  @Option(
    help: ArgumentHelp(
      """
      A file of any type, at most 64 MiB, that says what a real person agreed to; '-' takes it \
      back. Default: as it is.
      """, valueName: "file"))
  var release: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if asset.details == AssetDetails(), release == nil {
      throw ValidationError(
        """
        Say what is to change: --name, --alias, --description, --trait, --trait-from, --tag, \
        --likeness or --release.
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
    var changed = try await library.set(named.asset, asset.details)
    if release == "-" {
      changed = try await library.removeRelease(of: named.asset)
    } else if let release {
      changed = try await library.setRelease(
        RawArguments.file(release) ?? URL(filePath: release), of: named.asset)
    }
    try global.console.document(AssetDocument(asset: changed))
    global.console.print(AssetListing(library: library).details(changed))
  }

  private func setLook(_ name: String, of handle: Handle, _ library: Library) async throws {
    let before = try await library.asset(handle)
    let changed = try await library.setLook(
      name, of: handle,
      LookDetails(description: asset.description, traits: asset.details.traits))
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
