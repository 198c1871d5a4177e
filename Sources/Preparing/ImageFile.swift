package import Foundation
package import TroupeVocabulary

/// Reads an image file that a user named.
package enum ImageFile {
  /// The bytes at `path`, as they are. A pipe is read until its writer closes it.
  /// - Throws: `LibraryError.noFile`, `LibraryError.directory`, `.image` when it is empty or no file of bytes,
  ///   `LibraryError.unreadableFile`; `CancellationError` while it waits for a pipe.
  package static func read(_ path: FilePath) throws -> Data {
    let descriptor = try open(path)
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw unreadable(path) }
    let bytes =
      switch facts.st_mode & S_IFMT {
      case S_IFDIR: throw TroupeError.library(.directory(path: "\(path)"))
      case S_IFREG where facts.st_size > 0: try mapped(descriptor, Int(facts.st_size), path)
      case S_IFREG, S_IFIFO, S_IFSOCK, S_IFCHR: try ImageStream(descriptor, path).read()
      default: throw TroupeError.image(name: "\(path)", .notAnImage(found: "a device"))
      }
    if bytes.isEmpty { throw TroupeError.image(name: "\(path)", .empty) }
    return bytes
  }

  private static func open(_ path: FilePath) throws -> Int32 {
    // Opening a pipe would wait for its writer, where a cancellation is not seen.
    let descriptor = path.withCString { Foundation.open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    if descriptor >= 0 { return descriptor }
    // A socket cannot be opened a second time.
    if errno == ENXIO, "\(path)" == "/dev/stdin" {
      let copy = dup(STDIN_FILENO)
      if copy >= 0 { return copy }
    }
    switch errno {
    case ENOENT, ENOTDIR: throw TroupeError.library(.noFile(path: "\(path)"))
    case ENXIO: throw TroupeError.image(name: "\(path)", .notAnImage(found: "a device or a socket"))
    default: throw unreadable(path)
    }
  }

  private static func mapped(
    _ descriptor: Int32, _ count: Int, _ path: FilePath
  ) throws -> Data {
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw unreadable(path) }
    return Data(bytesNoCopy: start, count: count, deallocator: .unmap)
  }

  /// The file cannot be read, for the reason that the system gave last.
  static func unreadable(_ path: FilePath) -> TroupeError {
    .library(.unreadableFile(path: "\(path)", reason: String(cString: strerror(errno))))
  }
}
