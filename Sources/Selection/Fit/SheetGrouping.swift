internal import TroupeVocabulary

/// Fits more assets into a request than it has image slots for: each image is a sheet of several
/// pictures of one asset, and if that is not enough, assets share sheets.
///
/// The least prominent assets share first, preferably with assets that use the same limits. A sheet
/// counts once for every kind that it shows.
package struct SheetGrouping {
  /// Assets that share a sheet.
  private struct Group {
    var assets: [Int]
    var limits: Set<LimitUsage.Name>
  }

  private let choices: [AssetChoice]
  private let options: [AssetOptions]
  private let usage: LimitUsage
  private let sheetPixels: Int
  private var groups: [Group]

  /// The longest edge of a sheet in pixels.
  package static let edge = 2048

  init(_ choices: [AssetChoice], _ options: [AssetOptions], within usage: LimitUsage) {
    self.choices = choices
    self.options = options
    self.usage = usage
    // A sheet takes no more than this, as sent.
    sheetPixels = usage.plannedPixels.count(width: Self.edge, height: Self.edge)
    groups = Admission.prominence(choices.map(\.mention.weight))
      .filter { options[$0].fewest > 0 }
      .map { Group(assets: [$0], limits: Set(options[$0].limits)) }
  }

  /// The sheets; `nil` if even they do not fit.
  mutating func placement() -> Placement? {
    while let limit = exceededLimit {
      guard merge(for: limit) else { return nil }
    }
    var used = usage
    var singles: [Placement.Pictures] = []
    var sheets: [[Placement.Pictures]] = []
    var value = 0.0
    for group in groups {
      let sets = sets(of: group)
      // If not even one picture fits the pixels, a sheet does not help.
      guard sets.allSatisfy({ !$0.members.isEmpty }) else { return nil }
      value += sets.reduce(0) { $0 + $1.value }
      let pictures = zip(group.assets, sets).map {
        Placement.Pictures(asset: $0, members: $1.members)
      }
      used.reserve(of: Array(group.limits), pixels: pixels(of: group))
      if pictures.count == 1, pictures[0].members.count == 1 {
        singles += pictures
      } else {
        sheets.append(pictures)
      }
    }
    let bound = upperBound
    return Placement(
      singles: singles, sheets: sheets, usage: used,
      proof: SelectionProof(value: value, bound: max(value, bound), isOptimal: bound - value < 1e-9)
    )
  }

  /// The worth of full sheets in every slot. Which assets share is decided by rule, so no tighter bound
  /// is proven.
  private var upperBound: Double {
    let wanted = options.reduce(0) { $0 + $1.bySize.count - 1 }
    let room = usage.remaining(.images).map { $0 * SelectionWeights.mostPerSheet } ?? .max
    return room < wanted
      ? SlotAllocation(options, pictures: room).relaxedBound()
      : options.reduce(0) { $0 + $1.upperBound }
  }

  private var exceededLimit: LimitUsage.Name? {
    var used = usage
    for group in groups {
      let pixels = pixels(of: group)
      if let limit = used.exceeded(of: Self.inOrder(group.limits), pixels: pixels) { return limit }
      used.reserve(of: Array(group.limits), pixels: pixels)
    }
    return nil
  }

  /// Merges the least prominent group that uses `limit` into another that does.
  /// - Returns: whether two groups could be merged.
  private mutating func merge(for limit: LimitUsage.Name) -> Bool {
    let using = groups.indices.reversed().filter {
      limit == .pixels || groups[$0].limits.contains(limit)
    }
    for last in using {
      let partners = using.filter { other in
        other < last && role(of: groups[other]) == role(of: groups[last])
          && groups[other].assets.count + groups[last].assets.count <= SelectionWeights.mostPerSheet
      }
      let withSameLimits = partners.first { groups[$0].limits == groups[last].limits }
      guard let partner = withSameLimits ?? partners.first else { continue }
      groups[partner].assets += groups[last].assets
      groups[partner].limits.formUnion(groups[last].limits)
      groups.remove(at: last)
      return true
    }
    return false
  }

  private func role(of group: Group) -> Role { choices[group.assets[0]].role }

  /// The sets of its assets that are worth most together on one sheet.
  private func sets(of group: Group) -> [AssetOptions.Option] {
    let none = AssetOptions.Option(members: [], value: 0)
    guard !isSinglePicture(group) else {
      let single = options[group.assets[0]].bySize.dropFirst().first
      return [single?.min { $0.pixels < $1.pixels } ?? none]
    }
    return SlotAllocation(group.assets.map { options[$0] }, pictures: SelectionWeights.mostPerSheet)
      .best()?
      .sets ?? [none]
  }

  /// Whether a group stays a single picture: if pixels count, a sheet would take more of them.
  private func isSinglePicture(_ group: Group) -> Bool {
    group.assets.count == 1 && usage.remaining(.pixels) != nil
  }

  private func pixels(of group: Group) -> Int {
    isSinglePicture(group) ? options[group.assets[0]].leastPixels : sheetPixels
  }

  /// Kinds first, then images in total.
  private static func inOrder(_ limits: Set<LimitUsage.Name>) -> [LimitUsage.Name] {
    limits.sorted { ($0 == .images ? 1 : 0, $0.plural) < ($1 == .images ? 1 : 0, $1.plural) }
  }
}
