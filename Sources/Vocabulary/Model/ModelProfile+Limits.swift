internal import Foundation

extension Limit {
  /// What the model accepts, whatever its vendor advises.
  var hardOnly: Limit {
    Limit(hard: hard, source: source, checked: checked, note: note)
  }
}

extension ModelProfile.Limits {
  /// The kind as which images of `kind` are counted: its own where it has a limit, else that of kinds without one. A place
  /// counts as an object where the profile says neither. `nil` for in all only.
  package func counted(_ kind: Kind) -> Kind? {
    if kinds[kind.rawValue] != nil { return kind }
    return otherKinds ?? (kind == .place && kinds[Kind.object.rawValue] != nil ? .object : nil)
  }

  /// What a request keeps that stretches the limits. The longest edge stays: every image can be made smaller.
  var stretched: ModelProfile.Limits {
    var limits = hardOnly
    limits.edge = edge
    return limits
  }

  /// The same with hard limits alone.
  package var hardOnly: ModelProfile.Limits {
    ModelProfile.Limits(
      images: images.hardOnly, kinds: kinds.mapValues(\.hardOnly), otherKinds: otherKinds,
      fileBytes: fileBytes.hardOnly, requestBytes: requestBytes.hardOnly,
      uploadBytes: uploadBytes?.hardOnly, edge: edge.hardOnly,
      promptCharacters: promptCharacters.hardOnly,
      pixels: pixels.map {
        PixelLimit(total: $0.total.hardOnly, includesOutput: $0.includesOutput)
      })
  }
}

extension ModelProfile {
  /// The limits that a request has to keep: the advised ones, unless it stretches them.
  package func limits(for request: Request) -> Limits {
    request.usesHardLimits ? limits.stretched : limits
  }

  /// The size that the model uses unasked.
  /// Names of sizes as people read them: the smallest first, what is no name such as `512` or `2K` last.
  public static func smallestFirst(_ sizes: [String]) -> [String] {
    func edge(_ size: String) -> Int {
      guard let number = Int(size.prefix { $0.isNumber }) else { return .max }
      return size.hasSuffix("K") ? number * 1024 : number
    }
    let placed = sizes.enumerated().sorted {
      (edge($0.element), $0.offset) < (edge($1.element), $1.offset)
    }
    return placed.map(\.element)
  }

  package var defaultSize: String? { sizes.value?.first }

  /// Price of one output image as `parameters` ask for it, made from `pixels` pixels; US dollars, `nil` when not known.
  package func price(of parameters: Parameters = Parameters(), reading pixels: Int = 0) -> Double? {
    guard let size = parameters.size ?? defaultSize else { return nil }
    let table = price.value ?? [:]
    let named = parameters.options.values.sorted().lazy.compactMap { table["\(size) \($0)"] }
    if let price = named.first ?? table[size] { return price }
    if let rule = pixelPrice?.value {
      let made = outputPixels(parameters)
      return made > 0 ? rule.cost(made: made, sent: pixels) : nil
    }
    // An image of a size without a name costs no more than the next larger one that has one.
    guard let sides = FreeSize.sides(size), freeSize != nil else { return nil }
    let larger = (sizes.value ?? []).filter { name in
      outputPixels(Parameters(size: name)) >= sides[0] * sides[1]
    }
    return larger.lazy.compactMap { name in
      var other = parameters
      other.size = name
      return price(of: other)
    }.first
  }

  /// Pixels of the smallest output; 0 where the profile does not say.
  package var leastOutputPixels: Int {
    (pixels.value ?? [:]).values.flatMap(\.values).map { $0.reduce(1, *) }.min() ?? 0
  }

  /// Pixels of one output as `parameters` ask for it; the most of its size where the aspect is left
  /// to the model, 0 where the profile does not say.
  package func outputPixels(_ parameters: Parameters) -> Int {
    guard let size = parameters.size ?? defaultSize else { return 0 }
    if freeSize != nil, let sides = FreeSize.sides(size) { return sides[0] * sides[1] }
    guard let table = pixels.value?[size] else { return 0 }
    let one = parameters.aspect.flatMap { table[$0] }
    let candidates = one.map { [$0] } ?? Array(table.values)
    return candidates.map { $0.reduce(1, *) }.max() ?? 0
  }

  /// Width and height of one output as `parameters` ask for it, those of the largest where the aspect is left to the model;
  /// `nil` where the profile does not say.
  package func outputSides(_ parameters: Parameters) -> [Int]? {
    guard let size = parameters.size ?? defaultSize else { return nil }
    if freeSize != nil, let sides = FreeSize.sides(size) { return sides }
    let table = pixels.value?[size] ?? [:]
    return parameters.aspect.flatMap { table[$0] }
      ?? table.values.max { ($0.reduce(1, *), $0[0]) < ($1.reduce(1, *), $1[0]) }
  }
}

extension ModelProfile {
  /// Whether images of any size may have the aspect `text`, `W:H`: between the narrowest and the widest that is listed.
  package func isFree(aspect text: String) -> Bool {
    guard freeSize?.value != nil, let ratio = AspectRatio.value(text) else { return false }
    let listed = (aspects.value ?? []).compactMap(AspectRatio.value)
    guard let least = listed.min(), let most = listed.max() else { return false }
    return (least...most).contains(ratio)
  }
}

extension ModelProfile {
  /// The same for smaller requests than the one that was refused.
  package func learning(from refused: ModelUse.TooLarge) -> ModelProfile {
    var profile = self
    profile.limits.requestBytes = Limit(
      hard: refused.bytes - 1, source: "HTTP 413 in answer to \(refused.generation)",
      checked: String(refused.at.ISO8601Format().prefix(10)))
    // Whoever takes less than the vendor seldom has the vendor's files: images are made smaller.
    profile.limits.uploadBytes = nil
    return profile
  }
}

extension ModelProfile {
  /// Whether it answers questions on pictures, and draws none.
  package var isJudge: Bool { capabilities.judge == true }

  /// The most that one question costs, US dollars; `nil` where a price or the tokens of a picture are not known.
  /// - Parameters:
  ///   - characters: of its words. No tokenizer makes more tokens of them than twice their number.
  ///   - pictures: how many go along.
  ///   - answer: the most tokens that may come back.
  package func judgePrice(characters: Int, pictures: Int, answer: Int) -> Double? {
    guard let price = tokenPrice?.value, let picture = inputImageTokens.value else { return nil }
    let words = Double(characters * 2) * price.input
    let images = Double(picture * pictures) * max(price.input, price.inputImages ?? 0)
    return (words + images + Double(answer) * price.words).rounded(.up) / 1e6
  }
}

extension ModelProfile {
  /// Whether its figures can be reckoned with: sums of them stay whole numbers and amounts of money. Profiles come from
  /// files and rows, which may be anybody's.
  package var isPlausible: Bool {
    let all = [limits, limits.hardOnly]
    let bounds = all.flatMap { limits in
      [
        limits.images, limits.fileBytes, limits.requestBytes, limits.edge, limits.promptCharacters,
        limits.uploadBytes, limits.pixels?.total,
      ].map { $0?.bound } + limits.kinds.values.map(\.bound)
    }
    let tokens = (outputTokens.value ?? [:]).values + [inputImageTokens.value ?? 0]
    let sides = (pixels.value ?? [:]).values.flatMap(\.values)
    let token =
      (tokenPrice?.value.map { [$0.input, $0.inputImages ?? 0, $0.words, $0.images] } ?? [])
      + (pixelPrice?.value.map { [$0.first, $0.further, $0.input] } ?? [])
    return (bounds.compactMap(\.self) + tokens).allSatisfy((0...1_000_000_000_000).contains)
      && sides.allSatisfy { $0.count == 2 && $0.allSatisfy((0...1_000_000).contains) }
      && freeSize?.value?.isPlausible != false
      && ((price.value ?? [:]).values + token).allSatisfy((0...1e6).contains)
  }
}

extension ModelProfile.Capabilities {
  /// Those that are left where a model is asked in another dialect than its own: words and images, each request by itself.
  package var ofSingleRequests: ModelProfile.Capabilities {
    ModelProfile.Capabilities(
      conversation: false, signatures: false, mask: false, seed: false, webSearch: false,
      imageSearch: false, thinkingLevels: [], defaultThinking: nil)
  }
}
