import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

/// The body of a request against one that the vendor's own SDK sent.
enum QueueCapture {
  /// `text` as a dictionary, each picture in it as `@`.
  static func members(_ text: String) throws -> NSDictionary {
    let plain = text.replacing(/data:image\/png;base64,[^"]*/, with: "@")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(plain.utf8)) as? NSDictionary)
  }

  /// The body of `message`.
  static func members(of message: HTTPRequest) throws -> NSDictionary {
    let text = message.body.segments.map { segment in
      if case .text(let text) = segment { text } else { "" }
    }.joined()
    return try members(text)
  }

  /// Where `message` differs from `captured`: names of members that are not equal, or that one of them lacks.
  static func differences(_ message: HTTPRequest, _ captured: String) throws -> Set<String> {
    let (ours, theirs) = (try members(of: message), try members(captured))
    let input = ours["input"] as? NSDictionary ?? ours
    let other = theirs["input"] as? NSDictionary ?? theirs
    let names = Set(input.allKeys + other.allKeys as? [String] ?? [])
    return names.filter { (input[$0] as? NSObject) != (other[$0] as? NSObject) }
  }
}
