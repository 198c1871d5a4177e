internal import Dispatch
internal import Foundation
internal import Synchronization
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

/// Makes previews that are asked for: each once, however many ask, and few at the same time, the one asked for last first,
/// which is the one that is still looked at.
final class PreviewMaker: Sendable {
  /// One preview.
  struct Job: Hashable, Sendable {
    let digest: Digest
    let fileExtension: String
    let size: PreviewSize
  }

  /// The most bytes that previews may have in all; those used longest ago go first.
  static let mostBytes = 4 << 30
  /// After so many new ones the bytes are counted.
  private static let countedAfter = 2_000

  private struct State {
    var asked: [Job: [CheckedContinuation<String, any Error>]] = [:]
    var waiting: [Job] = []
    var running = 0
    var made = 0
  }

  private let objects: ObjectStore
  private let state = Mutex(State())
  // Decoding takes long, and what answers pages has to go on.
  private let queue = DispatchQueue(
    label: "troupe.previews", qos: .utility, attributes: .concurrent)
  private let most = max(1, ProcessInfo.processInfo.activeProcessorCount / 2)

  init(_ objects: ObjectStore) { self.objects = objects }

  /// Where the preview stands, made first where it is missing.
  /// - Throws: `ImageFault` for what is no picture; `LibraryError` for a file that is missing, damaged or cannot be written.
  func path(_ job: Job) async throws -> String {
    let path = objects.previewPath(of: job.digest, longEdge: job.size.rawValue)
    if objects.hasPreview(at: path) { return path }
    return try await withCheckedThrowingContinuation { continuation in
      state.withLock { state in
        if state.asked[job] == nil { state.waiting.append(job) }
        state.asked[job, default: []].append(continuation)
      }
      startNext()
    }
  }

  private func startNext() {
    let job = state.withLock { state -> Job? in
      guard state.running < most, let job = state.waiting.popLast() else { return nil }
      state.running += 1
      return job
    }
    guard let job else { return }
    queue.async {
      let result = Result { try self.make(job) }
      let (asking, isFull) = self.state.withLock { state in
        state.running -= 1
        state.made += 1
        return (state.asked.removeValue(forKey: job) ?? [], state.made % Self.countedAfter == 0)
      }
      for continuation in asking { continuation.resume(with: result) }
      if isFull { _ = try? self.objects.trimPreviews(toBytes: Self.mostBytes) { _ in true } }
      self.startNext()
    }
  }

  private func make(_ job: Job) throws -> String {
    let path = objects.previewPath(of: job.digest, longEdge: job.size.rawValue)
    if objects.hasPreview(at: path) { return path }
    let bytes = try objects.readChecked(job.digest, fileExtension: job.fileExtension)
    try objects.putPreview(Preview.webP(of: bytes, longEdge: job.size.rawValue), at: path)
    return path
  }
}
