import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

/// Bodies that the vendor's SDK `lumaai` 1.21.0 sent to a recorder, compared with ours: all members are equal but those that
/// are named.
@Suite struct LumaCaptureTests {
  /// luma-character-submit-poll.
  @Test func referencesOfEveryKind() throws {
    try compare(
      "photon-1",
      [
        ImageAddress(
          "https://example.org/a1.png", use: PictureUse(.identity, showing: .character)),
        ImageAddress(
          "https://example.org/a2.png", use: PictureUse(.identity, showing: .character)),
        "https://example.org/b.png",
        ImageAddress("https://example.org/s.png", use: PictureUse(.style)),
      ], Parameters(aspect: "16:9", options: ["format": "png"]),
      """
      {"model": "photon-1", "aspect_ratio": "16:9",
       "character_ref": {"identity0": {"images":
         ["https://example.org/a1.png", "https://example.org/a2.png"]}},
       "format": "png", "image_ref": [{"url": "https://example.org/b.png", "weight": 0.85}],
       "prompt": "p", "style_ref": [{"url": "https://example.org/s.png", "weight": 0.8}]}
      """, otherwise: [])
  }

  /// luma-modify-sync. Ours is asked for in place of being waited for, and says its format.
  @Test func anImageToChange() throws {
    try compare(
      "photon-flash-1", ["https://example.org/a.png"], Parameters(options: ["modify": "true"]),
      """
      {"model": "photon-flash-1",
       "modify_image_ref": {"url": "https://example.org/a.png", "weight": 1.0},
       "prompt": "p", "sync": true, "sync_timeout": 60}
      """, otherwise: ["sync", "sync_timeout", "format"])
  }

  private func compare(
    _ model: String, _ addresses: [ImageAddress], _ parameters: Parameters, _ captured: String,
    otherwise names: Set<String>
  ) throws {
    let sender = try LumaSender(model)
    let message = try sender.encoded(sender.request(addresses, parameters: parameters)).request
    #expect(message.url == "https://api.lumalabs.ai/dream-machine/v1/generations/image")
    #expect(message.method == "POST" && message.keyHeader == "Authorization")
    let text = message.body.segments.map { if case .text(let text) = $0 { text } else { "#" } }
      .joined()
    let ours = try members(of: text)
    let theirs = try members(of: captured)
    for name in Set(ours.keys).union(theirs.keys).subtracting(names).sorted() {
      #expect(ours[name] == theirs[name], "\(name)")
    }
  }

  private func members(of text: String) throws -> [String: NSObject] {
    try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: NSObject])
  }
}
