import Troupe

/// Models side by side: a column for each model, then what is too long for a column.
struct ModelComparison {
  let profiles: [ModelProfile]

  private typealias Row = (label: String, value: (ModelProfile) -> String)

  var text: SafeText {
    var table = Table([""] + profiles.map(\.id), longest: 42)
    for (label, value) in limits + capabilities {
      let values = profiles.map(value)
      // What is the same for all need not be compared.
      let tint: Tint? = Set(values).count == 1 ? .faint : nil
      table.add([.init(label, .faint)] + values.map { .init($0, tint) })
    }
    return ([table.text()] + long.map(block)).joined(separator: "\n\n")
  }

  private func block(_ row: Row) -> SafeText {
    var table = Table(["", ""], longest: 42)
    for profile in profiles { table.add(.init(profile.id), .init(row.value(profile))) }
    return "\(row.label, .strong)\n" + table.text(indent: 2)
  }

  private var limits: [Row] {
    let kinds = Kind.allCases.map { kind in
      Row(kind.plural.capitalized) { profile in
        if let bound = profile.limits.kinds[kind.rawValue] { return Self.bound(bound) }
        return profile.limits.counted(kind).map { "as \($0.plural)" } ?? "–"
      }
    }
    return [Row("Images", { Self.bound($0.limits.images) })] + kinds + [
      Row("File bytes", { Self.bound($0.limits.fileBytes) }),
      Row("Request bytes", { Self.bound($0.limits.requestBytes) }),
      Row("Prompt letters", { Self.bound($0.limits.promptCharacters) }),
    ]
  }

  private var capabilities: [Row] {
    [
      Row("Per image", ModelListing.priceRange),
      Row("Seed") { Self.answer($0.capabilities.seed) },
      Row("Mask") { Self.answer($0.capabilities.mask) },
      Row("Conversation") { Self.answer($0.capabilities.conversation) },
      Row("Adapters") { $0.adapters?.value?.families.joined(separator: " ") ?? "no" },
    ]
  }

  private var long: [Row] {
    [
      Row("Aspects") {
        ModelListing.mark($0.aspects.isConfirmed, $0.aspects.value?.joined(separator: " "))
      },
      Row("Sizes") { ModelListing.mark($0.sizes.isConfirmed, ModelListing.sizes($0)) },
      Row("Stands") { $0.status.text },
    ]
  }

  private static func bound(_ limit: Limit) -> String {
    let advised = limit.recommended.map { ", \($0.formatted()) advised" } ?? ""
    return (limit.hard.map { $0.formatted() } ?? "?") + advised
  }

  private static func answer(_ flag: Bool?) -> String { flag.map { $0 ? "yes" : "no" } ?? "?" }
}
