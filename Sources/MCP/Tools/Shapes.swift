/// Shapes of documents that several tools tell.
extension Shape {
  static let output: Shape = ["id": .text, "width?": .integer, "height?": .integer]

  /// A generation in short.
  static let generation: Shape = [
    "id": .text, "state": .text, "model": .text, "prompt": .text, "created_at": .text,
    "outputs": .list(.output), "parent?": .any, "cost_usd?": .number, "message?": .text,
    "from_record?": .flag, "adjustments?": .list(.adjustment),
  ]

  static let adjustment: Shape = ["field": .text, "reason": .text, "after?": .text]

  static let asset: Shape = [
    "handle": .text, "name": .text, "kind": .text, "description?": .text, "traits": .list(.text),
    "aliases": .list(.text), "tags": .list(.text),
    "looks": .list(["name": .text, "description?": .text, "traits?": .list(.text)]),
  ]

  static let reference: Shape = [
    "digest": .text, "view?": .text, "look?": .text, "caption?": .text, "is_pinned?": .flag,
    "width?": .integer, "height?": .integer,
  ]

  static let annotation: Shape = [
    "target": .any, "rating?": .integer, "pick?": .text, "tags?": .list(.text), "note?": .text,
    "primary?": .flag,
  ]

  /// What was made by a call that may be billed.
  static let made: Shape = [
    "generations": .list(.generation), "cost_usd?": .number,
    "error?": ["code": .text, "message": .text],
  ]
}
