internal import TroupeRecord
internal import TroupeVocabulary

/// How the model, its limits, the parameters and the words about the cast differ.
struct SettingDrift {
  let then: PreparedRequest
  let now: PreparedRequest

  var differences: [Drift.Difference] { model + limits + parameters + cast }

  private var isSameModel: Bool { then.profile.id == now.profile.id }

  private var model: [Drift.Difference] {
    guard isSameModel else {
      return [.init(.model, "model", before: then.profile.id, after: now.profile.id)]
    }
    guard then.message.url != now.message.url else { return [] }
    return [
      .init(
        .model, "address", before: then.message.url, after: now.message.url,
        .addressChanged)
    ]
  }

  /// Bounds of another model are no news.
  private var limits: [Drift.Difference] {
    guard isSameModel else { return [] }
    let (old, new) = (Self.figures(then), Self.figures(now))
    let price = [(old: then, new: now)].map { pair in
      (
        "price", pair.old.profile.price(of: pair.old.sent).map { "$\($0)" },
        pair.new.profile.price(of: pair.old.sent).map { "$\($0)" }
      )
    }
    let bounds = Set(old.keys).union(new.keys).sorted().map { ($0, old[$0], new[$0]) }
    return (bounds + price).filter { $0.1 != $0.2 }.map {
      .init(
        .limit, $0, before: $1 ?? "not known", after: $2 ?? "not known",
        .profileChanged)
    }
  }

  /// What a profile says that decides what may be sent and how.
  private static func figures(_ request: PreparedRequest) -> [String: String] {
    let profile = request.profile
    let limits = profile.limits(for: request.request)
    var bounds: [String: Int?] = [
      "images": limits.images.bound, "bytes of a file": limits.fileBytes.bound,
      "bytes of a request": limits.requestBytes.bound, "long edge": limits.edge.bound,
      "characters of a prompt": limits.promptCharacters.bound,
      "pixels": limits.pixels?.total.bound,
    ]
    for (kind, limit) in limits.kinds { bounds["\(kind)s"] = limit.bound }
    var figures = bounds.compactMapValues { $0.map(String.init) }
    figures["types"] = profile.acceptedTypes.value?.map(\.rawValue).joined(separator: ", ")
    figures["aspects"] = profile.aspects.value?.joined(separator: ", ")
    figures["sizes"] = profile.sizes.value?.joined(separator: ", ")
    figures["labels"] = profile.labels?.value?.rawValue
    figures["languages"] = profile.languages?.value?.joined(separator: ", ")
    figures["words in place of an image"] = profile.answersInWords?.value.map { $0 ? "yes" : "no" }
    return figures
  }

  private var parameters: [Drift.Difference] {
    let (old, new) = (Self.values(then.sent), Self.values(now.sent))
    let isAskedAlike = then.request.parameters == now.request.parameters
    return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map { name in
      let (before, after) = (old[name] ?? "", new[name] ?? "")
      return isAskedAlike
        ? .init(.parameter, name, before: before, after: after, .modelTakesOther)
        : .init(.parameter, name, before: before, after: after)
    }
  }

  private static func values(_ parameters: Parameters) -> [String: String] {
    let own = [
      "aspect": parameters.aspect, "size": parameters.size,
      "seed": parameters.seed.map(String.init),
    ]
    return own.compactMapValues(\.self).merging(parameters.options) { own, _ in own }
  }

  private var cast: [Drift.Difference] {
    then.cast.flatMap { old -> [Drift.Difference] in
      guard let new = now.cast.first(where: { $0.asset.id == old.asset.id }) else { return [] }
      let facts = [
        ("name", old.asset.name, new.asset.name),
        ("description", old.asset.description, new.asset.description),
        (
          "traits", old.asset.traits.joined(separator: "; "),
          new.asset.traits.joined(separator: "; ")
        ),
        ("look", old.look ?? "", new.look ?? ""),
      ]
      return facts.filter { $0.1 != $0.2 }.map {
        .init(
          .asset, "\(old.asset.handle) \($0)", before: $1, after: $2,
          $0 == "look" ? .promptChanged : .assetChanged)
      }
    }
  }
}
