/// What can go wrong with assets and references.
public enum CatalogError: Error, Hashable, Sendable {
  /// The handle breaks its rules.
  case invalidHandle(String, reason: String)
  /// No asset has this handle; `nearest` are spelled alike.
  case unknownAsset(String, nearest: [String])
  /// Several assets have this name; their handles.
  case ambiguousName(String, handles: [String])
  /// An asset is called so already: by its handle, or an alias.
  case aliasTaken(String, owner: String)
  /// The asset has no such alias.
  case unknownAlias(String, asset: String, known: [String])
  /// Another asset has this handle.
  case handleTaken(String, kind: Kind)
  /// The asset was removed and not restored.
  case assetRemoved(String)
  /// The asset has no such look.
  case unknownLook(asset: String, look: String, known: [String])
  /// The asset has a look of this name already.
  case lookTaken(asset: String, look: String)
  /// The look was removed and not restored.
  case lookRemoved(asset: String, look: String)
  /// The asset has no such version; `newest` is the number of its last one.
  case unknownVersion(asset: String, version: Int, newest: Int)
  /// None of the assets of a request has this trait; `known` are those there are.
  case unknownTrait(String, known: [String])
  /// The asset, or this look of it, has no references in use.
  case noReferences(asset: String, look: String?)
  /// None of several images can become a reference; why, one by one.
  case noneAdded([RefusedImage])
  /// Some of several images cannot become references; the others are in.
  case someRefused(Int, of: Int)
  /// No reference's digest begins so.
  case unknownReference(String)
  /// Several assets have this one picture, so that no more of its digest tells which is meant.
  case sharedReference(String, assets: [String])
  /// The file is no adapter that can be read whole, and why.
  case badAdapter(file: String, reason: String)
  /// No adapter in use is called so; the ids of those that are.
  case unknownAdapter(String, known: [String])
  /// The asset is kept in another library, at this path, and is changed there.
  case linkedAsset(String, library: String)

  /// A stable name for programs, as in `invalid_handle`.
  public var code: String {
    switch self {
    case .invalidHandle: "invalid_handle"
    case .unknownAsset: "unknown_asset"
    case .ambiguousName: "ambiguous_name"
    case .aliasTaken: "alias_taken"
    case .unknownAlias: "unknown_alias"
    case .handleTaken: "handle_taken"
    case .assetRemoved: "asset_removed"
    case .unknownLook: "unknown_look"
    case .lookTaken: "look_taken"
    case .lookRemoved: "look_removed"
    case .unknownVersion: "unknown_version"
    case .unknownTrait: "unknown_trait"
    case .noReferences: "no_references"
    case .noneAdded: "none_added"
    case .someRefused: "some_refused"
    case .unknownReference: "unknown_reference"
    case .sharedReference: "shared_reference"
    case .badAdapter: "bad_adapter"
    case .unknownAdapter: "unknown_adapter"
    case .linkedAsset: "linked_asset"
    }
  }
}
