package import Foundation

/// What an exported copy says of itself; nil leaves alone what the file says.
package struct CopyTexts: Sendable, Hashable {
  /// How many bytes either text may have in UTF-8: what this module reads back.
  package static let mostBytes = Findings.mostBytes

  /// The text in the form of AUTOMATIC1111: `parameters` of a PNG, EXIF's UserComment elsewhere.
  package var parameters: String?
  /// A packet of XMP in UTF-8, with its wrapper `<?xpacket …?>`.
  package var xmp: Data?

  /// Texts to put into a copy.
  package init(parameters: String? = nil, xmp: Data? = nil) {
    (self.parameters, self.xmp) = (parameters, xmp)
  }

  /// The texts as any file can hold them.
  ///
  /// - Throws: `CopyFault` where one is too long or the packet is no text in UTF-8.
  func checked(_ report: inout CopyReport) throws(CopyFault) -> CopyTexts {
    var texts = self
    if let text = parameters, text.unicodeScalars.contains("\0") {
      texts.parameters = text.flatMapped { $0 == "\0" ? "" : String(Character($0)) }
      report.note("The NULs in the text “parameters” were left out: no file can hold them there.")
    }
    try Self.check(texts.parameters?.utf8.count, "The text “parameters”")
    try Self.check(xmp?.count, "The packet of XMP")
    if let xmp, xmp.contains(0) || String(data: xmp, encoding: .utf8) == nil {
      throw .broken("The packet of XMP of \(xmp.count) bytes is no text in UTF-8.")
    }
    return texts
  }

  private static func check(_ size: Int?, _ name: String) throws(CopyFault) {
    guard let size, size > mostBytes else { return }
    throw .tooLong("\(name) has \(size) bytes; at most \(mostBytes) can be written.")
  }
}

/// Why a copy cannot be made.
package enum CopyFault: Error, Hashable, Sendable {
  /// The file is no PNG, JPEG or WebP.
  case unsupported
  /// The file, or a text for it, is damaged; the sentence tells what is wrong and where.
  case broken(String)
  /// A text does not fit into the file; the sentence tells both sizes.
  case tooLong(String)
}
