import Testing
import Troupe

/// Numbers out of range are refused by the library itself, before anything is done.
@Suite struct BoundsTests {
  private static let wrong: [GenerateOptions] = [
    options { $0.count = 0 }, options { $0.count = 101 }, options { $0.count = -1 },
    options { $0.maxCost = .nan }, options { $0.maxCost = -1 }, options { $0.maxCost = .infinity },
  ]

  private static func options(_ change: (inout GenerateOptions) -> Void) -> GenerateOptions {
    var options = GenerateOptions.offline
    change(&options)
    return options
  }

  @Test(arguments: wrong)
  func optionsOutOfRangeAreRefusedEverywhere(_ options: GenerateOptions) async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    _ = try await scratch.shot("a roof")
    _ = try await library.startSession(.offline)
    let calls: [(String, () async throws -> Void)] = [
      ("generate", { _ = try await library.generate("x", options) }),
      ("edit", { _ = try await library.edit(.last(), "x", options) }),
      ("plan", { _ = try await library.plan("x", options) }),
      ("plans", { _ = try await library.plans("x", on: ["pocket"], options) }),
      ("planSheet", { _ = try await library.planSheet("x", options) }),
      ("drift", { _ = try await library.drift(from: .last(), options) }),
      ("startSession", { _ = try await library.startSession(options) }),
      ("say", { _ = try await library.say("x", in: nil, options) }),
      ("planTurn", { _ = try await library.planTurn("x", in: nil, options) }),
    ]
    for (name, call) in calls { #expect(await code(of: call) == "invalid_value", "\(name)") }
    #expect(try await library.search("").generations.count == 1)
    #expect(try await library.sessions().count == 1)
  }

  @Test(arguments: [Double.nan, -1, .infinity, -.infinity, -0.01])
  func aBoundThatIsNoMoneyIsRefused(_ bound: Double) async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    _ = try await scratch.shot("a roof")
    #expect(
      await code { _ = try await library.replay(.last(), maxCost: bound) } == "invalid_value")
    #expect(
      await code {
        _ = try await library.rebuild(
          .last(), model: "pocket", options: ReworkOptions(maxCost: bound))
      }
        == "invalid_value")
    #expect(try await library.search("").generations.count == 1)
  }

  @Test(arguments: [0, 13, -1, Int.max, Int.min])
  func columnsOutOfRangeAreRefused(_ columns: Int) async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    #expect(
      await code { _ = try await library.contactSheet([], columns: columns) } == "invalid_value")
    #expect(
      await code { _ = try await library.modelSheet(of: "kael", columns: columns) }
        == "invalid_value")
  }

  @Test func theBoundsThemselvesAreAllowed() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let most = try await library.plan("x", Self.options { $0.count = 100 })
    #expect(most.estimate.costUSD == 0)
    _ = try await library.generate(
      "x",
      Self.options {
        $0.count = 1; $0.maxCost = 0
      })
    for columns in [1, 12] {
      let shots = [try await library.generation(.last())]
      #expect(try await library.contactSheet(shots, columns: columns).width > 0)
    }
    #expect(try await library.search("", limit: 1).generations.count == 1)
  }
}
