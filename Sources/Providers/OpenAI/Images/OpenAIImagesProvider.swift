package import Foundation
package import TroupeVocabulary

/// OpenAI's Images API: a new image from words, or one made from up to sixteen others. No conversation, no seed.
///
/// Facts: openai 3.57.0 (its types, and what it sent to a recorder), developers.openai.com.
package struct OpenAIImagesProvider: Provider {
  package init() {}

  package let id = "openai.images"
  package var profiles: [Data] { Self.embedded }
  package let keyVariables = OpenAIAddress.keyVariables

  static let generations = "/images/generations"
  static let edits = "/images/edits"

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    try OpenAIAddress.endpoint(environment: environment)
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    let options = try? OpenAIOptions([:], image: profile.wireName, model: profile.id)
    guard OpenAIOptions.names.contains(name) else {
      return OpenAIImagesEncoder.options.contains(name)
    }
    return (try? options?.field(name, value)) != nil
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try OpenAIImagesEncoder(request: request, endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    let path = message.url.hasSuffix(Self.edits) ? Self.edits : Self.generations
    return OpenAIAddress.readdress(message, path, to: endpoint)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    let decoded = OpenAIImagesDecoder.decode(answer)
    // The models answer with bytes; a gateway may name an address in their place.
    let messages = OpenAIAddress.fetches(
      of: decoded.addresses, answering: message, from: profile)
    guard case .unreadable = decoded.outcome, decoded.drafts.isEmpty, !messages.isEmpty,
      (200..<300).contains(answer.status)
    else { return .answer(decoded) }
    return .fetch(decoded, messages)
  }
}

extension OpenAIImagesProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.gpt_image_1_json),
    Data(PackageResources.gpt_image_1_mini_json),
    Data(PackageResources.gpt_image_1_5_json),
    Data(PackageResources.gpt_image_2_json),
    Data(PackageResources.gpt_image_2_5_sunburst_json),
    Data(PackageResources.gpt_image_2_5_flare_json),
    Data(PackageResources.gpt_image_2_6_sunburst_json),
    Data(PackageResources.gpt_image_2_6_flare_json),
  ]
}
