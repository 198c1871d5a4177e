internal import Foundation
package import TroupeCatalog
internal import TroupePreparing
package import TroupeProviders
package import TroupeRecord
package import TroupeStorage
internal import TroupeVocabulary

/// Reads what was said and answered in a session from the record.
package struct ConversationLoader: Sendable {
  private let generations: GenerationStore
  private let objects: ObjectStore
  private let catalog: Catalog
  private let providers: ProviderRegistry

  /// Reads from `generations` and `objects`, under the handles that `catalog` has today.
  package init(
    _ generations: GenerationStore, objects: ObjectStore, catalog: Catalog,
    providers: ProviderRegistry
  ) {
    self.generations = generations
    self.objects = objects
    self.catalog = catalog
    self.providers = providers
  }

  /// Whether what was said before is sent with a new turn to the model of `profile`.
  func sendsHistory(to profile: ModelProfile) throws -> Bool {
    try profile.capabilities.conversation && providers.provider(of: profile).sendsHistory
  }

  /// Longer runs of text go back from a file, so that a row stays small; in bytes.
  private static let longestText = 1 << 16

  /// The answered turns of `session`, under the handles of today. A turn that was refused, or answered with nothing, was
  /// never part of it; one answered in words alone was. Long runs of text of its answers become files of the library.
  func conversation(_ session: Session) async throws -> Conversation {
    try await conversation(session.turns)
  }

  /// The answered turns among `generations`, as `conversation(_:)` has those of a session.
  /// - Parameter model: the only one whose answers go back as they came; those of others are images of the user's.
  func conversation(
    _ generations: [ULID], for model: ModelProfile? = nil
  ) async throws -> Conversation {
    let assets = try await catalog.assets(kind: nil, includeRemoved: true)
    let handles = Dictionary(
      assets.map { ($0.id, $0.handle) }, uniquingKeysWith: { first, _ in first })
    var turns: [Conversation.Turn] = []
    var files: [Digest: String] = [:]
    for (index, id) in generations.enumerated() {
      guard let record = try await self.generations.read({ try Record(id, $0) }) else { continue }
      let provider = try providers.provider(of: record.prepared.profile)
      let answer = try readable(record).flatMap(provider.conversationPart)
      // Bare thoughts are no answer.
      guard answer?.withoutThoughts.parts.isEmpty == false || !record.outputs.isEmpty else {
        continue
      }
      files.merge(record.files) { first, _ in first }
      let isTheirs = model == nil || model?.id == record.prepared.profile.id
      turns.append(
        Conversation.Turn(
          generation: id, number: index + 1, composition: record.prepared.composition,
          inputs: record.prepared.inputs(under: handles),
          answer: isTheirs ? try answer.map { try stored($0, &files) } : nil,
          outputs: record.outputs))
    }
    return Conversation(turns: turns, files: files)
  }

  /// A turn as the record has it; `nil` where nothing was answered.
  private struct Record: Sendable {
    let prepared: PreparedRequest
    let answer: MessageBody
    let outputs: [StoredImage]
    var files: [Digest: String]

    init?(_ id: ULID, _ reader: GenerationReader) throws {
      let state = try reader.state(of: id)
      guard state == .done || state == .failed, let answer = try reader.answer(of: id) else {
        return nil
      }
      self.answer = answer
      prepared = try reader.prepared(id)
      outputs = try reader.outputImages(of: id)
      files = try reader.extensions(
        of: answer.digests + prepared.message.body.digests + outputs.map(\.digest))
    }
  }

  /// The answer as text and files in base64; what was kept whole in a file is read.
  private func readable(_ record: Record) throws -> MessageBody? {
    let body = record.answer
    guard case .file(let digest, _)? = body.segments.first, body.segments.count == 1 else {
      return body
    }
    let bytes = try objects.read(
      digest, fileExtension: record.files[digest] ?? "bin")
    return String(validating: bytes, as: UTF8.self).map { MessageBody(segments: [.text($0)]) }
  }

  private func stored(
    _ answer: ModelAnswer, _ files: inout [Digest: String]
  ) throws -> ModelAnswer {
    var answer = answer
    for index in answer.parts.indices {
      answer.parts[index].segments = try answer.parts[index].segments.map { segment in
        guard case .text(let text) = segment, text.utf8.count > Self.longestText else {
          return segment
        }
        let digest = try objects.put(Data(text.utf8), fileExtension: "bin")
        files[digest] = "bin"
        return .file(digest, byteCount: text.utf8.count)
      }
    }
    return answer
  }
}

extension PreparedRequest {
  /// Its images, each under what its asset is called now.
  fileprivate func inputs(under handles: [ULID: Handle]) -> [SentInput] {
    inputs.map { input in
      let id = input.chosen.asset.flatMap { handle in
        cast.first { $0.asset.handle == handle }?.asset.id
      }
      var chosen = input.chosen
      chosen.depiction.asset = id.flatMap { handles[$0] }
      return SentInput(chosen: chosen, rendition: input.rendition, label: input.label)
    }
  }
}
