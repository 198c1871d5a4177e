import ArgumentParser
import Troupe

struct ReworkAcceptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Let another image stand for a step.",
    discussion: """
      Such as a replay, or a variant made by hand.

        troupe rework accept @last 3 01M8F3
        troupe rework accept @last 3.2 01M8F3/2
      """)

  @OptionGroup var name: ReworkStepName

  @Argument(help: "A generated image: @last, GENERATION, or GENERATION/N.", completion: .images)
  var image: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try await global.decide(name, .accept(ImageName(image)))
  }
}

struct ReworkKeepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keep", abstract: "Let the old image of a step stand for itself.",
    discussion: """
        troupe rework keep @last 3
      """)

  @OptionGroup var name: ReworkStepName
  @OptionGroup var global: GlobalOptions

  func run() async throws { try await global.decide(name, .keep) }
}

struct ReworkSkipCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip", abstract: "Leave a step out, and so all that needs it.",
    discussion: """
        troupe rework skip @last 3
      """)

  @OptionGroup var name: ReworkStepName
  @OptionGroup var global: GlobalOptions

  func run() async throws { try await global.decide(name, .skip) }
}

struct ReworkEndCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "End a rework: nothing more of it is sent.",
    discussion: """
        troupe rework end @last
      """)

  @OptionGroup var name: ReworkName
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    try global.show(try await library.endRework(name.rework))
  }
}

extension GlobalOptions {
  fileprivate func decide(
    _ name: ReworkStepName, _ decision: Library.StepDecision
  ) async throws {
    let library = try await openToWrite()
    try show(try await library.decideStep(name.step, of: name.rework, decision))
  }

  fileprivate func show(_ rework: Rework) throws {
    try console.document(ReworkDocument(rework: rework))
    console.print(ReworkListing(rework: rework).text)
  }
}
