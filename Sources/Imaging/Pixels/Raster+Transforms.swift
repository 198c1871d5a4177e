import TroupeCImaging

extension Raster {
  /// Whether every pixel is opaque.
  package var isOpaque: Bool { readSurface { ti_is_opaque($0) != 0 } }

  /// An opaque copy, blended over `matte`, whose alpha is ignored.
  package func flattened(on matte: Color = .white) -> Raster {
    guard channels == 4 else { return self }
    return derived(width: width, height: height, channels: 3) {
      ti_flatten($0, [matte.red, matte.green, matte.blue], $1)
    }
  }

  /// The part of the raster within a rectangle, in pixels.
  ///
  /// The rectangle is clipped to the raster; the result has at least one pixel.
  package func cropped(x: Int, y: Int, width: Int, height: Int) -> Raster {
    let left = min(max(x, 0), self.width - 1)
    let top = min(max(y, 0), self.height - 1)
    let right = min(max(x + width, left + 1), self.width)
    let bottom = min(max(y + height, top + 1), self.height)
    return derived(width: right - left, height: bottom - top, channels: channels) {
      ti_crop($0, left, top, $1)
    }
  }

  /// A copy turned upright from an EXIF orientation, 1...8; other values change nothing.
  package func oriented(_ orientation: Int) -> Raster {
    guard (2...8).contains(orientation) else { return self }
    let turned = orientation >= 5
    return derived(
      width: turned ? height : width, height: turned ? width : height, channels: channels
    ) { ti_orient($0, Int32(orientation), $1) }
  }

  /// A raster of another size that `fill` computes from this one.
  func derived(
    width: Int, height: Int, channels: Int, by fill: (ti_surface, ti_surface) -> Void
  ) -> Raster {
    let count = width * height * channels
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      let target = ti_surface(
        pixels: buffer.baseAddress, width: width, height: height, channels: channels)
      readSurface { fill($0, target) }
      initialized = count
    }
    return Raster(width: width, height: height, channels: channels, pixels: pixels)
  }
}
