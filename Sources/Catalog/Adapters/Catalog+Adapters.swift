internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// Binds `file` to an asset. One with the same file for the same model and look goes out of use for it, unless it is the
  /// same in all.
  /// - Returns: the adapter, and the one whose place it takes.
  /// - Throws: `CatalogError.unknownAsset`, `.assetRemoved`, `.unknownLook`; `TroupeError.invalidValue` for details that
  ///   break their rules.
  package func addAdapter(
    _ file: AdapterFile, to handle: Handle, _ details: AdapterDetails
  ) async throws -> (adapter: Adapter, replaced: Adapter?) {
    let name = try details.checkedName(of: file)
    let id = ULID(at: clock(), entropy: entropy())
    return try await write(handle) { writer, asset in
      let look = try details.look.map { try asset.look(named: $0).name }
      let reader = AdapterReader(writer.connection)
      let old = try reader.adapters(of: asset.id).first {
        $0.digest == file.digest && $0.look == look && $0.model == details.model
      }
      if let old, old.trigger == details.trigger, old.weight == details.weight, old.name == name {
        return (old, nil)
      }
      if let old { try writer.retireAdapter(old.id) }
      try writer.connection.insertDigested(
        into: "adapter",
        [
          "id": id, "asset": asset.id,
          "look": try look.flatMap { try writer.lookKey($0, of: asset) },
          "model": details.model, "trigger_words": details.trigger, "weight": details.weight,
          "name": name, "file_name": file.name, "digest": file.digest,
          "byte_count": file.byteCount, "base": file.base, "added_at": writer.now,
          "retired_at": nil,
        ])
      guard let added = try reader.adapter(id) else {
        throw TroupeError.library(.database(detail: "adapter \(id) was not written"))
      }
      return (added, old)
    }
  }

  /// The adapters in use of an asset, or of all.
  /// - Throws: `CatalogError.unknownAsset`, `.assetRemoved`.
  package func adapters(of handle: Handle?) async throws -> [Adapter] {
    try await database.read { connection in
      let asset = try handle.map { try AssetReader(connection).asset($0).id }
      return try AdapterReader(connection).adapters(of: asset)
    }
  }

  /// The adapters in use of those of `assets` that have some.
  package func adapters(ofAssets assets: [ULID]) async throws -> [ULID: [Adapter]] {
    if assets.isEmpty { return [:] }
    return try await database.read { connection in
      let reader = AdapterReader(connection)
      var all: [ULID: [Adapter]] = [:]
      for asset in assets {
        let adapters = try reader.adapters(of: asset)
        if !adapters.isEmpty { all[asset] = adapters }
      }
      return all
    }
  }

  /// Takes an adapter out of use; it is kept.
  /// - Parameter text: the beginning of its name, or six or more digits of its digest.
  /// - Throws: `CatalogError.unknownAdapter`, `RequestError.ambiguous`.
  package func retireAdapter(_ text: String) async throws -> Adapter {
    let now = clock()
    return try await database.write { connection in
      let reader = AdapterReader(connection)
      let all = try reader.adapters(of: nil)
      let hex = text.lowercased().trimmingPrefix("sha256:")
      let found = all.filter {
        !text.isEmpty && "\($0.id)".hasPrefix(text.uppercased())
          || hex.count >= 6 && $0.digest.hex.hasPrefix(hex)
      }
      guard let one = found.first else {
        throw TroupeError.catalog(.unknownAdapter(text, known: all.map { "\($0.id)" }))
      }
      if found.count > 1 {
        throw TroupeError.request(
          .ambiguous(text, matches: found.map { "\($0.id) (\($0.asset), \($0.name))" }))
      }
      try AssetWriter(connection, at: now).retireAdapter(one.id)
      return try reader.adapter(one.id) ?? one
    }
  }
}

extension AssetWriter {
  /// Takes the adapter called `id` out of use.
  func retireAdapter(_ id: ULID) throws {
    try connection.updateDigested("adapter", set: ["retired_at": now], where: "id = ?", id)
  }
}

extension AdapterDetails {
  /// The name by which servers load `file`.
  /// - Throws: `TroupeError.invalidValue` for it, or for any other value that breaks its rules.
  fileprivate func checkedName(of file: AdapterFile) throws -> String {
    guard weight > 0, weight <= 2 else {
      throw TroupeError.invalidValue(
        name: "weight", value: "\(weight)", expected: "a number above 0 and at most 2")
    }
    try Self.check(model, "model", most: 200, without: "")
    try Self.check(trigger, "trigger", most: 200, without: "<>@")
    let name = name ?? file.name
    try Self.check(name, "name", most: 255, without: "<>:")
    return name
  }

  private static func check(
    _ text: String, _ name: String, most: Int, without forbidden: String
  ) throws {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
    }
    guard !text.allSatisfy(\.isWhitespace), text.count <= most, isPlain,
      text.first?.isWhitespace == false, text.last?.isWhitespace == false,
      !text.contains(where: forbidden.contains)
    else {
      let marks = forbidden.isEmpty ? "" : " without any of \(forbidden)"
      throw TroupeError.invalidValue(
        name: name, value: String(text.prefix(80)), expected: "1 to \(most) characters\(marks)")
    }
  }
}
