public import Foundation
internal import TroupeCatalog
internal import TroupeProviders

extension Library {
  /// Binds an adapter to an asset: the file is read and digested, and stays where it is. A server of the user's own loads it
  /// by its name.
  /// - Parameters:
  ///   - file: a whole file of safetensors.
  ///   - handle: whom it was trained on.
  ///   - details: which models it goes with, and how it is called.
  /// - Returns: the adapter, with what contradicts what is said of it. The same file for the same models and look takes the
  ///   place of the one before.
  /// - Throws: `CatalogError.badAdapter` for what is no whole file of safetensors; `LibraryError.noFile`,
  ///   `LibraryError.directory`; `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, `CatalogError.unknownLook`;
  ///   `TroupeError.invalidValue` for details that break their rules. Then nothing is added.
  @discardableResult
  @concurrent public func addAdapter(
    _ file: URL, to handle: Handle, _ details: AdapterDetails
  ) async throws -> AddedAdapter {
    let asset = try await asset(handle)
    let read = try AdapterFile(try file.localPath())
    let (adapter, replaced) = try await services.catalog.addAdapter(
      read, to: asset.handle, details)
    var warnings = warnings(of: adapter)
    if !read.isAdapter {
      warnings.append("\(read.name) holds no tensor that is called as those of a LoRA are.")
    }
    if let replaced { warnings.append("It takes the place of \(replaced.id).") }
    return AddedAdapter(adapter: adapter, warnings: warnings)
  }

  /// The adapters in use of an asset, or of all, in order of handle and addition.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`.
  @concurrent public func adapters(of handle: Handle? = nil) async throws -> [Adapter] {
    try await services.catalog.adapters(of: handle)
  }

  /// Takes an adapter out of use. It is kept, for the generations that it went with.
  /// - Parameter name: the beginning of its id, or six or more digits of its digest.
  /// - Throws: `CatalogError.unknownAdapter`, `RequestError.ambiguous`.
  @discardableResult
  @concurrent public func removeAdapter(_ name: String) async throws -> Adapter {
    try await services.catalog.retireAdapter(name)
  }

  /// What contradicts that `adapter` goes with what it is said to.
  private func warnings(of adapter: Adapter) -> [String] {
    let meant = services.models.profiles.filter { $0.isMeant(by: adapter.model) }
    var warnings: [String] = []
    if meant.isEmpty {
      warnings.append(
        "No model is called \(adapter.model), and none takes adapters of such a family: it is used once a profile says so."
      )
    } else if meant.allSatisfy({ $0.adapters?.value == nil }) {
      warnings.append("\(adapter.model) takes no adapters: its profile says none.")
    }
    let families = Set(
      meant.flatMap { $0.adapters?.value?.families ?? [] }
        + [BaseModel.family(of: adapter.model)].compactMap(\.self))
    if let base = adapter.base, let family = BaseModel.family(of: base), !families.isEmpty,
      !families.contains(family)
    {
      warnings.append(
        "The file says that it was trained on \(base), which is no \(adapter.model).")
    }
    return warnings
  }
}
