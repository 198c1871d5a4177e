import Foundation
import Troupe

/// Pictures, and the files of pages.
extension Gallery {
  var files: [Route] {
    [
      Route(method: "GET", pattern: "/blob/:digest") { _, names in
        guard let digest = Self.digest(names),
          let picture = try await library.storedPicture(digest)
        else { throw PageMissing() }
        return .file(
          picture.file.path, type: picture.type.rawValue, byteCount: picture.byteCount,
          etag: digest.hex)
      },
      Route(method: "GET", pattern: "/preview/:edge/:digest") { _, names in
        guard let digest = Self.digest(names),
          let size = Int(names["edge"] ?? "").flatMap(PreviewSize.init),
          let picture = try await library.storedPreview(digest, size)
        else { throw PageMissing() }
        return .file(
          picture.file.path, type: picture.type.rawValue, byteCount: picture.byteCount,
          etag: "\(digest.hex)-\(size.rawValue)")
      },
      Route(method: "GET", pattern: "/assets/:name") { _, names in
        guard let file = WebFiles.file(names["name"] ?? "") else { throw PageMissing() }
        return .text(file.bytes, type: file.type, etag: WebFiles.version)
      },
    ]
  }

  /// Sixty-four digits, and nothing else.
  private static func digest(_ names: [String: String]) -> Digest? {
    names["digest"].flatMap { $0.utf8.count == 64 ? Digest($0) : nil }
  }
}
