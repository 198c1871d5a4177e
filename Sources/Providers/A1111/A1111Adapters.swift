import Foundation
import TroupeVocabulary

/// Adapters are named in the prompt, by their files' names without folder and ending.
enum A1111Adapters {
  /// As in ` <lora:kael_v2:0.8>` for each, to stand behind the words.
  static func tags(_ adapters: [ChosenAdapter]) -> String {
    adapters.map { " <lora:\(name($0.name)):\($0.weight)>" }.joined()
  }

  /// What the server calls the file `text`.
  static func name(_ text: String) -> String {
    let file = text.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? text
    let ending = ".safetensors"
    return file.lowercased().hasSuffix(ending) ? String(file.dropLast(ending.count)) : file
  }

  /// Asks for those that the server has; `nil` where `message` asks it for no image.
  static func question(before message: HTTPRequest) -> HTTPRequest? {
    guard let path = A1111Path(of: message.url) else { return nil }
    return HTTPRequest(
      method: "GET", url: message.url.dropLast(path.rawValue.count) + "sdapi/v1/loras",
      headers: message.headers.filter { $0.name.lowercased() != "content-type" },
      keyHeader: message.keyHeader, body: MessageBody(segments: []))
  }

  /// The names in `answer`, and the other names that their files state; `nil` where it is no list.
  static func names(in answer: HTTPAnswer) -> [String]? {
    guard (200..<300).contains(answer.status),
      let list = JSONReader.documents(in: answer.body).nodes.first?.elements
    else { return nil }
    let names = list.compactMap { $0["name"]?.text }
    return names + list.compactMap { $0["alias"]?.text }.filter { !names.contains($0) }
  }
}
