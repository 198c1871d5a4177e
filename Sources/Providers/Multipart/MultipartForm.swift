import TroupeVocabulary

/// A body of `multipart/form-data` (RFC 7578): fields and files in order, rebuildable byte for byte.
///
/// Names are written as browsers write them (the form encoding of the WHATWG's HTML standard): UTF-8, with quotes and line
/// ends as percent escapes.
struct MultipartForm {
  /// One piece of it.
  enum Part {
    /// A named text, sent as it is.
    case field(String, String)
    /// A named file, with the name and type that the server is told. The name is the library's own, never a user's path.
    case file(String, fileName: String, StoredImage)
  }

  private let parts: [Part]
  private let boundary: String

  init(_ parts: [Part]) {
    self.parts = parts
    boundary = MultipartBoundary.text(for: parts)
  }

  /// The value of the header `Content-Type`.
  var contentType: String { "multipart/form-data; boundary=\(boundary)" }

  /// The body: text between files.
  var body: MessageBody {
    var segments: [MessageBody.Segment] = []
    var text = ""
    for part in parts {
      text += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.escaped(part.name))\""
      switch part {
      case .field(_, let value): text += "\r\n\r\n\(value)\r\n"
      case .file(_, let fileName, let image):
        text += "; filename=\"\(Self.escaped(fileName))\"\r\n"
        text += "Content-Type: \(image.type.rawValue)\r\n\r\n"
        segments += [.text(text), .file(image.digest, byteCount: image.byteCount)]
        text = "\r\n"
      }
    }
    return MessageBody(segments: segments + [.text("\(text)--\(boundary)--\r\n")])
  }

  private static func escaped(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": result += "%22"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension MultipartForm.Part {
  /// The name of its field.
  fileprivate var name: String {
    switch self {
    case .field(let name, _), .file(let name, _, _): name
    }
  }
}
