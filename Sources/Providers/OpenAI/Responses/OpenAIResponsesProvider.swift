package import Foundation
package import TroupeVocabulary

/// OpenAI's Responses API: conversations with a model that calls GPT Image as its tool, at once or as a job.
///
/// A turn sends the whole conversation: what the model answered goes back as its own items, with the names of its calls.
/// Facts: openai 3.57.0 (its types, and what it sent to a recorder).
package struct OpenAIResponsesProvider: Provider {
  package init() {}

  package let id = "openai.responses"
  package var profiles: [Data] { [Data(PackageResources.gpt_5_5_json)] }
  package let keyVariables = OpenAIAddress.keyVariables
  package let fetchesAddresses = true
  package let sendsHistory = true

  static let path = "/responses"

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    try OpenAIAddress.endpoint(environment: environment)
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    switch name {
    case "action": return OpenAIImageTool.actions.contains(value)
    case "image_model": return OpenAIImageTool.models.contains(value)
    case _ where OpenAIOptions.names.contains(name):
      let options = try? OpenAIOptions(
        [:], image: OpenAIImageTool.models[0], model: profile.id)
      return (try? options?.field(name, value)) != nil
    default: return OpenAIResponsesEncoder.options.contains(name)
    }
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try OpenAIResponsesEncoder(request: request, endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    OpenAIAddress.readdress(message, Self.path, to: endpoint)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    OpenAIResponsesDecoder.read(answer, to: message, on: leg)
  }

  package func conversationPart(of answer: MessageBody) -> ModelAnswer? {
    let recorded = RecordedText(answer)
    guard let events = AnswerEvents(in: recorded.data),
      let node = events.nodes.last.map({ $0["response"] ?? $0 })
    else { return nil }
    let items = OpenAIResponse.items(of: node)
    let parts = items.compactMap { Self.part(of: $0, recorded) }
    return parts.isEmpty || parts.count < items.count ? nil : ModelAnswer(parts: parts)
  }

  /// Reasoning belongs to the call behind it and is never left out.
  private static func part(of item: JSONNode, _ recorded: RecordedText) -> ModelAnswer.Part? {
    guard case .object(_, let text) = item, let type = item["type"]?.text,
      let segments = recorded.segments(of: text)
    else { return nil }
    let isCall = type == "image_generation_call"
    return ModelAnswer.Part(
      segments: segments, isBareThought: false, isImage: isCall, isUnsignedImage: false)
  }
}
