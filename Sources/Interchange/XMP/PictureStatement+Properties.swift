import Foundation

extension PictureStatement {
  /// What is said, as properties in the order in which they are written.
  ///
  /// Those by language come first in their schema: they stay in their place when they are written
  /// again, the others move behind them.
  /// - Throws: ``XMPFault/tooLarge`` where a text or a list is longer than ``XMPPacket`` allows.
  func properties() throws(XMPFault) -> [XMPProperty] {
    var said: [XMPProperty] = []
    for (schema, name, form, texts) in table {
      guard texts.count <= XMPPacket.mostItems else { throw .tooLarge }
      var kept: [String] = []
      for text in texts {
        guard text.utf8.count <= XMPPacket.mostTextBytes else { throw .tooLarge }
        let text = Self.admissible(text)
        if !text.isEmpty { kept.append(text) }
      }
      if !kept.isEmpty {
        said.append(XMPProperty(schema: schema, name: name, form: form, texts: kept))
      }
    }
    return said
  }

  private typealias Row = (XMPProperty.Schema, String, XMPProperty.Form, [String])

  private var table: [Row] { dublinCore + basic + extensions }

  private var dublinCore: [Row] {
    [
      (.dublinCore, "title", .textByLanguage, [title].compacted),
      (.dublinCore, "description", .textByLanguage, [description].compacted),
      (.dublinCore, "rights", .textByLanguage, [rights].compacted),
      (.dublinCore, "creator", .orderedList, creators),
      (.dublinCore, "subject", .list, subjects),
      (.dublinCore, "source", .text, [source].compacted),
      (.dublinCore, "identifier", .text, [identifier].compacted),
      (.dublinCore, "format", .text, [format].compacted),
    ]
  }

  private var basic: [Row] {
    [
      (.basic, "CreatorTool", .text, [creatorTool].compacted),
      (.basic, "CreateDate", .text, [createdAt.flatMap(Self.written)].compacted),
      (.basic, "Rating", .text, [rating.map { String(min(max($0, -1), 5)) }].compacted),
    ]
  }

  private var extensions: [Row] {
    [
      (.iptcExtension, "DigitalSourceType", .text, [digitalSourceType].compacted),
      (.iptcExtension, "AIPromptInformation", .text, [aiPromptInformation].compacted),
      (.iptcExtension, "AIPromptWriterName", .text, [aiPromptWriterName].compacted),
      (.iptcExtension, "AISystemUsed", .text, [aiSystemUsed].compacted),
      (.iptcExtension, "AISystemVersionUsed", .text, [aiSystemVersionUsed].compacted),
      (.photoshop, "Credit", .text, [credit].compacted),
      (.troupe, "recordDigest", .text, [record].compacted),
    ]
  }

  /// The seconds since 1970 of the years 1600 to 9999, which all calendars of Foundation count alike.
  private static let writableSeconds = -11_676_096_000.0..<253_402_300_800.0

  private static func written(_ date: Date) -> String? {
    let seconds = date.timeIntervalSince1970.rounded(.down)
    guard writableSeconds.contains(seconds) else { return nil }
    return Date(timeIntervalSince1970: seconds).formatted(.iso8601)
  }

  /// A text without what the production Char of XML 1.0 does not hold, and without U+007F, which
  /// libexempi would make a space.
  private static func admissible(_ text: String) -> String {
    let isKept = { (scalar: Unicode.Scalar) in
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0x7E, 0x80...0xFFFD, 0x1_0000...: true
      default: false
      }
    }
    if text.unicodeScalars.allSatisfy(isKept) { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter(isKept)))
  }
}

extension [String?] {
  /// Those that are there.
  fileprivate var compacted: [String] { compactMap { $0 } }
}
