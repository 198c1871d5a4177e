public import Foundation
internal import TroupeCatalog
internal import TroupeRecord
internal import TroupeStorage

extension Library {
  /// Writes pictures that other tools made into the record, with what their files say of how: prompt, negative words, model,
  /// seed and parameters of AUTOMATIC1111 and its kin, ComfyUI, InvokeAI, Fooocus, NovelAI, SwarmUI, Draw Things, Midjourney
  /// and others. Their bytes are kept as they are. A picture that is in the library already is left alone, and a file that
  /// stands as it stood is not read again.
  /// - Parameters:
  ///   - paths: files, and folders with all that is in them but for what is hidden.
  ///   - settled: files that changed within so long before are left alone, as they may still be written.
  ///   - onEvent: is told how many files of all were dealt with.
  /// - Returns: what was written; files that cannot be read are told and left out.
  /// - Throws: `LibraryError` where the library cannot be written. What was written until then stays.
  @concurrent public func importPictures(
    _ paths: [URL], settled: Duration = .zero,
    onEvent: @Sendable (WorkEvent) -> Void = { _ in }
  ) async throws -> PictureImportReport {
    var files = PictureFiles(paths)
    if settled > .zero {
      files.leave(changedAfter: services.generations.now() - settled / .seconds(1))
    }
    var report = PictureImportReport()
    report.refused = files.refused
    let importer = GenerationImporter(services.generations, by: services.member)
    var work = PictureImport(
      services: services, importer: importer, assets: try await importer.assets(),
      files: files.files, report: report)
    let total = files.files.count
    for start in stride(from: 0, to: total, by: PictureImport.filesAtOnce) {
      try Task.checkCancellation()
      let end = min(start + PictureImport.filesAtOnce, total)
      try await work.take(Array(files.files[start..<end]))
      onEvent(.advanced(done: end, total: total))
    }
    try await work.finish()
    return work.report
  }
}
