package import TroupeVocabulary

/// One place in a prompt that names an asset: `@kael`, `@kael/casual`, `@kael*2`, `@kael as pose`.
package struct Mention: Hashable, Sendable {
  /// The asset, spelled as the catalog spells it.
  package let handle: Handle
  /// The requested look, spelled as the catalog spells it; `nil` for the usual look.
  package let look: String?
  /// The role of the asset's images; `nil` derives it from the asset's kind.
  package let role: Role?
  /// The asset's weight relative to the other mentions, from 0.1 to 10; 1 unless written.
  package let weight: Double
  /// Its range in the prompt, from the at sign to the end of weight and role.
  package let range: Range<String.Index>
  /// Whether it names clothes that the asset puts on, and no figure.
  package var isWorn = false
}

/// An asset that a prompt mentions, with all its mentions merged.
package struct MentionedAsset: Hashable, Sendable {
  /// The asset.
  package let handle: Handle
  /// The requested looks in order of mention, each once; `nil` is the usual look.
  package private(set) var looks: [String?]
  /// The first role that was written; `nil` derives it from the asset's kind.
  package private(set) var role: Role?
  /// The greatest weight that was written; 1 if none was.
  package private(set) var weight: Double

  init(_ mention: Mention) {
    handle = mention.handle
    looks = [mention.look]
    role = mention.role
    weight = mention.weight
  }

  /// An asset that is shown though the prompt does not mention it.
  init(_ named: NamedLook) {
    handle = named.asset
    looks = [named.look]
    role = nil
    weight = 1
  }

  mutating func merge(_ mention: Mention) {
    if !looks.contains(mention.look) { looks.append(mention.look) }
    role = role ?? mention.role
    // A later plain mention must not cancel a weight below 1 that was written on purpose.
    if mention.weight != 1 { weight = weight == 1 ? mention.weight : max(weight, mention.weight) }
  }

  /// The role of its images, for an asset of `kind`.
  package func role(for kind: Kind) -> Role { role ?? kind.defaultRole }

  /// The kind whose limit its images use: `.style` when used as a style, `nil` for poses and
  /// compositions.
  func countedKind(_ kind: Kind) -> Kind? {
    switch role(for: kind) {
    case .style: .style
    case .background: .place
    case .pose, .composition: nil
    case .identity, .parent: kind
    }
  }
}

extension Kind {
  /// The role of an asset's images where the prompt writes none.
  package var defaultRole: Role { self == .style ? .style : .identity }
}
