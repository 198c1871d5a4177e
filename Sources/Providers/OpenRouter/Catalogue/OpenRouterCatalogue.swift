import Foundation
import TroupeVocabulary

/// OpenRouter's list of image models, and what its providers charge for each.
struct OpenRouterCatalogue: ModelCatalogue {
  func list(at endpoint: Endpoint) -> HTTPRequest { Self.message("images/models", at: endpoint) }

  func details(of list: Data, at endpoint: Endpoint) -> [String: HTTPRequest] {
    let models = OpenRouterModels(list)?.models ?? []
    return Dictionary(
      models.map {
        ($0.id, Self.message("images/models/\($0.slug)/endpoints", at: endpoint))
      }, uniquingKeysWith: { first, _ in first })
  }

  func profiles(
    in list: Data, details: [String: Data], known: [ModelProfile], day: String
  ) throws(TroupeError) -> Catalogued {
    guard let models = OpenRouterModels(list), !models.models.isEmpty else {
      throw .provider(
        .unreadableList(
          provider: "openrouter",
          reason: "it is no JSON with a list of image models as 'data'"))
    }
    return models.profiles(details: details, known: known, day: day)
  }

  func made(_ profile: ModelProfile) -> Bool {
    profile.dialect == OpenRouterListing.dialect
      && profile.status.source == OpenRouterListing.source
  }

  private static func message(_ path: String, at endpoint: Endpoint) -> HTTPRequest {
    HTTPRequest(
      method: "GET", url: OpenRouterProvider.url(path, at: endpoint),
      headers: [HTTPHeader("Accept", "application/json")] + endpoint.headers,
      keyHeader: endpoint.keyPlace?.name ?? "Authorization", body: MessageBody(segments: []))
  }
}
