import Foundation
import TroupeVocabulary

/// The profile of one listed model. What is not known is left out.
struct OpenRouterDocument {
  let model: OpenRouterListing
  /// `nil` where they were not told.
  let providers: OpenRouterOffers?
  /// The profile of the same model with its vendor.
  let known: ModelProfile?
  let day: String

  /// Figures that the entry states and that cannot be used, in words.
  var problems: [String] {
    ["input_references", "output_compression"].filter {
      model.takes($0) && model.range(of: $0) == nil
    }.map { "its \($0) is no range of counts" }
  }

  /// It, and the document that holds it.
  /// - Throws: what the decoder does where it is no profile after all.
  func entry() throws -> Catalogued.Entry {
    let text = value.body.segments.map { segment in
      if case .text(let text) = segment { text } else { "" }
    }.joined()
    let override = ModelRegistry.Override(name: model.id, json: Data(text.utf8))
    let profile = try ProfileFile(override).profile(
      dialects: [OpenRouterListing.dialect], fault: { _ in nil })
    return Catalogued.Entry(
      profile: profile, json: try CanonicalJSON.encode(profile, pretty: true) + Data("\n".utf8))
  }

  private var value: WireValue {
    let facts = OpenRouterFacts(day: day)
    var members = [
      WireMember("id", .string(model.id)), WireMember("sent_as", .string(model.slug)),
      WireMember("name", .string("\(model.name) (OpenRouter)")),
      WireMember("provider", .string("openrouter")),
      WireMember("dialect", .string(OpenRouterListing.dialect)),
      WireMember("aliases", .array([])), WireMember("status", facts.status),
      WireMember("limits", OpenRouterLimits(model: model, known: known, facts: facts).value),
      WireMember("aspects", facts.list(aspects)), WireMember("sizes", facts.list(sizes)),
      WireMember("sends_size", .bool(sendsSize)), WireMember("options", options(facts)),
      WireMember("capabilities", capabilities),
      WireMember("labels", facts.labels),
    ]
    members += prices(facts)
    members += inherited(facts)
    return .object(members)
  }

  private var aspects: [String] {
    (model.values(of: "aspect_ratio") ?? []).filter { AspectRatio.value($0) != nil }
  }

  private var sendsSize: Bool { !named.isEmpty }

  /// Names of sizes as `resolution` takes them, and those in pixels as `size` does.
  private var named: [String] {
    (model.values(of: "resolution") ?? [])
      + (model.values(of: "size") ?? []).filter {
        FreeSize.sides($0) != nil
      }
  }

  /// The sizes; one name for what it makes where it lets none be chosen.
  private var sizes: [String] {
    var seen: Set<String> = []
    return named.isEmpty
      ? [known?.defaultSize ?? "default"] : named.filter { seen.insert($0).inserted }
  }

  private func options(_ facts: OpenRouterFacts) -> WireValue {
    var all: [String: [String]] = [:]
    for name in ["quality", "background"] where model.takes(name) {
      all[name] = model.values(of: name) ?? []
    }
    if let formats = model.values(of: "output_format") {
      all["output_format"] = formats.filter(OpenRouterListing.files.contains)
    }
    if model.range(of: "output_compression") != nil { all["output_compression"] = [] }
    if model.streams { all["stream"] = ["false", "true"] }
    for name in providers?.defaults ?? [] { all[name] = ["false", "true"] }
    return facts.sourced(
      .object(
        all.sorted { $0.key < $1.key }.map { name, values in
          WireMember(name, .array(values.map { .string($0) }))
        }))
  }

  /// A listed seed is taken; its effect is not promised (openrouter 1.3.84, "determinism is not guaranteed").
  private var capabilities: WireValue {
    let seed = model.takes("seed") ? [] : [WireMember("seed", .bool(false))]
    return .object(
      [
        WireMember("conversation", .bool(false)), WireMember("signatures", .bool(false)),
        WireMember("mask", .bool(false)),
      ] + seed + [
        WireMember("web_search", .bool(false)), WireMember("image_search", .bool(false)),
        WireMember("thinking_levels", .array([])),
      ])
  }

  private func prices(_ facts: OpenRouterFacts) -> [WireMember] {
    let source = "\(OpenRouterListing.source)/\(model.slug)/endpoints"
    let table = providers?.prices(
      sizes: sizes, qualities: model.values(of: "quality") ?? [],
      tokens: known?.outputTokens.value ?? [:])
    let price = table.map { table in
      WireValue.object(
        table.sorted { $0.key < $1.key }.map { WireMember($0.key, .number($0.value)) })
    }
    var members = [
      WireMember(
        "price",
        facts.sourced(
          price, source: source, note: price.map { _ in "the dearest of its providers" }))
    ]
    if price == nil, let rule = providers?.megapixelPrice {
      let value = WireValue.object([
        WireMember("first", .number(rule.made)), WireMember("further", .number(rule.made)),
        WireMember("input", .number(rule.sent)),
      ])
      members.append(WireMember("pixel_price", facts.sourced(value, source: source)))
    }
    return members
  }

  /// What the list does not say, as it stands in the profile of the same model with its vendor.
  private func inherited(_ facts: OpenRouterFacts) -> [WireMember] {
    func member(_ name: String, _ value: (some Encodable)?) -> WireMember {
      let text = value.flatMap { try? CanonicalJSON.text($0) }
      return WireMember(name, text.map { .verbatim([.text($0)]) } ?? facts.sourced(nil))
    }
    let isSame = known?.sizes.value == sizes
    var members = [
      member("accepted_types", known?.acceptedTypes), member("output_type", known?.outputType),
      member("pixels", isSame ? known?.pixels : nil),
      member("output_tokens", known?.outputTokens),
      member("input_image_tokens", known?.inputImageTokens),
    ]
    if let value = known?.crowding { members.append(member("crowding", value)) }
    if let value = known?.languages { members.append(member("languages", value)) }
    if let value = known?.answersInWords { members.append(member("answers_in_words", value)) }
    if let value = known?.unaskedAspect { members.append(member("unasked_aspect", value)) }
    return members
  }
}
