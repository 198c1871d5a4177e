import Foundation

@testable import Troupe
@testable import TroupeProviders
@testable import TroupeVocabulary

/// A model profile from a library: it is refused, or all that is reckoned with it can be reckoned.
func checkProfile(_ input: inout Input) {
  let file = ModelRegistry.Override(
    name: "models/x.json", json: input.bytes, libraryFile: "models/x.json")
  let own = ModelRegistry.Override(name: "x.json", json: input.bytes)
  guard var laid = BuiltIn.laid else { return require(false, "the built-in profiles can be read") }
  for override in [own, file] { laid.add(override) }
  let trust = PriceTrust(own: laid.own, library: laid.libraryFiles, gateways: [], localDialects: [])
  let all = laid.all(trust)
  require(all.count >= BuiltIn.count, "the built-in models stay")
  for profile in all.suffix(2) { reckon(with: profile, trust) }
  _ = ModelRegistry.find(ModelRegistry.key(String(input.text.prefix(60))), in: all)
}

/// The profiles that the program has, read once.
private enum BuiltIn {
  static let count = laid?.own.count ?? 0
  static let laid: LaidProfiles? = {
    var laid = LaidProfiles(dialects: Models.providers.map(\.id))
    for json in Models.providers.flatMap(\.profiles) {
      laid.add(ModelRegistry.Override(name: "built in \(laid.own.count)", json: json))
    }
    return laid.problems.isEmpty ? laid : nil
  }()
}

private func reckon(with profile: ModelProfile, _ trust: PriceTrust) {
  var sum = 0.0
  for size in (profile.sizes.value ?? []) + ["", "1K"] {
    for aspect in (profile.aspects.value ?? []) + ["1:1"] {
      let pixels = profile.outputPixels(Parameters(aspect: aspect, size: size))
      require((0...1_000_000_000_000).contains(pixels), "pixels of an output are bounded")
      _ = AspectRatio.nearest(to: 1, among: [aspect])
    }
    sum += profile.price(of: Parameters(size: size)) ?? 0
  }
  require(sum.isFinite && sum >= 0, "a price is an amount")
  require(profile.leastOutputPixels >= 0, "pixels are counted")
  let usage = Usage(
    prompt: .max, output: 1_000, thoughts: 0, total: .max, promptByModality: [:],
    outputByModality: ["IMAGE": 1_000])
  _ = profile.tokenPrice?.value?.cost(of: usage)
  _ = trust.bounding(profile)
  _ = trust.note(on: profile)
  let again = (try? CanonicalJSON.encode(profile)).flatMap {
    try? CanonicalJSON.decode(ModelProfile.self, from: $0)
  }
  require(again == profile, "a profile comes back from its own form")
}

/// Settings and gateways: a bound on cost that stands in a file holds, or nothing is spent.
func checkSettings(_ input: inout Input) {
  let kind = input.steer() % 3
  let user = Scratch.folder.appending(path: "user/troupe")
  let library = Scratch.folder.appending(path: "library")
  let settings = (kind == 0 ? Data() : Data("max_cost = 0.01\n".utf8)) + input.bytes
  let places = [
    (user.appending(path: "troupe.toml"), kind == 1 ? settings : Data()),
    (user.appending(path: "providers.toml"), kind == 0 ? settings : Data()),
    (library.appending(path: "troupe.toml"), kind == 2 ? settings : Data()),
  ]
  do {
    for (file, bytes) in places {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file)
    }
    let read = Configuration(
      library: library,
      environment: ["XDG_CONFIG_HOME": user.deletingLastPathComponent().path])
    require(
      kind == 0 || read.settings.maxCost == 0.01 || read.spendingFault != nil,
      "a bound on cost does not vanish")
    require((1...64).contains(read.settings.requestsAtOnce), "a number is within its bounds")
    for gateway in read.gateways {
      require(Endpoint.isSafe(gateway.endpoint.baseURL), "a gateway's address is safe")
      require((gateway.price ?? 0).isFinite, "a price is an amount")
    }
    for problem in read.problems { _ = "\(problem)" }
  } catch {
    require(false, "reading settings throws \(error)")
  }
}

/// Records: what their JSON is read as comes back from its canonical form.
func checkJSON(_ input: inout Input) {
  let bytes = input.bytes
  comesBack(MessageBody.self, bytes) { $0.byteCount }
  comesBack(Request.self, bytes) { request in
    request.references.reduce(0) { $0 + $1.width * $1.height + $1.image.byteCount }
  }
  comesBack(Parameters.self, bytes) { $0.seed ?? 0 }
  comesBack([Adjustment].self, bytes) { $0.count }
  comesBack([ExcludedReference].self, bytes) { $0.count }
  comesBack(Composition.self, bytes) { _ in 0 }
  comesBack(Session.Configuration.self, bytes) { _ in 0 }
  comesBack([HTTPHeader].self, bytes) { $0.count }
  comesBack([String].self, bytes) { $0.count }
  comesBack([Double].self, bytes) { $0.count }
  comesBack(Reference.self, bytes) { $0.width * $0.height }
  comesBack(Asset.self, bytes) { $0.looks.count }
  comesBack(ModelProfile.self, bytes) { $0.leastOutputPixels }
  comesBack([ViewWish].self, bytes) { $0.count }
}

private func comesBack<Value: Codable & Equatable>(
  _ type: Value.Type, _ bytes: Data, _ reckoned: (Value) -> Int
) {
  guard let value = try? CanonicalJSON.decode(type, from: bytes) else { return }
  _ = reckoned(value)
  guard let written = try? CanonicalJSON.encode(value) else {
    return require(false, "what was read can be written: \(value)")
  }
  let again = try? CanonicalJSON.decode(type, from: written)
  require(again == value, "what was written reads as the same: \(value)")
  require(
    again.flatMap { try? CanonicalJSON.encode($0) } == written, "the form is canonical: \(value)")
}
