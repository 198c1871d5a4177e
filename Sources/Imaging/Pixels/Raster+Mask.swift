import TroupeCImaging
package import TroupeVocabulary

extension Raster {
  /// A mask in colors: what is transparent here has the color of `paint`, what is opaque the other of black and white.
  ///
  /// What is half transparent becomes the gray between, in proportion: models that read colors take grays, each with its own
  /// bound for what changes, and some blend a soft edge by them.
  package func painted(_ paint: MaskPaint) -> Raster {
    derived(width: width, height: height, channels: 3) { source, target in
      for pixel in 0..<source.width * source.height {
        let alpha = source.channels == 4 ? source.pixels[pixel * 4 + 3] : 255
        let gray = paint == .white ? 255 - alpha : alpha
        for channel in 0..<3 { target.pixels[pixel * 3 + channel] = gray }
      }
    }
  }
}
