import TroupeVocabulary

/// Figures of the list as profiles write them: each with its source and its day.
struct OpenRouterFacts {
  let day: String

  /// A figure; one without a value is not known.
  func sourced(
    _ value: WireValue?, source: String = OpenRouterListing.source, confirmed: Bool = true,
    note: String? = nil
  ) -> WireValue {
    let known = value.map { [WireMember("value", $0)] } ?? []
    let remark = note.map { [WireMember("note", .string($0))] } ?? []
    return .object(
      known + [
        WireMember("source", .string(source)), WireMember("checked", .string(day)),
        WireMember("confirmed", .bool(confirmed)),
      ] + remark)
  }

  /// A list of names.
  func list(_ names: [String]) -> WireValue { sourced(.array(names.map { .string($0) })) }

  /// A bound; one without a figure is not known.
  func limit(_ hard: Int?, note: String? = nil) -> WireValue {
    .object(
      (hard.map { [WireMember("hard", .integer($0))] } ?? []) + [
        WireMember("source", .string(OpenRouterListing.source)),
        WireMember("checked", .string(day)),
      ] + (note.map { [WireMember("note", .string($0))] } ?? []))
  }

  /// That it stands on the list.
  var status: WireValue {
    .object([
      WireMember("stage", .string("available")),
      WireMember("text", .string("On OpenRouter's list")),
      WireMember("source", .string(OpenRouterListing.source)), WireMember("checked", .string(day)),
      WireMember("confirmed", .bool(true)),
    ])
  }

  /// One prompt and a list of references: images are named by their places in it, whatever the model takes elsewhere.
  var labels: WireValue {
    sourced(
      .string("positions"), source: "the form of POST /images: one prompt, references in order",
      confirmed: false)
  }
}

/// How many images and bytes a listed model takes.
struct OpenRouterLimits {
  let model: OpenRouterListing
  let known: ModelProfile?
  let facts: OpenRouterFacts

  /// The bounds as a profile writes them.
  var value: WireValue {
    var members = [
      WireMember("images", images), WireMember("kinds", kinds),
      WireMember("file_bytes", facts.limit(nil)), WireMember("request_bytes", facts.limit(nil)),
      WireMember("edge", facts.limit(nil)),
      WireMember("prompt_characters", written(known?.limits.promptCharacters) ?? facts.limit(nil)),
    ]
    if let kind = known?.limits.otherKinds {
      members.append(WireMember("other_kinds", .string(kind.rawValue)))
    }
    return .object(members)
  }

  /// A model that does not list references takes none.
  private var images: WireValue {
    guard model.takes("input_references") else { return facts.limit(0) }
    let range = model.range(of: "input_references")
    let least = range?.lowerBound ?? 0
    return facts.limit(
      range?.upperBound, note: least > 0 ? "it makes nothing without \(least) of them" : nil)
  }

  private var kinds: WireValue {
    .object(
      (known?.limits.kinds ?? [:]).sorted { $0.key < $1.key }.compactMap { kind, limit in
        written(limit).map { WireMember(kind, $0) }
      })
  }

  private func written(_ limit: Limit?) -> WireValue? {
    limit.flatMap { try? CanonicalJSON.text($0) }.map { .verbatim([.text($0)]) }
  }
}
