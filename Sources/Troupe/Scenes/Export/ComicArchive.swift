internal import Foundation

/// A comic book archive: the pictures by number, and what readers of comics know of it.
enum ComicArchive {
  /// - Throws: `TroupeError.invalidValue` for more than an archive holds.
  static func bytes(_ pages: [Page], title: String?) throws -> Data {
    var archive = StoredArchive()
    let digits = max(3, "\(pages.count)".count)
    for (index, one) in pages.enumerated() {
      let number = "\(index + 1)"
      let zeros = String(repeating: "0", count: digits - number.count)
      try archive.add("\(zeros)\(number).\(one.type.fileExtension)", one.bytes)
    }
    try archive.add("ComicInfo.xml", Data(information(pages, title: title).utf8))
    return archive.finished()
  }

  private static func information(_ all: [Page], title: String?) -> String {
    let pages = all.enumerated().map { index, one in
      let cover = index == 0 ? " Type=\"FrontCover\"" : ""
      let mark = one.title.map { " Bookmark=\"\(escaped($0))\"" } ?? ""
      return "    <Page Image=\"\(index)\" ImageSize=\"\(one.bytes.count)\"\(cover)\(mark)/>\n"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <ComicInfo>
      \(title.map { "  <Title>\(escaped($0))</Title>\n" } ?? "")  <PageCount>\(all.count)</PageCount>
        <Pages>
      \(pages.joined())  </Pages>
      </ComicInfo>

      """
  }

  /// Text for XML, without the characters that it cannot hold.
  private static func escaped(_ text: String) -> String {
    let held = text.unicodeScalars.filter {
      $0.value >= 0x20 && ![0xFFFE, 0xFFFF].contains($0.value)
    }
    return String(String.UnicodeScalarView(held)).replacing("&", with: "&amp;")
      .replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
