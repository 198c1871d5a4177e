internal import TroupeVocabulary

/// Brings more assets into a request than it has places for: each place holds a sheet of several
/// pictures of one asset, and where that is not enough, assets share sheets.
///
/// The least prominent share first, and assets of one kind before others, so that as many limits as
/// possible are met by one sheet. A sheet counts once for every kind that it shows.
package struct SheetGrouping {
  private struct Group {
    var assets: [Int]
    var limits: Set<LimitCount.Name>
  }

  private let choices: [AssetChoice]
  private let options: [AssetOptions]
  private let count: LimitCount
  private let sheetPixels: Int
  private var groups: [Group]

  /// The longest edge of a sheet in pixels.
  package static let edge = 2048

  init(_ choices: [AssetChoice], _ options: [AssetOptions], within count: LimitCount) {
    self.choices = choices
    self.options = options
    self.count = count
    sheetPixels = count.sheetPixels
    groups = Admission.prominence(choices.map(\.mention.weight))
      .filter { options[$0].fewest > 0 }
      .map { Group(assets: [$0], limits: Set(options[$0].limits)) }
  }

  /// The sheets; `nil` when even they do not fit.
  mutating func placement() -> Placement? {
    while let limit = brokenLimit {
      guard merge(for: limit) else { return nil }
    }
    var used = count
    var singles: [Placement.Pictures] = []
    var sheets: [[Placement.Pictures]] = []
    var value = 0.0
    for group in groups {
      let sets = sets(of: group)
      // Where not even one picture fits the pixels, a sheet does not help.
      guard sets.allSatisfy({ !$0.members.isEmpty }) else { return nil }
      value += sets.reduce(0) { $0 + $1.value }
      let pictures = zip(group.assets, sets).map {
        Placement.Pictures(asset: $0, members: $1.members)
      }
      used.take(of: Array(group.limits), pixels: pixels(of: group))
      if pictures.count == 1, pictures[0].members.count == 1 {
        singles += pictures
      } else {
        sheets.append(pictures)
      }
    }
    // Which assets share is settled by rule, so what is proven is only what cannot be passed: full sheets
    // in every place.
    let wanted = options.reduce(0) { $0 + $1.bySize.count - 1 }
    let room = count.left(.images).map { $0 * FacetTable.mostPerSheet } ?? .max
    let bound =
      room < wanted
      ? PlaceSharing(options, pictures: room).relaxed()
      : options.reduce(0) { $0 + $1.ceiling }
    return Placement(
      singles: singles, sheets: sheets, count: used,
      proof: SelectionProof(value: value, bound: max(value, bound), isOptimal: bound - value < 1e-9)
    )
  }

  private var brokenLimit: LimitCount.Name? {
    var used = count
    for group in groups {
      let pixels = pixels(of: group)
      if let limit = used.broken(of: Self.inOrder(group.limits), pixels: pixels) { return limit }
      used.take(of: Array(group.limits), pixels: pixels)
    }
    return nil
  }

  /// Makes one group of the least prominent and another that both use `limit`.
  private mutating func merge(for limit: LimitCount.Name) -> Bool {
    let using = groups.indices.reversed().filter {
      limit == .pixels || groups[$0].limits.contains(limit)
    }
    for last in using {
      let partners = using.filter { other in
        other < last && role(of: groups[other]) == role(of: groups[last])
          && groups[other].assets.count + groups[last].assets.count <= FacetTable.mostPerSheet
      }
      let alike = partners.first { groups[$0].limits == groups[last].limits }
      guard let partner = alike ?? partners.first else { continue }
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
    guard !isAlone(group) else {
      let single = options[group.assets[0]].bySize.dropFirst().first
      return [single?.min { $0.pixels < $1.pixels } ?? none]
    }
    return PlaceSharing(group.assets.map { options[$0] }, pictures: FacetTable.mostPerSheet).best()?
      .sets ?? [none]
  }

  /// Whether a group stays a single picture: where pixels count, a sheet would take more of them.
  private func isAlone(_ group: Group) -> Bool {
    group.assets.count == 1 && count.left(.pixels) != nil
  }

  private func pixels(of group: Group) -> Int {
    isAlone(group) ? options[group.assets[0]].leastPixels : sheetPixels
  }

  private static func inOrder(_ limits: Set<LimitCount.Name>) -> [LimitCount.Name] {
    limits.sorted { ($0 == .images ? 1 : 0, $0.plural) < ($1 == .images ? 1 : 0, $1.plural) }
  }
}

extension LimitCount {
  /// The pixels of a sheet at most, as it would be sent.
  fileprivate var sheetPixels: Int {
    plannedPixels.count(width: SheetGrouping.edge, height: SheetGrouping.edge)
  }
}
