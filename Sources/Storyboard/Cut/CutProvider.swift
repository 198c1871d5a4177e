package import Foundation
internal import TroupeImaging
package import TroupeProviders
package import TroupeVocabulary

/// The model `troupe/cut`, which cuts one panel out of the image that it edits: on this machine, without a price, each
/// pixel as it was. So what is cut is in the record, with the sheet as its parent.
package struct CutProvider: Provider {
  package init() {}

  package let id = "troupe.cut"
  package let profiles = [Data(PackageResources.troupe_cut_json)]
  package let keyVariables: [String] = []
  package let isRemote = false
  /// 64 MiB: a panel is a PNG of at most what a sheet holds.
  package let answerRoom: UInt64 = 64 << 20

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    Endpoint(local: "troupe:cut")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    CutRequest.options.contains(name)
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    let body = try CutRequest(request).json
    return Encoded(
      request: HTTPRequest(
        method: "CUT", url: endpoint.baseURL, headers: [], keyHeader: nil,
        body: MessageBody(segments: [.text(body)])),
      sent: request.parameters, adjustments: [])
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest { message }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    // The process may have ended while the panel was being written.
    guard answer.status == 200, answer.body.suffix(8).prefix(4) == Data("IEND".utf8) else {
      return .answer(DecodedAnswer(outcome: .noImage(reason: "the panel was not cut to its end")))
    }
    var decoded = DecodedAnswer(outcome: .images)
    decoded.images = [
      DecodedImage(
        content: .bytes(answer.body), claimedType: MediaType.png.rawValue, signature: nil)
    ]
    decoded.modelVersion = profile.id
    return .answer(decoded)
  }

  /// Cuts as a recorded message says.
  package func deliver(_ delivery: Delivery) async throws {
    let png = try CutRequest(reading: delivery.message.body).panel(path: delivery.path)
    try delivery.onHead(200, [HTTPHeader("content-type", MediaType.png.rawValue)])
    try png.withUnsafeBytes { try delivery.onBody($0) }
  }
}
