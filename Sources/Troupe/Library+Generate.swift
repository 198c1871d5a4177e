internal import Foundation
internal import TroupeCatalog
internal import TroupeCare
internal import TroupeLineage
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending
internal import TroupeProviders
internal import TroupeStorage

extension Library {
  /// Chooses references for `prompt`, sends it, and records all of it.
  ///
  /// An equal request that was answered before is answered from the record, unless `options` ask for more.
  /// - Parameters:
  ///   - prompt: words, with assets as `@handle` or `@handle/look`.
  ///   - options: the model, the settings and what the request may cost.
  ///   - onResult: called after each image; failures come here too.
  /// - Returns: one entry per request sent or found; the last one holds the error where one failed.
  /// - Throws: `TroupeError` for what is wrong before anything is sent.
  public func generate(
    _ prompt: String, _ options: GenerateOptions = GenerateOptions(),
    onResult: @Sendable (GenerationResult) -> Void = { _ in }
  ) async throws -> [GenerationResult] {
    try await send(try await request(prompt, parent: nil, options), options, onResult)
  }

  /// Changes an image: a generation with a parent.
  /// - Parameters:
  ///   - image: a generated image (`GENERATION/N`, `@last`, six digits of its digest) or the path of a file.
  ///   - instruction: what is to change.
  ///   - options: as for `generate`; without a model, the one that made the image is taken.
  ///   - onResult: called after each image; failures come here too.
  public func edit(
    _ image: String, _ instruction: String, _ options: GenerateOptions = GenerateOptions(),
    onResult: @Sendable (GenerationResult) -> Void = { _ in }
  ) async throws -> [GenerationResult] {
    try await send(try await request(instruction, parent: image, options), options, onResult)
  }

  /// Sends a recorded request again: same model, same bytes. A new generation, linked to the old.
  /// - Parameters:
  ///   - generation: a ULID or a unique prefix, `@last`, `@last~1`.
  ///   - maxCost: the most it may cost, US dollars; `nil` for the settings' bound.
  public func replay(_ generation: String, maxCost: Double? = nil) async throws -> GenerationResult
  {
    await finishLeftovers()
    let id = try await GenerationLocator(database: services.database).generation(generation)
    return try await services.replay.replay(id, maxCost: maxCost)
  }

  private func send(
    _ request: Request, _ options: GenerateOptions, _ onResult: @Sendable (GenerationResult) -> Void
  ) async throws -> [GenerationResult] {
    await finishLeftovers()
    if let count = options.count, !(1...100).contains(count) {
      throw TroupeError.invalidValue(name: "count", value: "\(count)", expected: "1 to 100")
    }
    return try await services.generator.generate(
      request,
      SendOptions(count: options.count, isFresh: options.isFresh, maxCost: options.maxCost),
      onResult: onResult)
  }

  func request(
    _ prompt: String, parent: String?, _ options: GenerateOptions
  ) async throws -> Request {
    if prompt.allSatisfy(\.isWhitespace) { throw TroupeError.emptyPrompt }
    let parentImage = try await parent.asyncMap { try await image($0, role: .parent) }
    let model = try await model(options, parent: parentImage)
    var references: [InputImage] = []
    for text in options.references {
      references.append(try await reference(text, prompt: prompt))
    }
    return Request(
      prompt: prompt, model: model, parent: parentImage, references: references,
      uris: options.uris, without: try await without(options), views: try await views(options),
      isStretched: options.isStretched, overflow: options.overflow,
      parameters: options.parameters)
  }

  func model(_ options: GenerateOptions, parent: InputImage?) async throws -> String {
    if let model = options.model { return model }
    if let origin = parent?.origin {
      return try await services.database.read {
        try GenerationReader($0).generation(origin.generation).model
      }
    }
    guard let model = settings.model else { throw TroupeError.noModel }
    return model
  }

  /// A file where one stands at that path, else a generated image.
  func image(_ text: String, role: Role) async throws -> InputImage {
    let resolver = services.resolver
    if FileManager.default.fileExists(atPath: text) {
      return try await resolver.file(text, role: role)
    }
    do {
      return try await resolver.output(text, role: role)
    } catch TroupeError.unknownGeneration where text.contains(where: { "./\\".contains($0) }) {
      throw TroupeError.noFile(path: text)
    }
  }

  /// The assets to leave out; a misspelt one would be sent after all.
  private func without(_ options: GenerateOptions) async throws -> [Handle] {
    var handles: [Handle] = []
    for text in options.without {
      handles.append(try await services.catalog.asset(Handle(text)).handle)
    }
    return handles
  }

  /// The views to show; one of an asset that does not exist would be no wish at all.
  private func views(_ options: GenerateOptions) async throws -> [ViewWish] {
    var wishes: [ViewWish] = []
    for text in options.views {
      let wish = try ViewWish(text)
      let handle = try await wish.asset.asyncMap { try await services.catalog.asset($0).handle }
      wishes.append(ViewWish(wish.view, of: handle))
    }
    return wishes
  }

  private func reference(_ text: String, prompt: String) async throws -> InputImage {
    let (name, role) = Self.splitRole(text)
    do {
      return try await image(name, role: role)
    } catch TroupeError.unknownGeneration {
      return try await services.resolver.reference(name, role: role, prompt: prompt)
    }
  }

  private static func splitRole(_ text: String) -> (String, Role) {
    guard let colon = text.lastIndex(of: ":"),
      let role = Role(rawValue: String(text[text.index(after: colon)...])), role != .parent
    else { return (text, .identity) }
    return (String(text[..<colon]), role)
  }
}

extension Optional where Wrapped: Sendable {
  func asyncMap<Result>(
    _ transform: (Wrapped) async throws -> Result
  ) async rethrows -> Result? {
    guard let self else { return nil }
    return try await transform(self)
  }
}
