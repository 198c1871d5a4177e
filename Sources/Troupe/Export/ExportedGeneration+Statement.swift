internal import Foundation
internal import TroupeInterchange

extension ExportedGeneration {
  /// What a copy of the image at `position` says of itself to other programs.
  /// - Parameters:
  ///   - type: of the copy.
  ///   - sourceType: the digital source type that the file told already.
  func statement(
    of position: Int, as type: MediaType, saying sourceType: String?
  ) -> PictureStatement {
    var statement = PictureStatement()
    statement.description = generation.prompt.isEmpty ? nil : generation.prompt
    statement.subjects = facts.cast + tags(of: position)
    statement.source = generation.parent?.origin.map { "\($0)" }
    statement.identifier = "\(OutputID(generation: generation.id, position: position))"
    statement.format = type.rawValue
    statement.creatorTool = generation.imported?.details["tool"] ?? "Troupe"
    statement.createdAt = generation.createdAt
    statement.rating = rating(of: position)
    statement.digitalSourceType = sourceType == nil ? digitalSourceType : nil
    statement.record = facts.recordDigest
    statement.aiPromptInformation = isDrawn ? nil : statement.description
    statement.aiPromptWriterName = isDrawn ? nil : generation.member
    statement.aiSystemUsed = isDrawn ? nil : model
    return statement
  }

  /// Where its pixels come from, by the vocabulary of IPTC; `nil` where that is not known.
  private var digitalSourceType: String? {
    if isDrawn { return DigitalSourceType.algorithmicMedia.rawValue }
    if let imported = generation.imported, imported.details["tool"] == nil { return nil }
    let type: DigitalSourceType =
      editsFile ? .compositeWithTrainedAlgorithmicMedia : .trainedAlgorithmicMedia
    return type.rawValue
  }
}

/// The record of an image as a file next to it tells it.
struct ExportedRecord: Encodable {
  /// The form of this file.
  let schema = 1
  let image: OutputID
  let recordDigest: String
  let cast: [String]
  let marks: [String]
  let annotations: [Annotation]
  let generation: Generation
}
