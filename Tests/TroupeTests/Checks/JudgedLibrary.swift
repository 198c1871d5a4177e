import Foundation
import Synchronization
import TestSupport
import Testing
import Troupe

/// A library with a cast and a judge on loopback.
struct JudgedLibrary {
  let scratch: TemporaryLibrary
  let library: Library
  let server: FakeGemini

  static let key = "AIzaCanary0123456789"

  /// - Parameter judge: what the judge answers.
  init(
    script: [FakeReply] = [],
    judge: @escaping @Sendable (RecordedRequest) -> FakeReply = { FakeJudge.reply(to: $0) }
  ) async throws {
    scratch = try await TemporaryLibrary()
    server = try FakeGemini(script) { FakeJudge.isAsked($0) ? judge($0) : .image() }
    library = try await scratch.reopened(adding: [
      "GEMINI_API_KEY": Self.key, "GOOGLE_GEMINI_BASE_URL": server.baseURL,
    ])
    try await scratch.addCast()
  }

  /// An image of two characters and a style, drawn offline.
  func image() async throws -> OutputID {
    let made = try await library.generate("@kael and @米拉 on a roof, @ink", .offline)
    return try #require(made.last?.generation.outputs.first).id
  }

  static var options: CheckOptions { CheckOptions(model: "gemini-3.8-flash") }

  func check(_ id: OutputID, fresh: Bool = false) async throws -> CheckResult {
    var options = Self.options
    options.isFresh = fresh
    return try #require(try await library.check([.output(id)], options).first)
  }
}
