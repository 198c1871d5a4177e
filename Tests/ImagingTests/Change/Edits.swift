import Foundation
import TroupeImaging

/// Pictures as edits of a model give them back.
enum Edits {
  static let before = Pictures.scene(seed: 3, width: 640, height: 480)
  static let other = Pictures.scene(seed: 11, width: 640, height: 480)

  /// Photographs from outside the repository; none where they are missing.
  static let photographs: [Raster] = {
    let folder = Corpus.folder.deletingLastPathComponent().appending(path: "cast")
    return ["astronaut.png", "coffee.png"].compactMap { name in
      let bytes = FileManager.default.contents(atPath: folder.appending(path: name).path)
      return bytes.flatMap { try? Raster(decoding: $0).flattened() }
    }
  }()
}

extension Raster {
  /// The same with a rectangle of another picture of equal size.
  func repainted(_ box: ChangeMap.Box, from other: Raster) -> Raster {
    changingPixels { x, y, channel, old in
      (box.x..<box.x + box.width).contains(x) && (box.y..<box.y + box.height).contains(y)
        ? Int(other.pixels[(y * width + x) * channels + channel]) : old
    }
  }

  /// Moved right and down; what comes in repeats the edge.
  func moved(right: Int, down: Int) -> Raster {
    changingPixels { x, y, channel, _ in
      let (fromX, fromY) = (
        min(max(x - right, 0), width - 1), min(max(y - down, 0), height - 1)
      )
      return Int(pixels[(fromY * width + fromX) * channels + channel])
    }
  }

  /// Its middle, enlarged to fill the frame.
  func zoomed(percent: Int) -> Raster {
    let large = resized(width: width * percent / 100, height: height * percent / 100)
    return large.cropped(
      x: (large.width - width) / 2, y: (large.height - height) / 2, width: width, height: height)
  }

  /// Gaussian noise of a standard deviation of about `noise` levels over a shift of each channel.
  func rendered(noise: Double, shift: [Int], seed: UInt64 = 5) -> Raster {
    var random = Numbers(seed: seed)
    return changingPixels { _, _, channel, old in
      let sum = (0..<3).reduce(0.0) { sum, _ in sum + Double(random.next() % 2001) / 1000 - 1 }
      return old + shift[channel] + Int((sum * noise).rounded())
    }
  }

  /// The same without its finest detail.
  var softened: Raster {
    resized(width: width * 2 / 3, height: height * 2 / 3).resized(width: width, height: height)
  }

  /// The same saved as a JPEG.
  func saved(quality: Int) throws -> Raster {
    try Raster(decoding: encodedJPEG(quality: quality))
  }

  private func changingPixels(
    _ change: (_ x: Int, _ y: Int, _ channel: Int, _ old: Int) -> Int
  ) -> Raster {
    let changed = pixels.indices.map { index in
      let pixel = index / channels
      let new = change(pixel % width, pixel / width, index % channels, Int(pixels[index]))
      return UInt8(clamping: new)
    }
    return Raster(width: width, height: height, channels: channels, pixels: changed)
  }
}
