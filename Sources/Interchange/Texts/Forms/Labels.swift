internal import Foundation

extension ForeignRecord {
  /// Reads marks that name a maker but tell no prompt.
  static func label(_ texts: TextSet) -> ForeignRecord? {
    grok(texts) ?? chineseLabel(texts) ?? byteDance(texts) ?? google(texts)
  }

  private static func grok(_ texts: TextSet) -> ForeignRecord? {
    let comments = [
      texts.text("ImageDescription", in: .exif), texts.text("UserComment", in: .exif),
    ]
    guard comments.contains(where: { isSignature($0) }) else { return nil }
    var record = ForeignRecord(tool: "Grok")
    record.keep("Artist", texts.text("Artist", in: .exif))
    record.notes.append("The file holds a signature of Grok and no prompt.")
    return record
  }

  /// Whether a text is the signature that Grok writes in place of a description.
  static func isSignature(_ text: String?) -> Bool {
    guard let text, text.hasPrefix("Signature: ") else { return false }
    return text.utf8.dropFirst(11).allSatisfy { $0 > 32 && $0 < 127 }
  }

  private static func chineseLabel(_ texts: TextSet) -> ForeignRecord? {
    guard
      let values =
        (texts.object("TC260:AIGC") ?? texts.object("AIGC")
        ?? texts.object(having: "Label", "ContentProducer"))?.object
    else { return nil }
    var record = ForeignRecord(tool: "Doubao or Jimeng")
    record.keep(values["AIGC"]?.object ?? values)
    record.notes.append(
      "The file holds China's label of generated pictures, which other services write too; no prompt."
    )
    return record
  }

  /// Reads the label that Dreamina and CapCut write in JPEGs.
  private static func byteDance(_ texts: TextSet) -> ForeignRecord? {
    guard let json = texts.object(having: "aigc_info"), let label = json["aigc_info"]?.object
    else { return nil }
    let product = (json["data"]?["product"] ?? label["source_info"])?.string?.nonBlank
    var record = ForeignRecord(tool: product.map { $0.prefix(60).capitalized } ?? "ByteDance")
    record.keep(label)
    record.keep(json["data"]?.object ?? [:])
    record.notes.append("The file holds ByteDance's label of generated pictures, and no prompt.")
    return record
  }

  private static func google(_ texts: TextSet) -> ForeignRecord? {
    guard let credit = texts.text("photoshop:Credit", in: .xmp),
      credit.hasPrefix("Made with Google AI")
    else { return nil }
    var record = ForeignRecord(tool: "Google AI")
    record.keep("Credit", credit)
    record.notes.append("The file says that Google's AI made the picture, and tells no prompt.")
    return record
  }
}
