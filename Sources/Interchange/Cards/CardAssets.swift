import Foundation

/// Finds the pictures that a card names by addresses.
struct CardAssets {
  /// A picture as a card of version 3 names it.
  struct Asset {
    let type: String
    let uri: String?
    let name: String
    let ending: String?

    init(type: String, uri: String?, name: String, ending: String?) {
      (self.type, self.uri, self.name, self.ending) = (type, uri, name, ending)
    }

    init(_ json: LooseJSON) {
      self.init(
        type: json["type"]?.string ?? "", uri: json["uri"]?.string,
        name: json["name"]?.string ?? "", ending: json["ext"]?.string)
    }

    /// What the picture shows.
    var role: CardImage.Role {
      switch type.lowercased() {
      case "icon": .icon
      case "emotion", "expression": .expression
      case "background": .background
      case "user_icon": .userIcon
      default: .other
      }
    }
  }

  private static let mostAssets = 4096
  private static let longestName = 256

  /// Whether the file itself is a picture.
  let isPicture: Bool
  var chunks: [String: Data] = [:]
  var archive: CardArchive?
  /// How many bytes of base64 are decoded of one card.
  var mostBytes = 96 << 20

  /// An address for what is one already or base64 without any.
  static func address(_ text: String) -> String {
    let isAddress = text.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    return isAddress || text.isEmpty ? text : "data:image/png;base64," + text
  }

  /// Puts the pictures into the draft; what is none or cannot be found is noted.
  func resolve(_ assets: [Asset], into draft: inout CardDraft) {
    let isNamed = assets.contains { $0.role == .icon && $0.uri == "ccdefault:" }
    if isPicture, !isNamed {
      draft.add(CardImage(source: .wholeFile, role: .icon, name: "main"))
    }
    var left = mostBytes
    if assets.count > Self.mostAssets {
      draft.note("Of \(assets.count) pictures the first \(Self.mostAssets) were looked for.")
    }
    for asset in assets.prefix(Self.mostAssets) {
      guard let source = source(of: asset, &left, &draft) else { continue }
      let name = asset.name.start(Self.longestName)
      draft.add(CardImage(source: source, role: asset.role, name: name))
    }
  }

  private func source(
    of asset: Asset, _ left: inout Int, _ draft: inout CardDraft
  ) -> CardImage.Source? {
    let shown = asset.name.isEmpty ? "A picture" : "“\(asset.name.start(80))”"
    guard let uri = asset.uri, !uri.isEmpty else {
      draft.note("\(shown) was left out: it has no address.")
      return nil
    }
    if uri == "ccdefault:" { return isPicture && asset.role == .icon ? .wholeFile : nil }
    if let comma = uri.utf8.firstIndex(of: UInt8(ascii: ",")), uri.hasPrefix("data:") {
      guard uri[..<comma].hasSuffix(";base64") else {
        draft.note("\(shown) was left out: it is not in base64.")
        return nil
      }
      return embedded(Data(uri.utf8[uri.utf8.index(after: comma)...]), shown, &left, &draft)
    }
    guard let path = Self.path(uri) else {
      let address = uri.start(200)
      draft.note("\(shown) was left out: \(address) lies outside of the file and is not fetched.")
      return nil
    }
    if let name = archive?.name(of: path) { return entry(name, asset, shown, &draft) }
    if let base64 = chunks[path] { return embedded(base64, shown, &left, &draft) }
    draft.note("\(shown) was left out: the file has no “\(path.start(200))”.")
    return nil
  }

  /// The path in an address that means a part of the file. The standard writes `embeded`; others write it right.
  private static func path(_ uri: String) -> String? {
    for prefix in ["embeded://", "embedded://", "__asset:"] where uri.hasPrefix(prefix) {
      return String(uri.dropFirst(prefix.count))
    }
    return nil
  }

  private func entry(
    _ name: String, _ asset: Asset, _ shown: String, _ draft: inout CardDraft
  ) -> CardImage.Source? {
    let own = name.split(separator: ".").last.map(String.init) ?? ""
    guard CardImage.isPicture(ending: asset.ending ?? own) || CardImage.isPicture(ending: own)
    else {
      draft.note("\(shown) was left out: it is not a picture.")
      return nil
    }
    return .entry(name)
  }

  private func embedded(
    _ base64: Data, _ shown: String, _ left: inout Int, _ draft: inout CardDraft
  ) -> CardImage.Source? {
    let most = left
    // Counted before decoding: a broken one, named a thousand times, costs as much as good ones.
    left -= min(left, base64.count)
    guard base64.count <= most,
      let bytes = try? CardBase64.decode(base64, shown, most: most)
    else {
      draft.note("\(shown) was left out: its base64 is broken or too large.")
      return nil
    }
    guard CardImage.isPicture(ByteView(bytes)) else {
      draft.note("\(shown) was left out: it is not a picture.")
      return nil
    }
    return .embedded(bytes)
  }
}
