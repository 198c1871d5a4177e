import Testing

@testable import TroupeInterchange

/// Reads texts of a PNG by their keywords.
func readPNG(_ texts: KeyValuePairs<String, String>) -> ForeignRecord? {
  ForeignRecord.read(texts.map { EmbeddedText(.png, $0.key, $0.value) }, fileName: "a.png")
}

/// Reads one text of EXIF.
func readEXIF(_ name: String, _ text: String) -> ForeignRecord? {
  ForeignRecord.read([EmbeddedText(.exif, name, text)], fileName: "a.jpg")
}
