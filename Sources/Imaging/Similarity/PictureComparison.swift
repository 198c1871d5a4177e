package import TroupeVocabulary

/// What a picture is to another one that looks like it, by the pixels of both.
package struct PictureComparison: Sendable, Hashable {
  /// What one is to the other.
  package enum Relation: Sendable, Hashable {
    /// The same, saved again.
    case same
    /// The same, turned over.
    case turned(Turn)
    /// A part of the other.
    case part
    /// The other is a part of it.
    case wider
    /// The same but for some of it.
    case edited
    /// The same in other colors, brightness or contrast.
    case adjusted
    /// Nothing of these.
    case different
  }

  package let relation: Relation
  /// The share of an edited picture that differs, 0...1; 0 otherwise.
  package let changed: Double

  /// The greatest share of contrast by which the same picture may differ; SimilarityTests justifies it.
  private static let most = 0.22
  /// What differs less has the same frame.
  private static let exact = 0.01
  /// A frame is another one if it fits so much better.
  private static let better = 0.75
  /// The share of a side by which frames of the same content may differ.
  private static let sameFrame = 0.015
  /// How well the detail of both must lie upon each other for that to be measured.
  private static let sure = 0.5
  /// The greatest share that an edit changes; beyond it another picture was made.
  private static let mostChanged = 0.6
  /// The least share that counts as other colors, where the luminance is the same everywhere.
  private static let leastRecolored = 0.15

  private init(_ relation: Relation, changed: Double = 0) {
    self.relation = relation
    self.changed = changed
  }

  /// Compares two pictures.
  /// - Parameter form: what the first is to be taken for, by fingerprints.
  /// - Throws: `ImageFault.outOfMemory`.
  package init(
    _ one: SmallPicture, _ other: SmallPicture, as form: SimilarityProbe.Form
  ) throws(ImageFault) {
    let others = GrayField(other.raster)
    switch form {
    case .turned(let turn):
      let fit = GrayField(one.raster.turned(turn)).fit(.whole, of: others)
      self.init(fit.misfit <= Self.most && !fit.isPlain ? .turned(turn) : .different)
    case .part(let frame):
      self = try Self.framed(one, other, others, frame)
    case .whole:
      self = try Self.framed(one, other, others, nil as PartFrame?)
    }
  }

  private static func framed(
    _ one: SmallPicture, _ other: SmallPicture, _ others: GrayField, _ frame: PartFrame?
  ) throws(ImageFault) -> PictureComparison {
    let own = GrayField(one.raster)
    let whole = own.fit(.whole, of: others)
    if whole.isPlain {
      return PictureComparison(try isEqual(one, other) ? .same : .different)
    }
    if whole.misfit > exact, let framed = otherFrame(own, others, whole, frame) { return framed }
    if whole.misfit > most { return PictureComparison(.different) }
    if whole.isAdjusted, whole.fitsEverywhere { return PictureComparison(.adjusted) }
    let changes = try ChangeMap(from: other.raster, to: one.raster)
    if changes.fraction == 0 { return PictureComparison(relation(one, other, changes)) }
    if whole.fitsEverywhere, changes.fraction > leastRecolored {
      return PictureComparison(.adjusted)
    }
    if changes.fraction <= mostChanged {
      return PictureComparison(.edited, changed: changes.fraction)
    }
    return PictureComparison(whole.misfit <= most / 2 ? .adjusted : .different)
  }

  /// Of pictures in which nothing was changed: the same, unless one was moved in the frame of the other.
  private static func relation(
    _ one: SmallPicture, _ other: SmallPicture, _ changes: ChangeMap
  ) -> Relation {
    guard changes.confidence > sure else { return .same }
    let across = Double(one.raster.width) / (changes.scale * Double(other.raster.width))
    let down = Double(one.raster.height) / (changes.scale * Double(other.raster.height))
    if min(across, down) < 1 - sameFrame, max(across, down) < 1 + sameFrame { return .part }
    if max(across, down) > 1 + sameFrame, min(across, down) > 1 - sameFrame { return .wider }
    return .same
  }

  /// Whether one picture fits a part of the other clearly better than the whole.
  private static func otherFrame(
    _ own: GrayField, _ others: GrayField, _ whole: GrayFit, _ frame: PartFrame?
  ) -> PictureComparison? {
    let starts = [.whole] + PartFrame.usual
    let inside = own.bestFrame(in: others, from: frame == nil ? starts : [.whole])
    let around = others.bestFrame(in: own, from: frame.map { [$0] } ?? starts)
    let (part, wider) = (own.fit(inside, of: others), others.fit(around, of: own))
    let best = part.misfit <= wider.misfit ? part : wider
    // A frame that leaves an edit out fits better in most points, and as badly in the worst.
    guard best.misfit <= most, best.misfit < better * whole.misfit,
      best.greatestRest < better * whole.greatestRest
    else { return nil }
    return PictureComparison(part.misfit <= wider.misfit ? .part : .wider)
  }

  /// Whether two pictures with nothing in them have the same color.
  private static func isEqual(
    _ one: SmallPicture, _ other: SmallPicture
  ) throws(ImageFault) -> Bool {
    let (first, second) = (try one.measured(), try other.measured())
    return first.fingerprint.meanColor.distance(to: second.fingerprint.meanColor) <= 3 * 3
  }
}

extension Raster {
  /// The picture turned over.
  func turned(_ turn: Turn) -> Raster {
    switch turn {
    case .mirrored: oriented(2)
    case .upsideDown: oriented(3)
    case .flipped: oriented(4)
    }
  }
}
