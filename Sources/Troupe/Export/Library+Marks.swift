internal import Foundation
internal import TroupeImaging
internal import TroupeInterchange

extension Library {
  /// The marks of where the images of a generation come from: those in their files, and those that the provider declares of
  /// all its images. Signatures are not checked.
  /// - Returns: in words, by image; nothing for those without any, or whose file is not here.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`.
  @concurrent public func marks(of name: GenerationName) async throws -> [OutputID: [String]] {
    let id = try await id(of: name)
    guard let one = try await ExportedGeneration.read([id], in: services).first else { return [:] }
    var marks: [OutputID: [String]] = [:]
    for output in one.generation.outputs {
      guard
        let bytes = try? services.objects.read(
          output.digest, fileExtension: (output.path as NSString).pathExtension)
      else { continue }
      let texts = EmbeddedTexts(reading: bytes) { Inflated.bytes($0, most: $1) }
      let all = texts.marks.map(\.words) + one.declaredMarks.map(ExportedImage.declared)
      if !all.isEmpty { marks[output.id] = all }
    }
    return marks
  }
}

extension ExportedImage {
  /// A mark that a provider declares, in words.
  static func declared(_ mark: String) -> String { "\(mark), as its provider declares" }
}
