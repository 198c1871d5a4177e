import Foundation
package import TroupeProviders
import TroupeVocabulary

/// Models with limits that tests can reach.
package enum TestModels {
  /// `test/small`, `test/narrow`, `test/tight` and `test/brief`.
  package static func overrides() throws -> [ModelRegistry.Override] {
    [
      .init(name: "small", json: Data(smallModel.utf8)),
      .init(name: "narrow", json: Data(narrowModel.utf8)),
      .init(name: "tight", json: Data(tightModel.utf8)),
      .init(name: "brief", json: try briefModel()),
    ]
  }

  /// The same with room for four images and hardly any bytes.
  private static let narrowModel = smallModel.replacing("test/small", with: "test/narrow")
    .replacing("\"hard\": 2", with: "\"hard\": 4")
    .replacing("\"request_bytes\": {", with: "\"request_bytes\": {\"hard\": \(65_536 + 300), ")

  /// The same that takes only JPEGs of at most 512 pixels.
  private static let tightModel = smallModel.replacing("test/small", with: "test/tight")
    .replacing("\"edge\": {", with: "\"edge\": {\"hard\": 512, ")
    .replacing("[\"image/png\", \"image/jpeg\"]", with: "[\"image/jpeg\"]")

  /// Gemini with room for five images in a request.
  private static func briefModel() throws -> Data {
    let text = try CanonicalJSON.text(
      ModelRegistry(of: [GeminiProvider()]).profile(named: "gemini-3-pro-image").profile)
    return Data(
      text.replacing("\"id\":\"gemini-3-pro-image\"", with: "\"id\":\"test/brief\"")
        .replacing(/"images":\{"checked":"[^"]*","hard":14/) {
          $0.output.replacing("14", with: "5")
        }.utf8)
  }

  /// An offline model with room for two images, one size and two aspects.
  private static let smallModel: String = {
    let source = #""source": "test", "checked": "2026-11-20""#
    return """
      {"id": "test/small", "name": "Small", "provider": "troupe", "dialect": "troupe.storyboard",
       "aliases": [],
       "status": {"stage": "available", "text": "for tests", "confirmed": true, \(source)},
       "limits": {
         "images": {"hard": 2, \(source)}, "kinds": {"character": {"hard": 2, \(source)}},
         "file_bytes": {\(source)}, "request_bytes": {\(source)}, "edge": {\(source)},
         "prompt_characters": {\(source)}},
       "accepted_types": {"value": ["image/png", "image/jpeg"], \(source)},
       "aspects": {"value": ["1:1", "4:3"], \(source)}, "sizes": {"value": ["1K"], \(source)},
       "sends_size": true,
       "pixels": {"value": {"1K": {"1:1": [256, 256], "4:3": [320, 240]}}, \(source)},
       "price": {"value": {"1K": 0}, \(source)}, "output_tokens": {\(source)},
       "input_image_tokens": {\(source)},
       "capabilities": {"conversation": false, "signatures": false, "mask": false, "seed": false,
         "web_search": false, "image_search": false, "thinking_levels": []},
       "output_type": {"value": "image/png", \(source)}}
      """
  }()
}
