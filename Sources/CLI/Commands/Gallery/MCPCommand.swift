import ArgumentParser
import Troupe
import TroupeMCP

struct MCPCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp", abstract: "Serve the library to an agent, by the Model Context Protocol.",
    discussion: """
      Speaks JSON-RPC on standard input and output: programs such as coding agents start it, as in

        claude mcp add troupe -- troupe mcp --library ~/my-comic --max-cost 1.00

      Its tools list and change the cast, plan, make, edit, look at and compare images, and search the \
      record. What may be billed needs the digest of a plan and a bound, and keeps within --max-cost; past \
      it the person is asked, where the program can ask. Only view_image returns pixels. It ends when its \
      input does; what is being sent by then is waited for.
      """)

  @Option(
    help: ArgumentHelp(
      """
      The most that all calls may cost together, US dollars. Default: the bounds of troupe.toml alone.
      """, valueName: "usd"))
  var maxCost: Double?

  @Flag(help: "Change nothing and send nothing.")
  var readOnly = false

  @Option(
    help: ArgumentHelp(
      "The longer side of pictures that are looked at, unless another is asked for: 64 to 1568 pixels.",
      valueName: "pixels"))
  var previews = 512

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let maxCost, !(maxCost >= 0 && maxCost.isFinite) {
      throw ValidationError("--max-cost \(maxCost) is none: 0 or more US dollars.")
    }
    guard (64...1568).contains(previews) else {
      throw ValidationError("--previews \(previews) cannot be used: 64 to 1568.")
    }
  }

  func run() async throws {
    let library = readOnly ? try await global.openToRead() : try await global.openToWrite()
    let options = MCPServer.Options(
      maxCost: maxCost, isReadOnly: readOnly, previewEdge: previews)
    await MCPServer(library, options, wording: .ofCommands).serveStandardStreams()
  }
}
