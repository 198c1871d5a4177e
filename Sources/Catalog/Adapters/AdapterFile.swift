package import Foundation
internal import TroupeStorage
package import TroupeVocabulary

/// A file of an adapter, read once: its head is understood, and all of its bytes are counted and digested.
package struct AdapterFile: Sendable {
  /// What it is called.
  package let name: String
  /// The SHA-256 of its bytes.
  package let digest: Digest
  /// Their number.
  package let byteCount: Int
  /// The model that it was trained on, as its trainer wrote; `nil` where that is not said.
  package let base: String?
  /// Whether its tensors are called as those of adapters are.
  package let isAdapter: Bool

  /// Reads the file at `path`.
  /// - Throws: `LibraryError.noFile`, `LibraryError.directory`, `LibraryError.unreadableFile`; `CatalogError.badAdapter` for
  ///   what is no whole file of tensors; `CancellationError`.
  package init(_ path: FilePath) throws {
    let descriptor = path.withCString { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    guard descriptor >= 0 else { throw Self.failure(path) }
    defer { close(descriptor) }
    let byteCount = try Self.size(of: descriptor, path)
    do {
      var reader = Reader(descriptor: descriptor)
      let start = try reader.read(8)
      let length = try SafetensorsHeader.length(start, ofFile: byteCount)
      let header = try SafetensorsHeader(try reader.read(length), dataCount: byteCount - 8 - length)
      try reader.readRest()
      guard reader.count == byteCount else {
        throw SafetensorsHeader.Fault(reason: "it changed while it was read")
      }
      self.byteCount = byteCount
      digest = reader.finish()
      base = Self.bases.lazy.compactMap { header.metadata[$0] }.first { !$0.isEmpty }
        .map { String($0.prefix(200)) }
      isAdapter = header.tensors.contains { name in Self.marks.contains(where: name.contains) }
    } catch let fault as SafetensorsHeader.Fault {
      throw TroupeError.catalog(.badAdapter(file: "\(path)", reason: fault.reason))
    } catch is Unreadable {
      throw Self.failure(path)
    }
    name = URL(filePath: "\(path)").lastPathComponent
  }

  /// Where trainers write what they trained on.
  private static let bases = ["ss_base_model_version", "modelspec.architecture"]
  /// In names of tensors of an adapter.
  private static let marks = ["lora", "lokr", "hada", "oft_", "dora_", "glora"]

  private static func size(of descriptor: Int32, _ path: FilePath) throws -> Int {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw failure(path) }
    switch facts.st_mode & S_IFMT {
    case S_IFREG: return Int(facts.st_size)
    case S_IFDIR: throw TroupeError.library(.directory(path: "\(path)"))
    default: throw TroupeError.catalog(.badAdapter(file: "\(path)", reason: "it is no file"))
    }
  }

  private static func failure(_ path: FilePath) -> TroupeError {
    [ENOENT, ENOTDIR].contains(errno)
      ? .library(.noFile(path: "\(path)"))
      : .library(.unreadableFile(path: "\(path)", reason: String(cString: strerror(errno))))
  }

  private struct Unreadable: Error {}

  /// Reads on, and digests what it reads.
  private struct Reader: ~Copyable {
    let descriptor: Int32
    private(set) var count = 0
    private var digest = StreamingDigest()

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// The next `wanted` bytes, fewer where the file ends.
    mutating func read(_ wanted: Int) throws -> Data {
      var data = Data()
      while data.count < wanted {
        let part = try next(atMost: wanted - data.count)
        if part.isEmpty { break }
        data.append(part)
      }
      return data
    }

    mutating func readRest() throws {
      while try !next(atMost: 1 << 20).isEmpty { try Task.checkCancellation() }
    }

    private mutating func next(atMost most: Int) throws -> Data {
      var buffer = Data(count: min(most, 1 << 20))
      let got = buffer.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      guard got >= 0 else { throw Unreadable() }
      buffer.removeLast(buffer.count - got)
      digest.update(buffer)
      count += got
      return buffer
    }

    consuming func finish() -> Digest { digest.finish() }
  }
}
