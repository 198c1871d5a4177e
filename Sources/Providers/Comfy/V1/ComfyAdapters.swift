import Foundation
import TroupeVocabulary

/// The adapters that a server has, as the description of the node that loads them lists them.
enum ComfyAdapters {
  /// Asks for them, where `message` would be submitted; `nil` where that is no submission.
  static func question(before message: HTTPRequest) -> HTTPRequest? {
    guard message.url.hasSuffix("/prompt") else { return nil }
    return HTTPRequest(
      method: "GET", url: "\(message.url.dropLast("/prompt".count))/object_info/LoraLoader",
      headers: message.headers.filter { $0.name.lowercased() != "content-type" },
      keyHeader: message.keyHeader, body: MessageBody(segments: []))
  }

  /// The names in `answer`; `nil` where it lists none.
  static func names(in answer: HTTPAnswer) -> [String]? {
    guard (200..<300).contains(answer.status),
      let body = JSONReader.documents(in: answer.body).nodes.first,
      let stated = body["LoraLoader"]?["input"]?["required"]?["lora_name"]?.elements,
      let list = stated.first?.elements ?? stated.dropFirst().first?["options"]?.elements
    else { return nil }
    return list.compactMap(\.text)
  }
}
