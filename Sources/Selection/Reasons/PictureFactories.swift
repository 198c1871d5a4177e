internal import TroupeVocabulary

// This module makes chosen, excluded and sheet pictures here only.

extension ChosenInput {
  /// An image that a request names.
  /// - Parameters:
  ///   - candidates: the asset it shows, if that is in the request.
  ///   - kind: the kind of an image that shows no asset of the request.
  init(
    _ image: InputImage, as role: Role, of candidates: AssetCandidates? = nil, kind: Kind? = nil,
    at position: Int, reason: String
  ) {
    let reference = candidates?.reference(image.digest)
    self.init(
      position: position, role: role,
      depiction: Depiction(
        asset: candidates?.asset.handle ?? image.asset, name: candidates?.asset.name,
        kind: candidates?.asset.kind ?? kind,
        subject: candidates == nil && role == .identity ? image.subject : nil,
        look: reference?.look, view: reference?.view,
        origin: image.origin), image: image.image, reason: reason)
  }

  /// A reference of `asset`.
  init(
    _ reference: Reference, of asset: Asset, as role: Role, at position: Int, reason: String,
    value: Double
  ) {
    self.init(
      position: position, role: role,
      depiction: Depiction(
        asset: asset.handle, name: asset.name, kind: asset.kind, look: reference.look,
        view: reference.view, origin: reference.origin), image: reference.image, reason: reason,
      value: value)
  }

  /// A sheet of `parts`: its asset, kind and look are those that all parts share. `nil` without parts.
  init?(sheet parts: [SheetPart], as role: Role, at position: Int, reason: String) {
    guard let first = parts.first else { return nil }
    func shared<Value: Hashable>(_ value: (SheetPart) -> Value) -> Value? {
      Set(parts.map(value)).count == 1 ? value(first) : nil
    }
    let asset = shared(\.asset) ?? nil
    self.init(
      position: position, role: role,
      depiction: Depiction(
        asset: asset, name: asset == nil ? nil : first.name, kind: shared(\.kind) ?? nil,
        look: shared(\.look) ?? nil), image: first.image, reason: reason,
      value: parts.reduce(0) { $0 + $1.value }, sheet: parts)
  }
}

extension SheetPart {
  /// A chosen reference as part `chosen.position` of a sheet.
  init(_ chosen: ChosenInput, label: String) {
    self.init(
      number: chosen.position, depiction: chosen.depiction, image: chosen.image, label: label,
      reason: chosen.reason, value: chosen.value)
  }
}

extension ExcludedReference {
  /// `reference`, left out for `reason`.
  init(_ reference: Reference, reason: String, limit: String? = nil) {
    self.init([reference], at: 0, reason: reason, limit: limit)
  }

  /// The reference at `index` of `references`. It reads its fields in place: copying ten thousand whole
  /// references is slow.
  init(_ references: [Reference], at index: Int, reason: String, limit: String? = nil) {
    self.init(
      depiction: Depiction(
        asset: references[index].asset, kind: references[index].kind,
        look: references[index].look, view: references[index].view),
      reference: references[index].image.digest, reason: reason, limit: limit)
  }
}
