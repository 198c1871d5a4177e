import Foundation
import TroupeVocabulary

/// The addresses of one server at which a job is asked for.
///
/// A job that waits or runs is in the queue, one that has ended in the history, and one that is in neither is not known: it
/// was never taken, was taken out, or the server has started again since. Between two questions it may pass from the one
/// into the other, and a submission may still be under way, so that it is looked for more than once.
struct ComfyAddress {
  /// Where it is asked for.
  enum Place {
    case history
    case queue
  }

  /// The most times that a job is looked for in the history.
  static let looks = 3

  let base: String
  let job: String
  let place: Place
  /// How often it was looked for, with this.
  let look: Int

  /// The address of a question that `message` asks; `nil` for another message.
  init?(_ message: HTTPRequest) {
    guard let parts = message.url.wholeMatch(of: Self.questions.regex)?.output else { return nil }
    base = String(parts.1)
    job = String(parts.3)
    place = parts.2 == "/history/" ? .history : .queue
    look = parts.4.flatMap { Int($0) } ?? 1
  }

  /// Where the submission `message` is asked for under the name `job`; `nil` for a name that could lead elsewhere.
  init?(_ message: HTTPRequest, job: String) {
    guard job.wholeMatch(of: /[A-Za-z0-9_-]{1,100}/) != nil, message.url.hasSuffix("/prompt") else {
      return nil
    }
    (self.job, place, look) = (job, .history, 1)
    base = String(message.url.dropLast("/prompt".count))
  }

  private static let questions = ParsedPattern(
    #/(.*)(/history/|/queue\?prompt_id=)([A-Za-z0-9_-]{1,100})(?:[?&]look=([0-9]))?/#)

  /// Asks whether it has ended.
  func history(look: Int, as message: HTTPRequest) -> HTTPRequest {
    get("/history/\(job)" + (look > 1 ? "?look=\(look)" : ""), as: message)
  }

  /// Asks whether it waits or runs. The server gives its whole queue whatever stands behind the question mark.
  func queue(as message: HTTPRequest) -> HTTPRequest {
    get("/queue?prompt_id=\(job)" + (look > 1 ? "&look=\(look)" : ""), as: message)
  }

  /// Asks for a result.
  func view(_ file: ComfyFile, as message: HTTPRequest) -> HTTPRequest {
    let query = [("filename", file.name), ("subfolder", file.folder), ("type", file.type)]
    let plain = CharacterSet(
      charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
    let text = query.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: plain) ?? "")"
    }.joined(separator: "&")
    return get("/view?\(text)", as: message)
  }

  /// The key goes where the submission's went.
  private func get(_ path: String, as message: HTTPRequest) -> HTTPRequest {
    HTTPRequest(
      method: "GET", url: base + path,
      headers: message.headers.filter { $0.name.lowercased() != "content-type" },
      keyHeader: message.keyHeader, body: MessageBody(segments: []))
  }
}
