package import TroupeVocabulary

/// An asset that a prompt mentions, however often.
package struct MentionedAsset: Hashable, Sendable {
  /// The asset.
  package let handle: Handle
  /// The looks asked for in order of mention; `nil` is the usual one.
  package private(set) var looks: [String?]
  /// The first role that was written; `nil` leaves it to the asset's kind.
  package private(set) var role: Role?
  /// The greatest weight that was written.
  package private(set) var weight: Double

  init(_ mention: Mention) {
    handle = mention.handle
    looks = [mention.look]
    role = mention.role
    weight = mention.weight
  }

  mutating func add(_ mention: Mention) {
    if !looks.contains(mention.look) { looks.append(mention.look) }
    role = role ?? mention.role
    // A later plain mention must not cancel a weight below 1 that was written on purpose.
    if mention.weight != 1 { weight = weight == 1 ? mention.weight : max(weight, mention.weight) }
  }

  /// What its images are in a request, given the asset's kind.
  func role(for kind: Kind) -> Role { role ?? (kind == .style ? .style : .identity) }

  /// The kind as which its images are counted: as a style when used as one, `nil` for poses and
  /// arrangements.
  func countedKind(_ kind: Kind) -> Kind? {
    switch role(for: kind) {
    case .style: .style
    case .pose, .composition: nil
    case .identity, .parent: kind
    }
  }
}
