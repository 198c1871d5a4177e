/// How much a pack may hold; what has more is refused, by whoever writes it as by whoever reads it.
package enum PackBounds {
  /// Most assets.
  package static let assets = 1_000
  /// Most references of an asset.
  package static let references = 2_000
  /// Most looks of an asset, and most adapters.
  package static let looks = 500
  /// Most aliases, traits, dropped traits and tags, each, of what has them.
  package static let words = 1_000
  /// Most bytes of a text in UTF-8: that of the catalogue.
  package static let text = 64 << 10
  /// Most bytes of a name of a file, of a tag, a type and other short texts.
  package static let shortText = 1_024
  /// Most pixels on a side of an image.
  package static let side = 1_000_000
  /// The numbers that shots of a story have.
  package static let shots = 1...100_000

  /// Most bytes of `pack.json`, and of `generations.jsonl`.
  package static let json = 64 << 20
  /// How deeply values of JSON may be nested. `pack.json` needs 7; graphs of ComfyUI, which generations keep, about 10.
  package static let depth = 32
  /// Most values in `pack.json`: about 50,000 references.
  package static let values = 1_000_000
  /// Most lines of `generations.jsonl`.
  package static let generations = 100_000
  /// Most bytes of one of them.
  package static let line = 1 << 20

  /// Most bytes of a file.
  package static let file = 1 << 30
  /// Most notes that are kept; what is noted is not worth more.
  static let notes = 100
}
