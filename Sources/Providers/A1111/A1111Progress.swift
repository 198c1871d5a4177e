import Foundation
import TroupeVocabulary

/// The answer to the question whether a server still works on a task whose answer was lost.
///
/// An image goes to the connection that asked for it alone, so that the question tells when it is of use to ask for another,
/// and never brings the image.
struct A1111Progress {
  private let answer: HTTPAnswer
  private let message: HTTPRequest

  /// How often it is looked for: between two images nothing is under way for a moment.
  private static let looks = 2
  private static let path = "sdapi/v1/progress?skip_current_image=true&task="
  private static let pattern = ParsedPattern(
    #/.*/sdapi/v1/progress\?skip_current_image=true&task=([A-Za-z0-9-]{1,100})&look=([0-9])/#)

  init(_ answer: HTTPAnswer, to message: HTTPRequest) {
    self.answer = answer
    self.message = message
  }

  /// Asks for `task`, which `message` submitted; `nil` for one that cannot be asked for. The server passes the name over.
  static func question(_ task: String, look: Int, as message: HTTPRequest) -> HTTPRequest? {
    guard let path = A1111Path(of: message.url) else { return nil }
    return get(
      message.url.dropLast(path.rawValue.count) + Self.path + "\(task)&look=\(look)", message)
  }

  private static func get(_ url: String, _ message: HTTPRequest) -> HTTPRequest {
    HTTPRequest(
      method: "GET", url: url,
      headers: message.headers.filter { $0.name.lowercased() != "content-type" },
      keyHeader: message.keyHeader, body: MessageBody(segments: []))
  }

  /// What it comes to.
  var reading: Reading {
    let root = JSONReader.documents(in: answer.body, files: answer.files).nodes.first ?? .null
    guard (200..<300).contains(answer.status), let state = root["state"], state.isObject,
      let parts = message.url.wholeMatch(of: Self.pattern.regex)?.output
    else {
      return .answer(.unreadable("HTTP \(answer.status) in answer to a question about the task"))
    }
    let (task, look) = (String(parts.1), Int(parts.2) ?? 1)
    if let current = root["current_task"]?.text {
      if current == task { return .poll(message, seconds: 2) }
    } else if (state["job_count"]?.integer ?? 0) > 0 {
      // It does not say which: whatever is under way may be it.
      return .poll(message, seconds: 2)
    }
    guard look < Self.looks else {
      return .answer(
        .lost("the server no longer works on it, and gives an image to whoever asked for it alone"))
    }
    let again = message.url.dropLast("\(look)".count) + "\(look + 1)"
    return .poll(Self.get(String(again), message), seconds: 2)
  }
}
