import Troupe

/// A plan as a table that a person reads.
struct PlanListing {
  let plan: Plan
  /// Whether the words of the prompt are told with what they were taken to ask for.
  var explains = false

  var text: SafeText {
    var parts = [head]
    parts.append(chosen)
    if !plan.adapters.isEmpty { parts.append(PictureTables.adapters(plan.adapters)) }
    if !plan.selection.excluded.isEmpty {
      parts.append(PictureTables.excluded(plan.selection.excluded))
    }
    if !plan.adjustments.isEmpty {
      parts.append(section("Adjusted", plan.adjustments.map(\.sentence)))
    }
    if !plan.warnings.isEmpty { parts.append(section("Warnings", plan.warnings)) }
    if explains { parts.append(read) }
    parts.append(section("Words sent", plan.promptSent.split(separator: "\n").map(String.init)))
    return parts.joined(separator: "\n\n")
  }

  private var head: SafeText {
    var table = Table(["", ""])
    table.add(.init("Model", .faint), .init("\(plan.model) · \(price)"))
    if let digest = plan.digest { table.add(.init("Digest", .faint), .init(digest.hex)) }
    if plan.estimate.costUSD != 0 {
      table.add(.init("Price", .faint), .init(plan.estimate.source))
    }
    table.add(.init("Asked", .faint), .init(plan.parameters.asked.sentence))
    if plan.parameters.sent != plan.parameters.asked {
      table.add(.init("Sent", .faint), .init(plan.parameters.sent.sentence))
    }
    if let aspect = plan.unaskedAspect {
      table.add(.init("Aspect", .faint), .init(aspect.sentence))
    }
    table.add(
      .init("Limits", .faint), .init(plan.limits.map(\.sentence).joined(separator: " · ")))
    if let proof = plan.selection.proof {
      table.add(.init("Choice", .faint), .init(proof.sentence))
    }
    return table.text()
  }

  private var read: SafeText {
    let title: SafeText = "\("Words read", .strong)"
    guard !plan.wordsRead.isEmpty else { return title + "\n  none asks for a view or a feeling" }
    var table = Table(["WORDS", "ASK FOR", "OF", "", "WHY"])
    for one in plan.wordsRead {
      table.add(
        .init(one.phrase), .init(one.asks),
        .init(one.assets.map { "\($0)" }.joined(separator: ", ")), .init(one.outcome.rawValue),
        .init(one.reason))
    }
    return title + "\n" + table.text(indent: 2)
  }

  private var price: String {
    let estimate = plan.estimate
    let tokens = estimate.tokens.flatMap { $0 == 0 ? nil : "\($0.formatted()) tokens" }
    let bytes = estimate.bytes == 0 ? nil : "\(estimate.bytes.asBytes) of pictures"
    return [estimate.price, tokens, bytes].compactMap(\.self).joined(separator: " · ")
  }

  private var chosen: SafeText {
    let title: SafeText = "\("Pictures sent", .strong)"
    guard !plan.selection.chosen.isEmpty else { return title + "\n  none" }
    var table = Table(["#", "ROLE", "WHO", "VIEW", "LOOK", "PICTURE", "WHY"], right: [0])
    for one in plan.selection.chosen {
      table.add(
        .init("\(one.position)"), .init(one.role.rawValue), .init(who(one)),
        .init(one.view?.rawValue ?? "–"), .init(one.look ?? "–"), .init(one.reference.short),
        .init(one.reason))
      PictureTables.sheet(one.sheet ?? [], in: &table)
    }
    return title + "\n" + table.text(indent: 2)
  }

  private func who(_ one: ChosenInput) -> String {
    one.asset.map { "\($0)" } ?? one.origin.map { "\("\($0)".prefix(10))/\($0.position)" } ?? "–"
  }

  private func section(_ title: String, _ lines: [String]) -> SafeText {
    var table = Table([""])
    for line in lines { table.add(.init(line)) }
    return "\(title, .strong)\n" + table.text(indent: 2)
  }
}

extension Estimate {
  /// As in `about $0.134`, with a `?` where it is not confirmed; `free`, `price not known`.
  var price: String {
    guard let costUSD else { return "price not known" }
    return costUSD == 0 ? "free" : "about \(costUSD.asPrice)\(priceConfirmed ? "" : " ?")"
  }

  /// Where the price stands, and since when.
  var source: String {
    priceChecked.isEmpty ? priceSource : "\(priceSource), checked \(priceChecked)"
  }
}

extension UnaskedAspect {
  /// As in `none asked: taken from image 3, about 3:4 ?`, with a `?` where the rule is not confirmed.
  var sentence: String {
    let near = aspect ?? "not known"
    let from = image.map { "taken from image \($0), about \(near)" } ?? near
    return "none asked: \(from)\(isConfirmed ? "" : " ?") · set one with --aspect"
  }
}

extension LimitUse {
  /// As in `images 4 of 14`; `?` where the bound is not known.
  var sentence: String {
    let advice = advised.map { name == "pixels" ? " (advised: less)" : " (advised: \($0))" } ?? ""
    guard name == "pixels" else {
      return "\(name) \(used) of \(bound.map(String.init) ?? "?")\(advice)"
    }
    func megapixels(_ count: Int) -> String {
      "\(count / 1_000_000).\(count % 1_000_000 / 100_000)"
    }
    return "megapixels \(megapixels(used)) of \(bound.map(megapixels) ?? "?")\(advice)"
  }
}

extension Parameters {
  /// As in `16:9 · 2K · seed 7 · thinking high`.
  var sentence: String {
    let known = [aspect, size, seed.map { "seed \($0)" }].compactMap(\.self)
    let others = options.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let all = known + others
    return all.isEmpty ? "the model's own aspect and size" : all.joined(separator: " · ")
  }
}
