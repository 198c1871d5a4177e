import Foundation

@testable import TroupeInterchange

/// A statement that says something in every property.
func fullStatement() -> PictureStatement {
  var statement = PictureStatement()
  statement.title = "狐狸与玫瑰"
  statement.description = "A fox 🦊 on a roof,\nat \"dusk\" & <rain>; 屋顶 𠮷"
  statement.rights = "© 2026 Ann Example"
  statement.creators = ["Ann Example", "Bo Beispiel"]
  statement.subjects = ["Rose", "狐狸", "night, rain"]
  statement.source = "01M7A/1"
  statement.identifier = "01M7B/1"
  statement.format = "image/png"
  statement.creatorTool = "Troupe 0.1 (some-model)"
  statement.createdAt = Date(timeIntervalSince1970: 1_790_000_000.9)
  statement.rating = 4
  statement.digitalSourceType = DigitalSourceType.trainedAlgorithmicMedia.rawValue
  statement.credit = "Made with Troupe"
  statement.aiPromptInformation = "A fox 🦊\r\n\tno rain"
  statement.aiPromptWriterName = "Ann Example"
  statement.aiSystemUsed = "Some Service"
  statement.aiSystemVersionUsed = "some-model"
  statement.record = "sha256:00ff"
  return statement
}

/// A statement of a title only.
func titled(_ title: String) -> PictureStatement {
  var statement = PictureStatement()
  statement.title = title
  return statement
}

/// The properties of a packet, as Troupe's own reader finds them.
func properties(_ packet: Data) -> [String: String] {
  let texts = EmbeddedTexts(xmp: packet).texts
  return Dictionary(texts.map { ($0.name, $0.text) }) { first, second in "\(first)|\(second)" }
}

/// A packet whose description holds some elements.
func packet(_ attributes: String = "", _ elements: String = "") -> Data {
  Data(xmp(attributes, elements))
}
