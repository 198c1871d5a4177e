import ArgumentParser
import Foundation
import Troupe
import TroupeGallery

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Look at the library in a browser on this machine.",
    discussion: """
      A wall of all pictures, each with what it was made of; the cast with holes to fill; plans \
      with their price on the button; lineages, scenes and costs. It answers on this machine \
      alone, to whom has the address that it prints, and follows what other commands do meanwhile. \
      Control-C ends it; what is being sent by then is waited for.

        troupe serve --open
        troupe serve --port 8080 --read-only

      Agents that speak the Model Context Protocol over HTTP are served at /mcp of the same port, with \
      the token as a bearer's; 'troupe mcp' serves one that starts it itself.
      """)

  @Option(help: "The port on 127.0.0.1, 1 to 65535; 0 for any that is free.")
  var port = 0

  @Flag(help: "Open the address in the browser of this system.")
  var open = false

  @Flag(help: "Change nothing and send nothing from it.")
  var readOnly = false

  @Option(
    help: ArgumentHelp(
      """
      The most that all calls of agents may cost together, US dollars. Default: the bounds of troupe.toml \
      alone.
      """, valueName: "usd"))
  var maxCost: Double?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port \(port) is none: 1 to 65535, or 0 for any that is free.")
    }
    if let maxCost, !(maxCost >= 0 && maxCost.isFinite) {
      throw ValidationError("--max-cost \(maxCost) is none: 0 or more US dollars.")
    }
  }

  func run() async throws {
    let library =
      readOnly ? try await global.openToRead() : try await global.openToWrite()
    let gallery = try Gallery(
      library, Gallery.Options(port: port, isReadOnly: readOnly, maxCost: maxCost),
      wording: .ofCommands)
    let (console, opens) = (global.console, open)
    do {
      try await gallery.run { entry in
        try? console.document(ServeDocument(entry))
        console.print(.init(entry.address))
        console.say("The gallery is open; Control-C ends it.")
        console.detail("Agents: \(entry.agentAddress), Authorization: Bearer \(entry.token)")
        if opens { Task { try? await SystemViewer.open(entry.address) } }
      }
    } catch GalleryError.portTaken(let port) {
      throw TroupeError.invalidValue(
        name: "port", value: "\(port)", expected: "one that no other program has, or 0 for any")
    } catch GalleryError.cannotListen(let port, let reason) {
      throw TroupeError.invalidValue(
        name: "port", value: "\(port)", expected: "one that can be had (\(reason))")
    } catch is CancellationError {
      // The way in which it ends.
    }
  }
}

struct ServeDocument: Encodable {
  let address: String
  let agents: String
  let token: String

  init(_ entry: GalleryEntry) {
    (address, agents, token) = (entry.address, entry.agentAddress, entry.token)
  }
}
