import Foundation

/// Reads Content Credentials (C2PA): boxes of JUMBF with claims and assertions in CBOR.
struct ContentCredentials {
  private static let mostDepth = 8
  private static let mostLength = 1024
  private static let mostBytes = 1 << 20
  private static let mostIngredient = 64 << 10
  private static let mostParents = 16
  /// What a byte of CBOR, which may be a whole value, costs in bytes of text.
  private static let byteCost = 16

  /// What a manifest says, in the order of the file.
  private struct Manifest {
    var label = ""
    var instanceID: String?
    var generator: String?
    var parents: [CredentialParent] = []
    var actions: [(agent: String?, types: [String])] = []

    /// The agent of an action with a source type goes before that of one without.
    var agent: String? {
      let named = actions.filter { $0.agent != nil }
      return (named.first { !$0.types.isEmpty } ?? named.first)?.agent
    }

    /// The agent of an action that makes a picture by a model.
    var maker: String? {
      actions.first { action in
        action.agent != nil
          && action.types.contains { $0.lowercased().hasSuffix("trainedalgorithmicmedia") }
      }?.agent
    }
  }

  private var manifests: [Manifest] = []
  private var sourceTypes: [String] = []
  private var isBroken = false
  private var boxesLeft = 10_000
  private var bytesLeft = mostBytes

  /// Reads a store of manifests and keeps its mark, be its boxes ever so broken.
  ///
  /// - isCertain: Whether the place in the file tells already that this is C2PA.
  static func read(_ store: ByteView, isCertain: Bool = true, into found: inout Findings) {
    guard isCertain || store.data.prefix(64).range(of: Data("c2pa".utf8)) != nil else { return }
    var reader = ContentCredentials()
    if found.admits(mostLength, of: "C2PA") { reader.readBoxes(store, within: "", depth: 0) }
    found.spend((mostBytes - reader.bytesLeft) * byteCost)
    let newestFirst = reader.manifests.reversed()
    let generator = newestFirst.lazy.compactMap(\.generator).first
    let model =
      newestFirst.lazy.compactMap(\.maker).first ?? newestFirst.lazy.compactMap(\.agent).first
    found.add(
      .contentCredentials(generator: generator, model: model, sourceTypes: reader.sourceTypes))
    // The last manifest is the active one: what it names is the parent of this file.
    if let active = reader.manifests.last {
      found.identify([active.label, active.instanceID ?? ""])
      found.add(active.parents)
    }
    if reader.isBroken || reader.manifests.isEmpty {
      found.note("The Content Credentials of \(store.count) bytes could not be read in full.")
    }
  }

  /// The last part of a URL of IPTC's list of source types.
  static func lastPart(of address: String) -> String {
    let path = address.utf8.last == UInt8(ascii: "/") ? address.dropLast() : address[...]
    guard let slash = path.lastIndex(of: "/") else { return String(path) }
    return String(path[path.index(after: slash)...])
  }

  private mutating func readBoxes(_ view: ByteView, within label: String, depth: Int) {
    var offset = 0
    while offset < view.count {
      guard depth < Self.mostDepth, boxesLeft > 0,
        let box = ISOBMFFTexts.box(in: view, at: offset)
      else {
        isBroken = true
        return
      }
      boxesLeft -= 1
      offset = box.end
      switch box.kind {
      case "jumb": readSuperbox(box.body, depth: depth)
      case "cbor": readAssertion(box.body, label)
      default: break
      }
    }
  }

  private mutating func readSuperbox(_ body: ByteView, depth: Int) {
    guard let description = ISOBMFFTexts.box(in: body, at: 0), description.kind == "jumd",
      let flags = description.body.byte(16)
    else {
      isBroken = true
      return
    }
    var label = ""
    if flags & 2 != 0, let end = description.body.firstNUL(from: 17, within: Self.mostLength),
      let name = description.body.part(17, end - 17)
    {
      label = TextDecoding.text(name)
    }
    if ["c2ma", "c2um", "c2cm"].contains(where: { description.body.has($0) }) {
      manifests.append(Manifest(label: label))
    }
    readBoxes(body.rest(description.end), within: label, depth: depth + 1)
  }

  private mutating func readAssertion(_ cbor: ByteView, _ label: String) {
    let isClaim = label == "c2pa.claim" || label.hasPrefix("c2pa.claim.")
    if label.hasPrefix("c2pa.ingredient") { return readIngredient(cbor) }
    guard isClaim || label.hasPrefix("c2pa.actions") else { return }
    bytesLeft -= cbor.count
    guard bytesLeft >= 0, let value = CBORReader.value(in: cbor) else {
      isBroken = true
      return
    }
    if manifests.isEmpty { manifests.append(Manifest()) }
    if isClaim {
      manifests[manifests.count - 1].generator = Self.generator(of: value)
      manifests[manifests.count - 1].instanceID = Self.short(value["instanceID"]?.text)
    } else {
      readActions(value)
    }
  }

  /// Keeps a parent; an ingredient that is too long or broken is passed over, as most are no parents.
  private mutating func readIngredient(_ cbor: ByteView) {
    guard let last = manifests.indices.last, cbor.count <= Self.mostIngredient,
      cbor.count <= bytesLeft, manifests[last].parents.count < Self.mostParents
    else { return }
    bytesLeft -= cbor.count
    guard let parent = CBORReader.value(in: cbor).flatMap(CredentialParent.init) else { return }
    manifests[last].parents.append(parent)
  }

  private static func generator(of claim: CBORValue) -> String? {
    let info = claim["claim_generator_info"]
    return short((info?["name"] ?? info?.items.first?["name"] ?? claim["claim_generator"])?.text)
  }

  private mutating func readActions(_ assertion: CBORValue) {
    let agents = assertion["softwareAgents"]?.items ?? []
    for action in assertion["actions"]?.items ?? [] {
      var agent = Self.agent(action["softwareAgent"])
      if let index = action["softwareAgentIndex"]?.number, agents.indices.contains(index) {
        agent = agent ?? Self.agent(agents[index])
      }
      let types = action.texts(under: "digitalSourceType").map(Self.lastPart)
      manifests[manifests.count - 1].actions.append((agent, types))
    }
    for type in assertion.texts(under: "digitalSourceType").map(Self.lastPart)
    where sourceTypes.count < 64 && type.utf8.count <= Self.mostLength
      && !sourceTypes.contains(type)
    {
      sourceTypes.append(type)
    }
  }

  /// The name of an agent, which is a text or a map with a name and a version.
  private static func agent(_ value: CBORValue?) -> String? {
    if let text = value?.text { return short(text) }
    guard let name = value?["name"]?.text else { return nil }
    return short([name, value?["version"]?.text].compactMap { $0 }.joined(separator: " "))
  }

  /// A text, unless it is empty or too long to be a name.
  static func short(_ text: String?) -> String? {
    text.flatMap { $0.isEmpty || $0.utf8.count > mostLength ? nil : $0 }
  }
}
