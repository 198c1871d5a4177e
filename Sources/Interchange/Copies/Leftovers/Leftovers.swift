package import Foundation

extension ImageCopy {
  /// What a file holds other than pixels, colour profile, and which side is up, in its order; empty
  /// after `stripped(_:)`.
  ///
  /// It goes through the file by a list of its own of what may be there and shares nothing with
  /// what writes copies, so that an error there is found here. What cannot be read is named too.
  package static func leftovers(in file: Data) -> [String] {
    let view = ByteView(file)
    var found = Leftovers()
    if view.data.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      found.readPNG(view)
    } else if view.data.starts(with: [0xFF, 0xD8]) {
      found.readJPEG(view)
    } else if view.has("RIFF"), view.has("WEBP", at: 8) {
      found.readWebP(view)
    } else {
      found.add("a file that is no PNG, JPEG or WebP")
    }
    return found.names
  }
}

/// Collects what should not be in a stripped copy.
struct Leftovers {
  private static let most = 256

  /// The names, each once.
  private(set) var names: [String] = []
  private var known: Set<String> = []

  /// Adds a name; of very many only the first.
  mutating func add(_ name: String) {
    if names.count < Self.most, known.insert(name).inserted { names.append(name) }
  }

  /// Adds what a part is called, and its size.
  mutating func add(_ kind: String, _ name: String, _ size: Int) {
    let letters = name.unicodeScalars.map { $0.value > 0x20 && $0.value < 0x7F ? $0 : "?" }
    add(
      "\(kind) \(String(String.UnicodeScalarView(letters))) of \(size) \(size == 1 ? "byte" : "bytes")"
    )
  }

  /// Adds bytes that stand where nothing should, if there are any.
  mutating func addBytes(_ count: Int, _ place: String) {
    if count > 0 { add("\(count) \(count == 1 ? "byte" : "bytes") \(place)") }
  }

  /// Whether a block of EXIF, from `II` or `MM` on, says only which side is up: a head, one
  /// entry of one number, and the end.
  static func isOrientation(_ block: ByteView) -> Bool {
    let order: ByteOrder = block.has("II") ? .little : .big
    guard block.count == 26, block.has("II") || block.has("MM") else { return false }
    let isHead = block.u16(2, order) == 42 && block.u32(4, order) == 8 && block.u16(8, order) == 1
    let isEntry = block.u16(10, order) == 0x0112 && block.u16(12, order) == 3
    guard isHead, isEntry, block.u32(14, order) == 1, let side = block.u16(18, order) else {
      return false
    }
    return (1...8).contains(side) && block.u16(20, order) == 0 && block.u32(22, order) == 0
  }
}
