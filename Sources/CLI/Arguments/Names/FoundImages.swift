import ArgumentParser
import Troupe

/// Images by name, and those that a search finds.
struct FoundImages: ParsableArguments {
  @Option(help: "Also all that this search finds.", completion: .queries)
  var query: String?

  /// The images called `names`, and every image that the search finds.
  func images(_ names: [String], in library: Library) async throws -> [ImageName] {
    try await names.map { ImageName($0) }
      + found(in: library).flatMap { $0.outputs.map { .output($0.id) } }
  }

  /// What is called `names`, and every whole generation that the search finds.
  func targets(_ names: [String], in library: Library) async throws -> [ImageName] {
    try await names.map { ImageName($0) } + found(in: library).map { ImageName("\($0.id)") }
  }

  /// - Throws: `ValidationError` where there is neither a name nor a search.
  func check(_ names: [String], example: String) throws {
    if names.isEmpty && query == nil {
      throw ValidationError("Name an image, or give --query, as in '\(example)'.")
    }
  }

  private func found(in library: Library) async throws -> [Generation] {
    guard let query else { return [] }
    let found = try await library.search(query, limit: .max).generations
    if found.isEmpty {
      throw TroupeError.invalidValue(
        name: "query", value: query, expected: "a search that finds something")
    }
    return found
  }
}
