import HTTPTypes
import Hummingbird
import NIOCore

/// Reads the body of a write into a visit.
struct BodyReader: Sendable {
  /// The bytes of a form, and of all texts of a form with files.
  static let formBound = 1 << 20
  /// The bytes of a request with files.
  static let uploadBound = 64 << 20

  /// - Throws: `Refusal` for a body that is too large or cannot be read; errors of the disk and of
  ///   the connection.
  @concurrent static func read(
    _ head: HTTPRequest, _ parts: inout RequestBody.AsyncIterator, into visit: inout Visit,
    folder: UploadFolder
  ) async throws {
    let type = FieldValue(head.headerFields[.contentType] ?? "")
    let isUpload = type.word == "multipart/form-data" || isRaw(type.word, head.method)
    var count = 0
    let bound = isUpload ? uploadBound : formBound
    if let length = head.headerFields[.contentLength] {
      guard let length = Int(length), length <= bound else { throw Refusal.tooLarge }
    }
    if type.word == "multipart/form-data" {
      guard let boundary = type["boundary"], (1...200).contains(boundary.utf8.count) else {
        throw Refusal.malformedBody
      }
      var reader = MultipartReader(boundary: boundary, folder: folder)
      while let part = try await next(&parts, &count, bound, head) {
        try reader.read(part.readableBytesView)
      }
      try reader.end()
      visit.form = reader.fields
      visit.files = reader.files
    } else if isUpload {
      let file = try folder.file()
      while let part = try await next(&parts, &count, bound, head) {
        try part.withUnsafeReadableBytes { try file.write($0) }
      }
      file.close()
      guard file.byteCount > 0 else { return }
      visit.files = [UploadedFile(name: "body", fileName: fileName(head), path: file.path)]
    } else {
      let bytes = try await all(head, &parts, bound: bound)
      if bytes.isEmpty { return }
      guard type.word == "application/x-www-form-urlencoded" else { throw Refusal.unknownBodyType }
      visit.form = AddressText.fields(bytes)
    }
  }

  /// All bytes of a body.
  /// - Throws: `Refusal` for more bytes than `bound`, and for a body that ends early.
  @concurrent static func all(
    _ head: HTTPRequest, _ parts: inout RequestBody.AsyncIterator, bound: Int
  ) async throws -> [UInt8] {
    var (bytes, count): ([UInt8], Int) = ([], 0)
    while let part = try await next(&parts, &count, bound, head) {
      bytes += part.readableBytesView
    }
    return bytes
  }

  /// What a raw body is called where it comes from: percent-encoded in a field of its own.
  private static func fileName(_ head: HTTPRequest) -> String {
    guard let name = HTTPField.Name("X-File-Name"), let value = head.headerFields[name] else {
      return ""
    }
    let text = AddressText.fields("n=\(value.replacing("+", with: "%2B"))".utf8).first?.value ?? ""
    return text.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
  }

  private static func isRaw(_ type: String, _ method: HTTPRequest.Method) -> Bool {
    (method == .put || method == .post)
      && (type.hasPrefix("image/") || type == "application/octet-stream")
  }

  /// The next part; nil at the end of the whole body.
  /// - Throws: `Refusal` once there are more bytes than `bound`, and where the sender or this
  ///   server ended the connection before all had come.
  @concurrent private static func next(
    _ parts: inout RequestBody.AsyncIterator, _ count: inout Int, _ bound: Int, _ head: HTTPRequest
  ) async throws -> ByteBuffer? {
    if let part = try await parts.next() {
      count += part.readableBytes
      guard count <= bound else { throw Refusal.tooLarge }
      return part
    }
    try Task.checkCancellation()
    if let length = head.headerFields[.contentLength], Int(length) != count {
      throw Refusal.malformedBody
    }
    return nil
  }
}
