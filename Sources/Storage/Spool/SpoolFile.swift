package import Foundation
import Synchronization
package import TroupeVocabulary

/// An answer on disk, held by one process: no other process can claim it while this value lives (D3).
package final class SpoolFile: Sendable {
  /// The send that it answers.
  package let id: ULID
  private let state: Mutex<State>

  private struct State: ~Copyable {
    let file: OpenFile
    var path: String
    var isComplete: Bool
    var byteCount = 0
    var early = EarlySync()
  }

  init(id: ULID, file: consuming OpenFile, path: String, isComplete: Bool) {
    self.id = id
    state = Mutex(State(file: file, path: path, isComplete: isComplete))
  }

  /// Where it is now.
  package var path: String { state.withLock { $0.path } }

  /// Whether the whole answer is in it and durable.
  package var isComplete: Bool { state.withLock { $0.isComplete } }

  /// Adds `bytes` at the end.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`.
  package func append(_ bytes: UnsafeRawBufferPointer) throws {
    try state.withLock { state in
      try state.file.write(bytes)
      state.byteCount += bytes.count
      if let range = state.early.next(upTo: state.byteCount) {
        state.file.beginSynchronizing(range)
      }
    }
  }

  /// Adds `bytes` at the end.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`.
  package func append(_ bytes: Data) throws {
    try bytes.withUnsafeBytes { try append($0) }
  }

  /// Gives up all but the first `count` bytes.
  /// - Throws: `LibraryError.file`.
  package func truncate(to count: Int) throws {
    try state.withLock { state in
      guard state.byteCount > count else { return }
      try state.file.truncate(to: count)
      state.byteCount = count
    }
  }

  /// Makes the answer durable and names it whole: fsync, rename to `.answer`, fsync of the folder.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`.
  package func finish() throws {
    try state.withLock { state in
      guard !state.isComplete else { return }
      try state.file.synchronize()
      let answer = (state.path as NSString).deletingPathExtension + ".answer"
      guard rename(state.path, answer) == 0 else {
        throw TroupeError.system(errno, path: answer, operation: "write")
      }
      state.path = answer
      state.isComplete = true
      try OpenFile.synchronizeFolder((answer as NSString).deletingLastPathComponent)
    }
  }

  /// All bytes so far.
  /// - Throws: `LibraryError.file`.
  package func read() throws -> Data {
    var bytes = Data()
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = try piece.withUnsafeMutableBytes { try read(at: bytes.count, into: $0) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }

  /// Fills `buffer` with the bytes from `offset` on, as many as there are; 0 at the end.
  /// - Throws: `LibraryError.file`.
  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try state.withLock { try $0.file.read(at: offset, into: buffer) }
  }
}
