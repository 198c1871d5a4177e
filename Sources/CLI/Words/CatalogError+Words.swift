import Foundation
import Troupe

extension CatalogError: Worded {
  var sentence: String {
    switch self {
    case .invalidHandle(let text, let reason):
      "'\(text)' is not a valid handle: \(reason)."
    case .unknownAsset(let handle, let nearest):
      "No asset is called @\(handle).\(Phrases.suggestion(nearest.map { "@\($0)" }, otherwise: "'troupe list' shows all; write \\@ for a plain @"))"
    case .ambiguousName(let name, let handles):
      "'\(name)' could be \(handles.map { "@\($0)" }.joined(separator: " or ")). Write the handle of the one that you mean, as in @[\(handles.first ?? "")]."
    case .aliasTaken(let name, let owner):
      "'\(name)' is what @\(owner) is called already. Choose another name; 'troupe alias list @\(owner)' shows all of its names."
    case .unknownAlias(let alias, let asset, let known):
      "@\(asset) has no alias '\(alias)'. It has \(known.isEmpty ? "none" : known.joined(separator: ", "))."
    case .handleTaken(let handle, let kind):
      "@\(handle) is \(kind == .object ? "an" : "a") \(kind.rawValue) already. Choose another handle, or change it with 'troupe set @\(handle)'; pictures are added with 'troupe reference add @\(handle) IMAGE'."
    case .assetRemoved(let handle):
      "@\(handle) was removed. Bring it back with 'troupe restore @\(handle)'."
    case .unknownLook(let asset, let look, let known):
      "@\(asset) has no look '\(look)'.\(known.isEmpty ? " It has none yet; give one with 'troupe reference add @\(asset) IMAGE --look \(look)'." : Phrases.suggestion(known, otherwise: ""))"
    case .lookTaken(let asset, let look):
      "@\(asset)/\(look) is there already. Choose another name, or change it with 'troupe look set @\(asset)/\(look)'."
    case .lookRemoved(let asset, let look):
      "@\(asset)/\(look) was removed. Bring it back with 'troupe look restore @\(asset)/\(look)'."
    case .unknownVersion(let asset, let version, let newest):
      "@\(asset) has no version \(version). It has \(newest == 1 ? "only the first" : "1 to \(newest)"); 'troupe show @\(asset) --versions' tells them apart."
    case .unknownTrait(let trait, let known):
      "None of the assets in this request has the trait '\(trait)'.\(known.isEmpty ? " None of them has any; 'troupe set @HANDLE --trait' adds one." : " They have: \(known.map { "'\($0)'" }.joined(separator: ", ")).")"
    case .noReferences(let asset, let look):
      "@\(asset) has no pictures in use\(Phrases.inLook(look)). Add one with 'troupe reference add @\(asset) IMAGE\(look.map { $0.isEmpty ? "" : " --look \($0)" } ?? "")'."
    case .noneAdded(let refused):
      "None of \(refused.count) pictures can be used. The first: \(refused.first?.error.sentence ?? "")"
    case .someRefused(let count, let all):
      "\(count) of \(all) \(count == 1 ? "was" : "were") refused, as listed; the others are in. Fix and add \(count == 1 ? "it" : "them") again."
    case .unknownReference(let text):
      "No reference's digest begins with '\(text)'\(text.contains(".") ? ", and none in use came from a file of that name" : ""). 'troupe reference list @HANDLE' shows them."
    case .sharedReference(let text, let assets):
      "\(assets.joined(separator: ", ")) all have the picture '\(text)'. Say whose is meant with --of @HANDLE, or mention that one in the prompt."
    case .badAdapter(let file, let reason):
      "\(file) is no adapter: \(Phrases.sentence(reason)) Nothing was added; it takes a whole .safetensors file."
    case .unknownAdapter(let text, let known):
      "No adapter is called '\(text)'. \(known.isEmpty ? "There is none yet." : "'troupe adapter list' shows those there are.")"
    case .linkedAsset(let handle, let library):
      "@\(handle) comes from the library at \(library) and is only used here. Change it with --library \(library), or end the link with 'troupe cast unlink \(library)'."
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .invalidHandle, .ambiguousName, .aliasTaken, .handleTaken, .assetRemoved,
      .lookTaken, .lookRemoved, .sharedReference, .linkedAsset:
      .usage
    case .unknownAsset, .unknownAlias, .unknownLook, .unknownTrait, .noReferences,
      .unknownReference, .unknownAdapter, .unknownVersion:
      .notFound
    case .noneAdded, .someRefused, .badAdapter: .badData
    }
  }
}
