/// How a JPEG is written.
package struct JPEGForm: Sendable, Hashable {
  /// 1...100.
  package var quality: Int
  /// Whether four pixels share one color (4:2:0), which saves bytes and blurs red on blue. Each has
  /// its own (4:4:4) otherwise.
  package var sharesColor: Bool

  /// A form; the defaults are those of references.
  package init(quality: Int = 92, sharesColor: Bool = false) {
    self.quality = quality
    self.sharesColor = sharesColor
  }
}
