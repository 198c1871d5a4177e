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

  fileprivate init(_ relation: Relation, changed: Double = 0) {
    self.relation = relation
    self.changed = changed
  }

  /// Compares two pictures.
  /// - Parameter form: what the first is to be taken for, by fingerprints.
  /// - Throws: `ImageFault.outOfMemory`.
  package init(
    _ one: SmallPicture, _ other: SmallPicture, as form: SimilarityProbe.Form
  ) throws(ImageFault) {
    self = try PairOfPictures(one, other, form).comparison()
  }
}

/// Two pictures while they are compared.
private struct PairOfPictures {
  private let one: SmallPicture
  private let other: SmallPicture
  private let form: SimilarityProbe.Form
  private let own: GrayField
  private let others: GrayField

  /// What differs less has the same frame, in shares of the contrast.
  private static let exact = 0.01
  /// A frame is another one if it fits so much better.
  private static let better = 0.75
  /// The share of a side by which frames of the same content may differ.
  private static let sameFrame = 0.015
  /// How well the detail of both must lie upon each other for that to be measured.
  private static let sure = 0.5
  /// The least share that counts as other colors, where the luminance is the same everywhere.
  private static let leastRecolored = 0.15

  init(_ one: SmallPicture, _ other: SmallPicture, _ form: SimilarityProbe.Form) {
    self.one = one
    self.other = other
    self.form = form
    if case .turned(let turn) = form {
      own = GrayField(one.raster.turned(turn))
    } else {
      own = GrayField(one.raster)
    }
    others = GrayField(other.raster)
  }

  /// Whether fingerprints alone say little, so that pixels must say more.
  private var isGuess: Bool { form != .whole }
  /// The greatest share of contrast by which the same picture may differ; SimilarityTests justifies it.
  private var most: Double { isGuess ? 0.1 : 0.22 }
  /// The greatest share that an edit changes; beyond it another picture was made.
  private var mostChanged: Double { isGuess ? 0.35 : 0.6 }

  func comparison() throws(ImageFault) -> PictureComparison {
    let whole = own.fit(.whole, of: others)
    if whole.isPlain {
      if isGuess { return PictureComparison(.different) }
      return PictureComparison(try isOneColor() ? .same : .different)
    }
    if case .turned(let turn) = form {
      return PictureComparison(whole.misfit <= most * 2 ? .turned(turn) : .different)
    }
    if whole.misfit > Self.exact, let relation = otherFrame(whole) {
      return PictureComparison(relation)
    }
    if whole.misfit > most || isGuess && !whole.hasDetail { return PictureComparison(.different) }
    if whole.isAdjusted, whole.fitsEverywhere { return PictureComparison(.adjusted) }
    return try changed(whole)
  }

  /// Of pictures that have the same frame: what was changed.
  private func changed(_ whole: GrayFit) throws(ImageFault) -> PictureComparison {
    let changes = try ChangeMap(from: other.raster, to: one.raster)
    if changes.fraction == 0 { return PictureComparison(unchanged(changes)) }
    if whole.fitsEverywhere, changes.fraction > Self.leastRecolored {
      return PictureComparison(.adjusted)
    }
    if changes.fraction <= mostChanged {
      return PictureComparison(.edited, changed: changes.fraction)
    }
    return PictureComparison(!isGuess && whole.misfit <= most / 2 ? .adjusted : .different)
  }

  /// Of pictures in which nothing was changed: the same, unless one was moved in the frame of the other.
  private func unchanged(_ changes: ChangeMap) -> PictureComparison.Relation {
    guard changes.confidence > Self.sure else { return .same }
    let across = Double(one.raster.width) / (changes.scale * Double(other.raster.width))
    let down = Double(one.raster.height) / (changes.scale * Double(other.raster.height))
    let (least, greatest) = (min(across, down), max(across, down))
    if least < 1 - Self.sameFrame, greatest < 1 + Self.sameFrame { return .part }
    if greatest > 1 + Self.sameFrame, least > 1 - Self.sameFrame { return .wider }
    return .same
  }

  /// Whether one picture fits a part of the other clearly better than the whole.
  private func otherFrame(_ whole: GrayFit) -> PictureComparison.Relation? {
    let starts = [.whole] + PartFrame.usual
    var (inner, outer) = (starts, starts)
    if case .part(let frame) = form { (inner, outer) = ([.whole], [frame]) }
    let part = own.fit(own.bestFrame(in: others, from: inner), of: others)
    let wider = others.fit(others.bestFrame(in: own, from: outer), of: own)
    let best = part.misfit <= wider.misfit ? part : wider
    // A frame that leaves an edit out fits better in most points, and as badly in the worst.
    guard best.misfit <= most, !isGuess || best.hasDetail,
      best.misfit < Self.better * whole.misfit,
      best.greatestRest < Self.better * whole.greatestRest
    else { return nil }
    return part.misfit <= wider.misfit ? .part : .wider
  }

  /// Whether two pictures with nothing in them have the same color.
  private func isOneColor() throws(ImageFault) -> Bool {
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
