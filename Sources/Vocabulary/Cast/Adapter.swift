public import Foundation

/// What was trained on the pictures of an asset, a LoRA, and is loaded by name on a server of the user's own: its bytes stay
/// there.
public struct Adapter: Encodable, Hashable, Sendable {
  /// Its lasting name.
  public let id: ULID
  /// Whom it was trained on.
  public let asset: Handle
  /// The look that it is for; `nil` for all.
  public let look: String?
  /// The model, or the family of models, that it goes with, as the user named it.
  public let model: String
  /// What calls it in a prompt.
  public let trigger: String
  /// How strongly it acts.
  public let weight: Double
  /// By which servers load it.
  public let name: String
  /// What the user's file was called.
  public let fileName: String
  /// The SHA-256 of the file's bytes.
  public let digest: Digest
  /// Their number.
  public let byteCount: Int
  /// The model that it was trained on, as the file says; `nil` where it does not.
  public let base: String?
  /// When it was added.
  public let addedAt: Date
  /// When it went out of use; `nil` while it is in use.
  public let retiredAt: Date?

  package init(
    id: ULID, asset: Handle, look: String?, model: String, trigger: String, weight: Double,
    name: String, fileName: String, digest: Digest, byteCount: Int, base: String?, addedAt: Date,
    retiredAt: Date?
  ) {
    self.id = id
    self.asset = asset
    self.look = look
    self.model = model
    self.trigger = trigger
    self.weight = weight
    self.name = name
    self.fileName = fileName
    self.digest = digest
    self.byteCount = byteCount
    self.base = base
    self.addedAt = addedAt
    self.retiredAt = retiredAt
  }
}

/// What is said of an adapter that is added.
public struct AdapterDetails: Hashable, Sendable {
  /// The model it goes with, by id or alias, or a family of models that profiles name.
  public var model: String
  /// What calls it in a prompt: at most 200 characters.
  public var trigger: String
  /// How strongly it acts, above 0 and at most 2.
  public var weight: Double
  /// By which servers load it; `nil` for the file's name.
  public var name: String?
  /// The look of the asset that it is for; `nil` for all.
  public var look: String?

  /// An adapter for `model`, called by `trigger`.
  public init(
    model: String, trigger: String, weight: Double = 1, name: String? = nil, look: String? = nil
  ) {
    self.model = model
    self.trigger = trigger
    self.weight = weight
    self.name = name
    self.look = look
  }
}

/// An adapter that was added.
public struct AddedAdapter: Encodable, Hashable, Sendable {
  /// The adapter.
  public let adapter: Adapter
  /// What a person should know of it.
  public let warnings: [String]

  package init(adapter: Adapter, warnings: [String]) {
    self.adapter = adapter
    self.warnings = warnings
  }
}
