import Foundation
import Troupe

/// The pictures of a request as tables: those that go in, and those that stay out, each with its
/// reason.
enum PictureTables {
  /// The adapters of a request, each with its reason.
  static func adapters(_ adapters: [ChosenAdapter]) -> SafeText {
    var table = Table(["NAME", "WHO", "TRIGGER", "WEIGHT", "DIGEST", "WHY"])
    for one in adapters {
      table.add(
        .init(one.name), .init("\(one.asset)"), .init(one.trigger), .init("\(one.weight)"),
        .init(one.digest.short), .init(one.reason))
    }
    return "\("Adapters", .strong)\n" + table.text(indent: 2)
  }

  static func sheet(_ parts: [SheetPart], in table: inout Table) {
    for part in parts {
      table.add(
        .init(""), .init("/\(part.number)", .faint), .init(part.written),
        .init(part.view?.rawValue ?? "–"), .init(part.look ?? "–"), .init(part.reference.short),
        .init(part.reason))
    }
  }

  static func excluded(_ all: [ExcludedReference]) -> SafeText {
    var table = Table(["WHO", "VIEW", "LOOK", "PICTURE", "WHY"])
    for one in all {
      table.add(
        .init(one.written), .init(one.view?.rawValue ?? "–"), .init(one.look ?? "–"),
        .init(one.reference.short), .init(one.reason))
    }
    return "\("Left out", .strong)\n" + table.text(indent: 2)
  }
}

extension SelectionProof {
  /// As in `worth 7.3, and none is worth more`.
  var sentence: String {
    let worth = value.formatted(.number.precision(.fractionLength(0...2)))
    if isOptimal { return "worth \(worth), and no other within the limits is worth more" }
    let most = bound.formatted(.number.precision(.fractionLength(0...2)))
    return "worth \(worth); none within the limits is worth more than \(most)"
  }
}
