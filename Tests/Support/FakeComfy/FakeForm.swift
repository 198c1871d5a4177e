import Foundation

/// A body of `multipart/form-data`, read strictly.
struct FakeForm {
  /// The texts by name.
  private(set) var fields: [String: String] = [:]
  /// The files by name.
  private(set) var files: [String: (name: String, bytes: Data)] = [:]

  /// `nil` for anything that is not to the letter.
  init?(_ request: RecordedRequest) {
    guard request.isComplete, let type = request.header("content-type"),
      let boundary = type.wholeMatch(
        of: /multipart\/form-data; boundary=([0-9A-Za-z'()+_,.\/:=?-]{1,70})/)?.1
    else { return nil }
    var rest = request.body[...]
    let open = Data("--\(boundary)\r\n".utf8)
    let next = Data("\r\n--\(boundary)".utf8)
    guard rest.starts(with: open) else { return nil }
    rest = rest.dropFirst(open.count)
    while true {
      guard let end = rest.range(of: next), let part = Part(rest[..<end.lowerBound]) else {
        return nil
      }
      if let fileName = part.fileName {
        guard !part.type.isEmpty else { return nil }
        files[part.name] = (fileName, part.body)
      } else {
        fields[part.name] = String(decoding: part.body, as: UTF8.self)
      }
      rest = rest[end.upperBound...]
      if rest == Data("--\r\n".utf8) { return }
      guard rest.starts(with: Data("\r\n".utf8)) else { return nil }
      rest = rest.dropFirst(2)
    }
  }

  /// One part.
  private struct Part {
    let name: String
    let fileName: String?
    let type: String
    let body: Data

    init?(_ bytes: Data) {
      guard let gap = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
      let head = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self)
      let lines = head.components(separatedBy: "\r\n")
      guard
        let match = lines[0].wholeMatch(
          of: /Content-Disposition: form-data; name="([^"]+)"(?:; filename="([^"]*)")?/)
      else { return nil }
      (name, fileName) = (String(match.1), match.2.map(String.init))
      type =
        lines.dropFirst().first?.wholeMatch(of: /Content-Type: (.+)/).map { String($0.1) } ?? ""
      body = Data(bytes[gap.upperBound...])
    }
  }
}
