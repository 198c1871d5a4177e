package import TroupeVocabulary

/// An image with all that the record says went into it.
package struct CheckedPicture: Sendable {
  /// One of its cast, as it was sent.
  package struct Member: Sendable {
    /// Which asset.
    package let asset: ULID
    /// As it was called then.
    package let handle: Handle
    /// What it was.
    package let kind: Kind
    /// As models were told.
    package let name: String
    /// The facts that must not change, those of its look among them.
    package let traits: [String]

    package init(asset: ULID, handle: Handle, kind: Kind, name: String, traits: [String]) {
      self.asset = asset
      self.handle = handle
      self.kind = kind
      self.name = name
      self.traits = traits
    }

    /// `asset` with the traits that it had in `look`, else in all of `looks`; those in `left` were not sent.
    package init(_ asset: Asset, look: String?, looks: [Look], without left: [String]) {
      let worn = looks.filter { look == nil || $0.name == look }
      let dropped = Set((left + worn.flatMap(\.droppedTraits)).map(Handle.folded))
      let all = asset.traits.filter { !dropped.contains(Handle.folded($0)) }
      let added = worn.flatMap(\.traits).filter { trait in
        !left.contains { Handle.folded($0) == Handle.folded(trait) } && !all.contains(trait)
      }
      self.init(
        asset: asset.id, handle: asset.handle, kind: asset.kind, name: asset.name,
        traits: all + added)
    }
  }

  /// The image.
  package let id: OutputID
  /// Its bytes.
  package let image: StoredImage
  /// Its cast in order of mention.
  package let cast: [Member]
  /// The pictures that it was made from, as they were sent.
  package let inputs: [SentInput]

  package init(id: OutputID, image: StoredImage, cast: [Member], inputs: [SentInput]) {
    self.id = id
    self.image = image
    self.cast = cast
    self.inputs = inputs
  }
}
