import Foundation
internal import TroupeCCrypto
import Testing
import TroupeImaging

/// The pictures beside the package, with what decoding them must give.
struct Corpus {
  struct Entry: Sendable, CustomTestStringConvertible {
    let path: String
    let isReadable: Bool
    let width: Int
    let height: Int
    let digest: String

    var testDescription: String { path }
  }

  /// `../shared/data/images` beside the package, or where `TROUPE_SHARED` says.
  static let folder: URL = {
    let package = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let shared = ProcessInfo.processInfo.environment["TROUPE_SHARED"].map { URL(filePath: $0) }
    return (shared ?? package.deletingLastPathComponent().appending(path: "shared"))
      .appending(path: "data/images")
  }()

  static let entries: [Entry] = {
    let file = folder.appending(path: "expectations.tsv")
    guard let table = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return table.split(separator: "\n").dropFirst(2).compactMap { line in
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count >= 9 else { return nil }
      return Entry(
        path: fields[0], isReadable: fields[1] == "ok", width: Int(fields[2]) ?? 0,
        height: Int(fields[3]) ?? 0, digest: fields[8])
    }
  }()

  static var isPresent: Bool { !entries.isEmpty }

  /// What brings them, for tests that are skipped without them.
  static let advice: Comment =
    "needs test images that are not in this repository: name their folder in TROUPE_SHARED"

  static func bytes(of entry: Entry) throws -> Data {
    try Data(contentsOf: folder.appending(path: entry.path))
  }

  /// SHA-256 of the pixels with an alpha channel, which the expectations always have.
  static func digest(of raster: Raster) -> String {
    let rgba =
      raster.channels == 4
      ? raster.pixels
      : stride(from: 0, to: raster.pixels.count, by: 3).flatMap {
        raster.pixels[$0..<$0 + 3] + [255]
      }
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_Digest(rgba, rgba.count, &digest, nil, EVP_sha256(), nil)
    return digest.map { String(format: "%02x", $0) }.joined()
  }
}
