import TroupeVocabulary

/// A JSON value to be sent, in which a file may stand where a string does. Members keep their
/// order.
indirect enum WireValue {
  case string(String)
  case number(Double)
  case integer(Int)
  case bool(Bool)
  /// The image's bytes in base64.
  case file(StoredImage)
  /// JSON as it stands, with files in it.
  case verbatim([MessageBody.Segment])
  case array([WireValue])
  case object([WireMember])

  /// The whole value as a body: runs of text between files.
  var body: MessageBody {
    var segments: [MessageBody.Segment] = []
    var text = ""
    write(into: &text, segments: &segments)
    if !text.isEmpty { segments.append(.text(text)) }
    return MessageBody(segments: segments)
  }

  private func write(into text: inout String, segments: inout [MessageBody.Segment]) {
    switch self {
    case .string(let value): text += Self.quoted(value)
    case .number(let value): text += "\(value)"
    case .integer(let value): text += "\(value)"
    case .bool(let value): text += "\(value)"
    case .file(let image):
      segments += [.text(text + "\""), .base64(image.digest, byteCount: image.byteCount)]
      text = "\""
    case .verbatim(let runs):
      for run in runs {
        if case .text(let words) = run {
          text += words
        } else {
          segments += [.text(text), run]
          text = ""
        }
      }
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.write(into: &text, segments: &segments)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        text += Self.quoted(member.name) + ":"
        member.value.write(into: &text, segments: &segments)
      }
      text += "}"
    }
  }

  /// `text` as a JSON string: only what must be escaped is.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// A named value of an object to be sent.
struct WireMember {
  let name: String
  let value: WireValue

  init(_ name: String, _ value: WireValue) {
    self.name = name
    self.value = value
  }
}
