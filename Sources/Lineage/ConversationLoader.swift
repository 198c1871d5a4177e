internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
internal import TroupeVocabulary

/// Reads what was said and answered in a session from the record.
struct ConversationLoader: Sendable {
  let context: LineageContext

  /// Longer runs of text go back from a file, so that a row stays small; in bytes.
  private static let longestText = 1 << 16

  /// The answered turns of `session`, under the handles of today. A turn that was refused, or answered with nothing, was
  /// never part of it; one answered in words alone was. Long runs of text of its answers become files of the library.
  func conversation(_ session: Session) async throws -> Conversation {
    let assets = try await context.catalog.assets(kind: nil, includeRemoved: true)
    let handles = Dictionary(
      assets.map { ($0.id, $0.handle) }, uniquingKeysWith: { first, _ in first })
    var turns: [Conversation.Turn] = []
    var files: [Digest: String] = [:]
    for (index, id) in session.turns.enumerated() {
      let record = try await context.database.read { try Record(id, GenerationReader($0)) }
      guard let record, case .http(let dialect) = Provider.of(record.prepared.profile) else {
        continue
      }
      let answer = try readable(record).flatMap(dialect.turn)
      // Bare thoughts are no answer.
      guard answer?.withoutThoughts.parts.isEmpty == false || !record.outputs.isEmpty else {
        continue
      }
      files.merge(record.files) { first, _ in first }
      turns.append(
        Conversation.Turn(
          generation: id, number: index + 1, composition: record.prepared.composition,
          chosen: record.prepared.chosen(under: handles),
          images: record.prepared.inputs.wireImages,
          answer: try answer.map { try settled($0, &files) }, outputs: record.outputs))
    }
    return Conversation(turns: turns, files: files)
  }

  /// A turn as the record has it; `nil` where nothing was answered.
  private struct Record: Sendable {
    let prepared: PreparedRequest
    let answer: MessageBody
    let outputs: [WireImage]
    var files: [Digest: String]

    init?(_ id: ULID, _ reader: GenerationReader) throws {
      let state = try reader.state(of: id)
      guard state == .done || state == .failed, let answer = try reader.answer(of: id) else {
        return nil
      }
      self.answer = answer
      prepared = try reader.prepared(id)
      outputs = try reader.outputImages(of: id)
      files = try reader.extensions(of: answer.digests + prepared.message.body.digests)
    }
  }

  /// The answer as text and files in base64; what was kept whole in a file is read.
  private func readable(_ record: Record) throws -> MessageBody? {
    let body = record.answer
    guard case .file(let digest, _)? = body.segments.first, body.segments.count == 1 else {
      return body
    }
    let bytes = try context.objects.read(
      digest, fileExtension: record.files[digest] ?? "bin")
    return String(validating: bytes, as: UTF8.self).map { MessageBody(segments: [.text($0)]) }
  }

  private func settled(
    _ answer: ModelAnswer, _ files: inout [Digest: String]
  ) throws -> ModelAnswer {
    var answer = answer
    for index in answer.parts.indices {
      answer.parts[index].segments = try answer.parts[index].segments.map { segment in
        guard case .text(let text) = segment, text.utf8.count > Self.longestText else {
          return segment
        }
        let digest = try context.objects.put(Data(text.utf8), fileExtension: "bin")
        files[digest] = "bin"
        return .file(digest, byteCount: text.utf8.count)
      }
    }
    return answer
  }
}

extension GenerationReader {
  /// The last answer to `id` as it came, if there is one.
  fileprivate func answer(of id: ULID) throws -> MessageBody? {
    try connection.row(
      """
      SELECT x.body_json FROM exchange x JOIN attempt a ON a.id = x.attempt
      WHERE a.generation = ? ORDER BY a.number DESC LIMIT 1
      """, id
    )?.json(MessageBody.self, "body_json")
  }

  /// The images that `id` made and that can be shown to a model.
  fileprivate func outputImages(of id: ULID) throws -> [WireImage] {
    try connection.rows(
      """
      SELECT o.digest, o.media_type, f.byte_count FROM output o JOIN object f ON f.digest = o.digest
      WHERE o.generation = ? ORDER BY o.position
      """, id
    ).compactMap { row in
      guard let type = MediaType(rawValue: try row.text("media_type")) else { return nil }
      return WireImage(
        digest: try row.digest("digest"), byteCount: try row.int("byte_count"), type: type)
    }
  }

  /// The extensions of the files of `digests`.
  func extensions(of digests: [Digest]) throws -> [Digest: String] {
    let list = try CanonicalJSON.text(digests.map { "\($0)" })
    let rows = try connection.rows(
      "SELECT digest, extension FROM object WHERE digest IN (SELECT value FROM json_each(?))", list)
    return try Dictionary(
      rows.map { (try $0.digest("digest"), try $0.text("extension")) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension PreparedRequest {
  /// Its images, each under what its asset is called now.
  fileprivate func chosen(under handles: [ULID: Handle]) -> [ChosenReference] {
    inputs.map(\.chosen).map { one in
      let id = one.asset.flatMap { handle in cast.first { $0.asset.handle == handle }?.asset.id }
      return one.called(id.flatMap { handles[$0] })
    }
  }
}

extension ChosenReference {
  fileprivate func called(_ handle: Handle?) -> ChosenReference {
    ChosenReference(
      position: position, role: role, asset: handle, name: name, kind: kind, look: look,
      view: view, reference: reference, origin: origin, reason: reason, value: value, sheet: sheet)
  }
}
