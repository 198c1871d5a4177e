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
  static func read(_ request: Request, into visit: inout Visit, folder: UploadFolder) async throws {
    let type = FieldValue(request.headers[.contentType] ?? "")
    let isUpload = type.word == "multipart/form-data" || isRaw(type.word, request.method)
    let bound = isUpload ? uploadBound : formBound
    if let length = request.headers[.contentLength] {
      guard let length = Int(length), length <= bound else { throw Refusal.tooLarge }
    }
    if type.word == "multipart/form-data" {
      guard let boundary = type["boundary"], (1...200).contains(boundary.utf8.count) else {
        throw Refusal.malformedBody
      }
      var reader = MultipartReader(boundary: boundary, folder: folder)
      for try await part in bounded(request, bound) { try reader.read(part.readableBytesView) }
      try reader.end()
      visit.form = reader.fields
      visit.files = reader.files
    } else if isUpload {
      let file = try folder.file()
      for try await part in bounded(request, bound) {
        try part.withUnsafeReadableBytes { try file.write($0) }
      }
      file.close()
      guard file.byteCount > 0 else { return }
      visit.files = [
        UploadedFile(name: "body", fileName: fileName(request), path: file.path)
      ]
    } else {
      var bytes: [UInt8] = []
      for try await part in bounded(request, bound) { bytes += part.readableBytesView }
      if bytes.isEmpty { return }
      guard type.word == "application/x-www-form-urlencoded" else { throw Refusal.unknownBodyType }
      visit.form = AddressText.fields(bytes)
    }
  }

  /// What a raw body is called where it comes from: percent-encoded in a field of its own.
  private static func fileName(_ request: Request) -> String {
    guard let name = HTTPField.Name("X-File-Name"), let value = request.headers[name] else {
      return ""
    }
    let text = AddressText.fields("n=\(value.replacing("+", with: "%2B"))".utf8).first?.value ?? ""
    return text.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
  }

  private static func isRaw(_ type: String, _ method: HTTPRequest.Method) -> Bool {
    (method == .put || method == .post)
      && (type.hasPrefix("image/") || type == "application/octet-stream")
  }

  private static func bounded(_ request: Request, _ bound: Int) -> BoundedBody {
    BoundedBody(body: request.body, bound: bound)
  }
}

/// The parts of a body; an error once there are more than `bound` bytes.
private struct BoundedBody: AsyncSequence {
  let body: RequestBody
  let bound: Int

  func makeAsyncIterator() -> Iterator { Iterator(body: body.makeAsyncIterator(), left: bound) }

  struct Iterator: AsyncIteratorProtocol {
    var body: RequestBody.AsyncIterator
    var left: Int

    @concurrent mutating func next() async throws -> ByteBuffer? {
      guard let part = try await body.next() else { return nil }
      left -= part.readableBytes
      guard left >= 0 else { throw Refusal.tooLarge }
      return part
    }
  }
}
