package import Foundation
package import TroupeVocabulary

/// Google's Imagen, whose models answer to `predict`: on Vertex AI with numbered references, on the Gemini API from words alone.
package struct ImagenProvider: Provider {
  /// Where it is asked.
  package enum Road: String, CaseIterable, Sendable {
    /// Vertex AI of Google Cloud.
    case vertex
    /// Google's Gemini API for developers.
    case developer
  }

  private let road: Road

  /// The provider of `road`.
  package init(_ road: Road) { self.road = road }

  package var id: String { road == .vertex ? "imagen.predict" : "imagen.developer" }
  package var vendor: String? { road == .vertex ? "vertex" : nil }
  package var profiles: [Data] { road.profiles }
  package var keyVariables: [String] {
    road == .vertex ? VertexAddress.tokens + VertexAddress.keys : GeminiProvider().keyVariables
  }

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    guard road == .vertex else { return try GeminiProvider().endpoint(environment: environment) }
    let location = environment["GOOGLE_CLOUD_LOCATION"] ?? ""
    if environment["GOOGLE_CLOUD_PROJECT"]?.isEmpty == false, ["", "global"].contains(location) {
      throw .invalidValue(
        name: "GOOGLE_CLOUD_LOCATION", value: location,
        expected: "a region such as us-central1: Imagen is not served at global")
    }
    return try VertexAddress(environment).endpoint()
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    (try? ImagenOptions([name: value], road: road, profile: profile)) != nil
  }

  package func fault(in profile: ModelProfile) -> String? { profile.maskFault(unless: .white) }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try ImagenEncoder(request: request, endpoint: endpoint, road: road).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    road.gemini.readdress(message, to: endpoint)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    .answer(ImagenAnswer(answer).decoded)
  }
}

extension ImagenProvider.Road {
  /// The same road, as Gemini's models are reached.
  var gemini: GeminiRoad { self == .vertex ? .vertex : .developer }

  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  fileprivate var profiles: [Data] {
    switch self {
    case .vertex:
      [
        Data(PackageResources.vertex_imagen_3_0_capability_001_json),
        Data(PackageResources.vertex_imagen_3_0_capability_002_json),
        Data(PackageResources.vertex_imagen_3_0_fast_generate_001_json),
        Data(PackageResources.vertex_imagen_3_0_generate_001_json),
        Data(PackageResources.vertex_imagen_3_0_generate_002_json),
        Data(PackageResources.vertex_imagen_4_0_fast_generate_001_json),
        Data(PackageResources.vertex_imagen_4_0_generate_001_json),
        Data(PackageResources.vertex_imagen_4_0_ultra_generate_001_json),
      ]
    case .developer:
      [
        Data(PackageResources.imagen_3_0_generate_002_json),
        Data(PackageResources.imagen_4_0_fast_generate_001_json),
        Data(PackageResources.imagen_4_0_generate_001_json),
        Data(PackageResources.imagen_4_0_ultra_generate_001_json),
      ]
    }
  }
}
