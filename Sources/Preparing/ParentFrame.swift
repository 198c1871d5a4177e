internal import Foundation
internal import TroupeVocabulary

/// Aspect and size of an image that is edited, in the words of the model that edits it: an edit keeps them unless it says
/// otherwise.
struct ParentFrame {
  /// The parameters with what the parent adds.
  private(set) var parameters: Parameters
  private(set) var adjustments: [Adjustment] = []

  /// By how much the number of pixels may be off, as a factor, for an image to be of a size.
  private static let tolerance = 1.25

  /// Adds to `asked` what `parent` has and the model of `profile` can be told.
  init(_ asked: Parameters, parent: InputImage, profile: ModelProfile) {
    parameters = asked
    guard parent.width > 0, parent.height > 0, let pixels = profile.pixels.value else { return }
    let table = pixels.filter { profile.sizes.value?.contains($0.key) == true }
    if asked.size == nil, let size = Self.size(of: parent, table), size != profile.defaultSize {
      parameters.size = size
      keep("size", size)
    }
    let size = parameters.size ?? profile.defaultSize
    let aspect = size.flatMap { table[$0] }?.first { $0.value == [parent.width, parent.height] }
    if asked.aspect == nil, asked.size == nil, let aspect = aspect?.key,
      profile.aspects.value?.contains(aspect) == true
    {
      parameters.aspect = aspect
      keep("aspect", aspect)
    }
  }

  /// The size whose images have about as many pixels as `parent`; `nil` where none has.
  private static func size(of parent: InputImage, _ table: [String: [String: [Int]]]) -> String? {
    let count = Double(parent.width) * Double(parent.height)
    return table.mapValues { sizes in
      sizes.values.map { abs(log($0.reduce(1.0) { $0 * Double($1) } / count)) }.min() ?? .infinity
    }
    .filter { $0.value <= log(tolerance) }.min { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  private mutating func keep(_ field: String, _ value: String) {
    adjustments.append(
      Adjustment(field: field, before: "", after: value, reason: "as the image that is edited"))
  }
}
