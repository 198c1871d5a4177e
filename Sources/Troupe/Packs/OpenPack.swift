internal import Foundation
internal import Synchronization
internal import TroupeInterchange

/// A pack that is being read: its files are asked for by digest, from any thread, one at a time.
final class OpenPack: Sendable {
  /// What errors call it.
  let name: String
  let pack: Pack
  let generations: [PackGeneration]
  let notes: [PackNote]
  private let opened: Mutex<Opened>
  private let files: [String: PackFile]

  /// The archive with its place in it, which one thread uses at a time.
  private final class Opened {
    let reader: PackReader

    init(path: String) throws(PackFault) {
      reader = try PackReader(path: path, totalBytes: OpenPack.mostBytes) {
        Digest(hashing: $0).hex
      }
      try reader.verify()
    }
  }

  /// Opens the pack at `path` and reads every file of it once, so that a damaged one is known before any of it is used.
  /// - Throws: `PackError`.
  init(at path: String, name: String) throws {
    let opened: Opened
    do throws(PackFault) {
      opened = try Opened(path: path)
    } catch {
      throw TroupeError.refusing(name, error)
    }
    self.name = name
    (pack, generations) = (opened.reader.pack, opened.reader.generations)
    notes = opened.reader.notes
    files = Dictionary(
      opened.reader.pack.files.map { ($0.sha256, $0) }, uniquingKeysWith: { first, _ in first })
    self.opened = Mutex(opened)
  }

  /// Bytes of all files of a pack, at most: 4,000 pictures of 4 MB.
  private static let mostBytes = 16 << 30

  /// The file with this digest.
  /// - Throws: `PackError.refused`.
  func file(_ sha256: String) throws -> PackFile {
    guard let file = files[sha256] else {
      throw TroupeError.refusing(name, PackFault(.unknownFile, at: sha256))
    }
    return file
  }

  /// Its bytes.
  /// - Throws: `PackError.refused`.
  func bytes(of sha256: String) throws -> Data {
    let file = try file(sha256)
    return try opened.withLock { opened in
      do throws(PackFault) {
        return try opened.reader.bytes(of: file)
      } catch {
        throw TroupeError.refusing(name, error)
      }
    }
  }
}
