import Troupe

/// All that is known of a model, each figure with the number of its source.
struct ModelDetails {
  private let profile: ModelProfile
  private let note: String?
  private let billed: ModelUse.Billed?
  private let tooLarge: ModelUse.TooLarge?
  private var table = Table(["", ""])
  private var sources: [String] = []

  /// - Parameters:
  ///   - billed: how estimates compare with bills in the library at hand.
  ///   - tooLarge: the request that was refused there as too large.
  init(
    _ profile: ModelProfile, note: String?, billed: ModelUse.Billed? = nil,
    tooLarge: ModelUse.TooLarge? = nil
  ) {
    self.profile = profile
    self.note = note
    self.billed = billed
    self.tooLarge = tooLarge
    addLimits()
    addFigures()
    addCapabilities()
  }

  var text: SafeText {
    let doubt = profile.status.confirmed ? "" : " (not confirmed by its vendor)"
    let head: SafeText =
      "\(profile.id, .strong)  \(profile.name)\n\(profile.status.text)\(doubt)"
    let remark: SafeText = note.map { "\n\($0)" } ?? ""
    var list = Table(["", ""], right: [0])
    for (index, source) in sources.enumerated() {
      list.add(.init("[\(index + 1)]", .faint), .init(source, .faint))
    }
    return head + remark + "\n\n" + table.text() + "\n\n" + list.text()
  }

  private mutating func addLimits() {
    row("Provider", profile.provider)
    let aliases = profile.aliases.map { $0.id + ($0.retired == nil ? "" : " (ended)") }
    if !aliases.isEmpty { row("Aliases", aliases.joined(separator: ", ")) }
    limit("Images", profile.limits.images)
    for kind in Kind.allCases {
      if let bound = profile.limits.kinds[kind.rawValue] {
        limit(kind.plural.capitalized, bound)
      } else if let other = profile.limits.counted(kind) {
        row(kind.plural.capitalized, "counted as \(other.plural)")
      }
    }
    limit("File bytes", profile.limits.fileBytes)
    limit("Request bytes", profile.limits.requestBytes)
    if let tooLarge, tooLarge.bytes <= profile.limits.requestBytes.bound ?? .max {
      row(
        "Learned here", "fewer than \(tooLarge.bytes.formatted()) bytes a request",
        "\(tooLarge.generation) was refused as too large (HTTP 413), \(tooLarge.at.asMinute)")
    }
    limit("Longest edge", profile.limits.edge)
    limit("Prompt letters", profile.limits.promptCharacters)
  }

  private mutating func addFigures() {
    let types = profile.acceptedTypes
    figure("Reads", types, types.value?.map(\.rawValue).joined(separator: " "))
    if profile.capabilities.judge == true { return }
    let aspects = profile.aspects.value
    figure(
      "Aspects", profile.aspects,
      aspects.map { $0.isEmpty ? "none to choose" : $0.joined(separator: " ") })
    figure("Sizes", profile.sizes, ModelListing.sizes(profile))
    if let options = profile.options {
      // A name with a dot tells how the request is written, and is nothing to set.
      let own = options.value?.filter { !$0.key.contains(".") }
      figure("Options", options, own.map(Self.words))
    }
    if let adapters = profile.adapters {
      figure(
        "Adapters", adapters,
        adapters.value.map { "\($0.families.joined(separator: " ")), \($0.most) at most" })
    }
    figure("Price", profile.price, ModelListing.price(profile))
    if let billed { row("Bills", ModelLifeListing.comparison(billed)) }
  }

  private static func words(_ options: [String: [String]]) -> String {
    let words = options.sorted { $0.key < $1.key }.map { name, values in
      values.isEmpty ? name : "\(name) \(values.joined(separator: "|"))"
    }
    return words.isEmpty ? "none" : words.joined(separator: ", ")
  }

  private mutating func addCapabilities() {
    let levels = profile.capabilities.thinkingLevels
    if profile.capabilities.judge == true {
      row("Judge", "answers 'troupe check', and draws nothing")
      if let tokens = profile.tokenPrice {
        figure(
          "Price", tokens,
          tokens.value.map {
            "\($0.input.asPrice) in, \($0.words.asPrice) out for a million tokens"
          })
      }
    }
    row("Thinking", levels.isEmpty ? "no levels to set" : levels.joined(separator: " "))
    if profile.capabilities.mask, let paint = profile.maskPaint {
      figure("Mask", paint, paint.value.map { "yes, \($0.rawValue) where it is transparent" })
    } else {
      row("Mask", answer(profile.capabilities.mask))
    }
    row("Seed", answer(profile.capabilities.seed))
    row("Web search", answer(profile.capabilities.webSearch))
    row("Image search", answer(profile.capabilities.imageSearch))
  }

  private mutating func limit(_ label: String, _ limit: Limit) {
    let figures = [
      limit.hard.map { "\($0.formatted()) at most" },
      limit.recommended.map { "\($0.formatted()) advised" },
      limit.note,
    ].compactMap(\.self)
    row(
      label, figures.isEmpty ? "?" : figures.joined(separator: ", "),
      "\(limit.source), checked \(limit.checked)")
  }

  private mutating func figure<Value>(_ label: String, _ figure: Sourced<Value>, _ value: String?) {
    row(
      label, ModelListing.mark(figure.isConfirmed, value),
      "\(figure.source), checked \(figure.checked)")
  }

  private mutating func row(_ label: String, _ value: String, _ source: String? = nil) {
    guard let source else { return table.add(.init(label, .faint), .init(value)) }
    if !sources.contains(source) { sources.append(source) }
    let number = (sources.firstIndex(of: source) ?? 0) + 1
    table.add(.init(label, .faint), .init("\(value) [\(number)]"))
  }

  private func answer(_ flag: Bool?) -> String { flag.map { $0 ? "yes" : "no" } ?? "?" }
}
