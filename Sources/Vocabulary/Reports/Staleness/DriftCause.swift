public import Foundation

/// Why a request would be sent differently today than it was. `words` says each, `name` names it for
/// programs.
public enum DriftCause: Hashable, Sendable {
  // The picture is not sent any more
  /// The reference was retired.
  case retired(Date)
  /// The selector leaves it out today, for this reason.
  case leftOut(String)
  /// Today's request does not name it.
  case notNamed
  /// Today's request does not mention its asset.
  case notMentioned
  /// Today's request edits another image, or none.
  case otherParent

  // The picture is sent now
  /// The reference was added since.
  case added(Date)
  /// It was in the library then and left out, for this reason.
  case wasLeftOut(String)
  /// It was retired then and is in use again.
  case inUseAgain
  /// Why it goes in today.
  case chosen(String)

  // Everything else
  /// The pictures that are sent both times stand in another order.
  case reordered
  /// The bytes were encoded again to fit what the model takes.
  case refitted(model: String)
  /// The model's profile says otherwise now.
  case profileChanged
  /// The provider's address is set otherwise.
  case addressChanged
  /// The catalogue says otherwise of the asset since.
  case assetChanged
  /// It is not in this version of the asset, which is to be shown.
  case otherVersion(Int)
  /// The asset was removed, on this day where that is known still.
  case removed(Date?)
  /// Today's prompt is another.
  case promptChanged
  /// The same was asked, and the model takes another value.
  case modelTakesOther
  /// The content is the same, and this version writes it in another form.
  case writtenOtherwise

  /// A stable name, as in `was_left_out`.
  public var name: String {
    switch self {
    case .retired: "retired"
    case .leftOut: "left_out"
    case .notNamed: "not_named"
    case .notMentioned: "not_mentioned"
    case .otherParent: "other_parent"
    case .added: "added"
    case .wasLeftOut: "was_left_out"
    case .inUseAgain: "in_use_again"
    case .chosen: "chosen"
    case .reordered: "reordered"
    case .refitted: "refitted"
    case .profileChanged: "profile_changed"
    case .addressChanged: "address_changed"
    case .assetChanged: "asset_changed"
    case .otherVersion: "other_version"
    case .removed: "removed"
    case .promptChanged: "prompt_changed"
    case .modelTakesOther: "model_takes_other"
    case .writtenOtherwise: "written_otherwise"
    }
  }

  /// The cause as a clause.
  public var words: String {
    switch self {
    case .retired(let date): "retired on \(Self.day(date))"
    case .leftOut(let reason): reason
    case .notNamed: "today's request does not name it"
    case .notMentioned: "its asset is not in today's request"
    case .otherParent: "today's request edits another image, or none"
    case .added(let date): "added on \(Self.day(date))"
    case .wasLeftOut(let reason): "then it was \(reason)"
    case .inUseAgain: "in use again since"
    case .chosen(let reason): reason
    case .reordered: "the pictures stand in another order today"
    case .refitted(let model): "made to fit what \(model) takes"
    case .profileChanged: "the model's profile says otherwise now"
    case .addressChanged: "the provider's address is set otherwise"
    case .assetChanged: "changed in the catalogue since"
    case .otherVersion(let number): "not in version \(number), which is to be shown"
    case .removed(let date): date.map { "removed on \(Self.day($0))" } ?? "removed"
    case .promptChanged: "today's prompt is another"
    case .modelTakesOther: "asked alike, and each model settles it in its own way"
    case .writtenOtherwise: "the same content in another form"
    }
  }

  private static func day(_ date: Date) -> String { String(date.ISO8601Format().prefix(10)) }
}
