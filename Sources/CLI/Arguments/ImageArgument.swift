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
  /// An image as it is typed, with what it is for behind it if need be.
  init(argument text: String) {
    guard let colon = text.lastIndex(of: ":"),
      let use = PictureUse(word: String(text[text.index(after: colon)...]))
    else {
      self.init(ImageName(argument: text))
      return
    }
    self.init(
      ImageName(argument: String(text[..<colon])), role: use.role, subject: use.subject)
  }
}
