import Troupe

/// What `add` and `reference add` answer in `--json`.
struct AddedDocument: Encodable {
  /// A reference as it was added.
  struct One: Encodable {
    let reference: ReferenceDocument
    let notes: [String]
    let isNew: Bool
  }

  /// A file that cannot be used.
  struct Refused: Encodable {
    let file: String
    let code: String
    let message: String
  }

  let asset: Asset
  let references: [One]
  let refused: [Refused]
  let passedOver: [String]

  init(_ added: AddedReferences, library: Library) {
    asset = added.asset
    references = added.references.map {
      One(
        reference: ReferenceDocument(reference: $0.reference, library: library), notes: $0.notes,
        isNew: $0.isNew)
    }
    refused = added.refused.map {
      Refused(file: $0.file, code: $0.error.code, message: $0.error.sentence)
    }
    passedOver = added.passedOver
  }
}
