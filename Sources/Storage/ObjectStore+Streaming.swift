import Foundation
package import TroupeVocabulary

extension ObjectStore {
  /// Keeps bytes that `body` hands over piece by piece, and returns their digest and number; durable on return (D1). They
  /// are never all in memory.
  /// - Throws: `.diskFull`, `.file` or what `body` throws; then nothing is left behind.
  package func put(
    fileExtension: String, _ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> (Digest, byteCount: Int) {
    try DurableFile.makeFolder(folder)
    // Which shelf it belongs on is known when the last byte is.
    let file = try DurableFile.createBeside("\(folder)/incoming")
    do {
      var digest = StreamingDigest()
      var count = 0
      try body { piece in
        digest.update(piece)
        try file.write(piece)
        count += piece.count
      }
      try file.synchronize()
      let made = digest.finish()
      try publish(
        Staged(
          digest: made, fileExtension: fileExtension, byteCount: count, temporary: file.path))
      return (made, count)
    } catch {
      unlink(file.path)
      guard case TroupeError.diskFull = error else { throw error }
      throw TroupeError.diskFull(path: folder)
    }
  }
}
