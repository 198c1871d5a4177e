import Foundation

@testable import TroupeProviders
@testable import TroupeSelection
@testable import TroupeVocabulary

/// Prompts: mentions are found where they stand, and what lies between them is the text that was written.
func checkPrompt(_ input: inout Input) {
  input.repeatSometimes()
  let known: [Handle: [String]] = [
    "kael": ["casual", "armor"], "mira": [], "灯笼": ["红"], "a": ["b"], "kael-x.1": [],
  ]
  let text = input.text
  guard let prompt = try? ParsedPrompt(text, known: known) else { return }
  var end = text.startIndex
  for mention in prompt.mentions {
    require(mention.range.lowerBound >= end, "mentions stand in order")
    require(text[mention.range.lowerBound].isAt, "a mention begins with its sign")
    require(known[mention.handle] != nil, "a mention is of a known asset")
    require(MentionSuffix.weights.contains(mention.weight), "a weight is within bounds")
    end = mention.range.upperBound
  }
  require(
    prompt.assets.count == Set(prompt.mentions.map(\.handle)).count, "each asset stands once")
  if prompt.mentions.isEmpty, !text.contains("\\") {
    require(prompt.textWithoutMentions == text, "text without mentions stays")
  }
  for asset in Removals.standard.handles(in: prompt) {
    require(prompt.assets.contains { $0.handle == asset }, "who is taken out is mentioned")
  }
  let names = CastNames([
    NamedAsset("kael", looks: ["casual"], aliases: ["凯尔"], name: "Kael the Elder"),
    NamedAsset("灯笼", aliases: ["old lamp"], name: "lantern"),
  ])
  if let prompt = try? ParsedPrompt(text, names: names) {
    for hint in NameHints.hints(in: prompt, names: names) {
      require(
        !hint.handles.contains { handle in prompt.assets.contains { $0.handle == handle } },
        "a hint is of one who is not mentioned")
    }
  }
  let scopes = PromptScopes(prompt, lexicon: .standard) { _ in true }
  for asset in prompt.assets {
    _ = Demand(passages: scopes.passages(for: asset.handle), assetPhrases: PhraseTable())
  }
  _ = Demand(in: text)
}

/// Names and numbers as people and servers type them: what is taken reads as the same again.
func checkName(_ input: inout Input) {
  input.repeatSometimes()
  let text = input.text
  if let handle = try? Handle(text) {
    require((try? Handle(handle.text)) == handle, "a handle's text is a handle")
    require((try? Handle("\(handle)")) == handle, "a handle reads as it is written")
    let written = try? JSONEncoder().encode([handle])
    let read = written.flatMap { try? JSONDecoder().decode([Handle].self, from: $0) }
    require(read == [handle], "a handle comes back from JSON")
    require(handle.text.count <= Handle.longest, "a handle is short")
    let prompt = try? ParsedPrompt("@\(handle.text) waits", known: [handle: []])
    require(prompt?.mentions.map(\.handle) == [handle], "a handle can be mentioned")
  }
  let view = View(rawValue: text)
  require(View(rawValue: view.rawValue) == view, "a view reads as it is written")
  if let wish = try? ViewWish(text) {
    require((try? ViewWish("\(wish)")) == wish, "a wish reads as it is written")
  }
  for name in [ImageName(text), NamedInput(text).image] { _ = "\(name)" }
  _ = "\(GenerationName(text))"
  if let address = try? ImageAddress(typed: text) { _ = "\(address)" }
  if let id = ULID(text) { require(ULID("\(id)") == id, "an id reads as it is written") }
  if let digest = Digest(text) { require(Digest("\(digest)") == digest, "so does a digest") }
  if let endpoint = try? Endpoint(baseURL: text, version: "v1") {
    require(Endpoint.isSafe(endpoint.baseURL), "an address stays safe")
  }
  _ = Endpoint.isLocal(text)
  _ = Endpoint.host(of: text)
  _ = AspectRatio.value(text)
  _ = FilePath(encoded: text).description
  _ = HTTPDate.seconds(text)
  _ = WaitingTime.seconds(text)
  _ = WaitingTime.asked(in: text)
  _ = AnswerAddress.all(in: text)
  let clean = ProviderMessage.clean(text)
  require(clean.count <= ProviderMessage.longest, "words of a provider are short")
  _ = Spelling.nearest(to: String(text.prefix(100)), among: ["kael", "mira", "灯笼"])
}
