import Foundation
import Troupe

extension ImageName {
  /// An image as it is typed: a file where one stands at that path, else a name.
  init(argument text: String) {
    if let file = RawArguments.file(text) {
      self = .file(file)
      return
    }
    self = FileManager.default.fileExists(atPath: text) ? .file(URL(filePath: text)) : .init(text)
  }
}

extension NamedInput {
  /// An image as it is typed, with an optional role behind it.
  init(argument text: String) {
    let named = NamedInput(text)
    let bare =
      named.role == .identity && !text.hasSuffix(":identity") ? text : Self.withoutRole(text)
    self.init(ImageName(argument: bare), role: named.role)
  }

  private static func withoutRole(_ text: String) -> String {
    text.lastIndex(of: ":").map { String(text[..<$0]) } ?? text
  }
}
