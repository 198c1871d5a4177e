package import Foundation
package import TroupeDrawing
package import TroupeProviders
package import TroupeVocabulary

/// The offline model as a provider: it draws on this machine, without a key or a network.
package struct StoryboardProvider: Provider {
  /// Fonts in which a text can be drawn, first choice first.
  private let fonts: @Sendable (_ text: String) -> [Font]

  /// Draws words in the fonts that `fonts` finds for a text; without any, frames have no words.
  package init(fonts: @escaping @Sendable (_ text: String) -> [Font]) { self.fonts = fonts }

  package let id = "troupe.storyboard"
  package let profiles = [Data(PackageResources.troupe_storyboard_json)]
  package let keyVariables: [String] = []
  package let isRemote = false
  /// Four MiB: a frame is a PNG of flat areas.
  package let answerRoom: UInt64 = 4 << 20

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    Endpoint(local: "troupe:storyboard")
  }

  /// It has no options.
  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    false
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    let (scene, sent) = try StoryboardRequest.encode(request)
    return Encoded(
      request: HTTPRequest(
        method: "DRAW", url: endpoint.baseURL, headers: [], keyHeader: nil,
        body: MessageBody(segments: [.text(scene)])),
      sent: sent, adjustments: [])
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest { message }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    // The process may have ended while the frame was being written.
    guard answer.status == 200, answer.body.suffix(8).prefix(4) == Data("IEND".utf8) else {
      return .answer(DecodedAnswer(outcome: .noImage(reason: "the frame was not drawn to its end")))
    }
    var decoded = DecodedAnswer(outcome: .images)
    decoded.images = [
      DecodedImage(
        content: .bytes(answer.body), claimedType: MediaType.png.rawValue, signature: nil)
    ]
    decoded.modelVersion = profile.id
    decoded.finishReason = "STOP"
    return .answer(decoded)
  }

  /// Draws the frame of a recorded message.
  package func deliver(_ delivery: Delivery) async throws {
    let png = try StoryboardRequest.draw(
      delivery.message.body, path: delivery.path, fonts: fonts)
    try delivery.onHead(200, [HTTPHeader("content-type", MediaType.png.rawValue)])
    try png.withUnsafeBytes { try delivery.onBody($0) }
  }
}
