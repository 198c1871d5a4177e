/// A figure with its source and the day on which it was checked.
public struct Sourced<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// The figure; `nil` when it is not known.
  public let value: Value?
  /// Where it stands: a document, a measurement, an SDK.
  public let source: String
  /// The day it was last checked, `YYYY-MM-DD`.
  public let checked: String
  /// False where no primary or measured source could be had.
  public let isConfirmed: Bool
  /// What else is to be known of it, such as another source that disagrees.
  public let note: String?

  private enum CodingKeys: String, CodingKey {
    case value, source, checked, note
    case isConfirmed = "confirmed"
  }

  package init(
    _ value: Value?, source: String, checked: String, isConfirmed: Bool = true, note: String? = nil
  ) {
    self.value = value
    self.source = source
    self.checked = checked
    self.isConfirmed = isConfirmed
    self.note = note
  }

  /// Reads a figure; `confirmed` may be left out and is then true.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    value = try container.decodeIfPresent(Value.self, forKey: .value)
    source = try container.decode(String.self, forKey: .source)
    checked = try container.decode(String.self, forKey: .checked)
    isConfirmed = try container.decodeIfPresent(Bool.self, forKey: .isConfirmed) ?? true
    note = try container.decodeIfPresent(String.self, forKey: .note)
  }
}
