package import Foundation

/// A form read as strictly as a server may: CRLF alone, every part closed, no preamble, names in quotes.
package struct StrictMultipart {
  /// One part of it.
  package struct Part: Sendable {
    package let name: String
    package let fileName: String?
    package let type: String?
    package let bytes: Data

    /// The bytes as text; `nil` where they are no UTF-8.
    package var text: String? { String(validating: bytes, as: UTF8.self) }
  }

  /// What is wrong with the form, in words.
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  package let parts: [Part]

  /// Reads `body`, whose header `Content-Type` is `type`.
  package init(_ body: Data, type: String) throws {
    let form = /multipart\/form-data; boundary=([A-Za-z0-9'()+_,.\/:=?-]{1,70})/
    guard let boundary = type.wholeMatch(of: form)?.output.1 else {
      throw Fault(description: "the type is '\(type)'")
    }
    let first = Data("--\(boundary)\r\n".utf8)
    let (between, last) = (Data("\r\n--\(boundary)\r\n".utf8), Data("\r\n--\(boundary)--\r\n".utf8))
    guard body.starts(with: first) else { throw Fault(description: "it does not begin a part") }
    var (parts, rest) = ([Part](), body[first.endIndex...])
    while let end = rest.range(of: between) {
      parts.append(try Self.part(rest[..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    guard let end = rest.range(of: last), end.upperBound == body.endIndex else {
      throw Fault(description: "it has no end, or something behind it")
    }
    self.parts = parts + [try Self.part(rest[..<end.lowerBound])]
  }

  private static func part(_ text: Data) throws -> Part {
    guard let end = text.range(of: Data("\r\n\r\n".utf8)),
      let head = String(validating: text[..<end.lowerBound], as: UTF8.self)
    else { throw Fault(description: "a part has no head") }
    let lines = head.components(separatedBy: "\r\n")
    let disposition =
      /Content-Disposition: form-data; name="([^"\r\n]+)"(?:; filename="([^"\r\n\/\\]+)")?/
    guard let named = lines[0].wholeMatch(of: disposition)?.output else {
      throw Fault(description: "a part says '\(lines[0])' of itself")
    }
    var type: String?
    for line in lines.dropFirst() {
      guard let found = line.wholeMatch(of: /Content-Type: ([a-z]+\/[a-z0-9.+-]+)/), type == nil
      else { throw Fault(description: "a part has the line '\(line)'") }
      type = String(found.output.1)
    }
    return Part(
      name: String(named.1), fileName: named.2.map(String.init), type: type,
      bytes: Data(text[end.upperBound...]))
  }
}
