import Foundation
import TroupeVocabulary

/// What a PSD says of its flat picture, which programs keep with the layers.
struct PSDLayout {
  private(set) var header: ImageHeader
  private(set) var profile: Data?
  /// What is left out, as human-readable text.
  private(set) var notes: [String] = []
  /// The palette: all reds, then all greens, then all blues.
  private(set) var palette = Data()
  /// The index that is clear.
  private(set) var clear: UInt8?
  /// Where the picture begins, at the number of how it is packed.
  private(set) var start = 0
  /// How many channels it has, used or not.
  let planes: Int
  /// Whether it has the form for large files.
  let isLarge: Bool

  private static let maxResources = 10_000

  /// - Throws: `ImageFault` if a part breaks the rules or `limits`.
  init(reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    let reader = ByteReader(bytes)
    guard let version = reader.number(at: 4, length: 2),
      let planes = reader.number(at: 12, length: 2), let height = reader.number(at: 14, length: 4),
      let width = reader.number(at: 18, length: 4), let depth = reader.number(at: 22, length: 2),
      let mode = reader.number(at: 24, length: 2)
    else { throw .truncated }
    guard version == 1 || version == 2, width > 0, height > 0, (1...56).contains(planes) else {
      throw .corrupt("a PSD header with impossible values")
    }
    guard let (model, colors) = Self.models[mode] else {
      throw .unsupportedForm("PSD in a color mode other than gray, indexed, RGB and CMYK")
    }
    guard depth == 8 || depth == 16 || depth == 1 && mode == 0 else {
      throw .unsupportedForm("PSD of \(depth) bits a channel")
    }
    guard planes >= colors else { throw .corrupt("fewer channels than its colors need") }
    try limits.check(width: width, height: height)
    header = ImageHeader(
      type: .psd, width: width, height: height, bitDepth: depth, colorModel: model)
    header.hasMetadata = true
    (self.planes, isLarge) = (planes, version == 2)
    try readSections(reader, colors)
  }

  /// By mode, the color model and its number of channels.
  private static let models: [Int: (ImageHeader.ColorModel, Int)] = [
    0: (.gray, 1), 1: (.gray, 1), 2: (.palette, 1), 3: (.rgb, 3), 4: (.cmyk, 4), 8: (.gray, 1),
  ]

  private mutating func readSections(_ reader: ByteReader, _ colors: Int) throws(ImageFault) {
    var offset = 26
    let table = try Self.section(reader, &offset)
    if header.colorModel == .palette {
      palette = reader.slice(at: table.lowerBound, length: min(table.count, 768)) ?? Data()
      guard palette.count == 768 else { throw .corrupt("a palette too short") }
    }
    try readResources(reader, Self.section(reader, &offset))
    let layers = try Self.section(reader, &offset, isLarge: isLarge)
    start = offset
    // A negative count of layers says that the first channel behind the colors is transparency.
    let count = reader.number(at: layers.lowerBound + (isLarge ? 8 : 4), length: 2) ?? 0
    let hasClear = layers.count > 6 && count & 0x8000 != 0 && planes > colors
    header.hasAlpha = clear != nil || hasClear && header.colorModel != .cmyk
    if planes > colors + (hasClear && header.colorModel != .cmyk ? 1 : 0) {
      notes.append("left out what is neither color nor transparency")
    }
  }

  /// The contents of the section at `offset`, which is moved past it.
  private static func section(
    _ reader: ByteReader, _ offset: inout Int, isLarge: Bool = false
  ) throws(ImageFault) -> Range<Int> {
    var start = offset + 4
    if isLarge {
      guard reader.number(at: offset, length: 4) == 0 else { throw .truncated }
      start += 4
    }
    guard let length = reader.number(at: start - 4, length: 4), length <= reader.count - start
    else { throw .truncated }
    offset = start + length
    return start..<offset
  }

  /// The color profile, the clear index, and whether there is a flat picture at all.
  private mutating func readResources(
    _ reader: ByteReader, _ section: Range<Int>
  ) throws(ImageFault) {
    var offset = section.lowerBound
    for _ in 0..<Self.maxResources where offset < section.upperBound {
      guard let kind = reader.number(at: offset + 4, length: 2),
        let nameLength = reader.byte(at: offset + 6)
      else { return }
      let head = offset + 6 + (Int(nameLength) + 2) / 2 * 2
      guard let length = reader.number(at: head, length: 4),
        let content = reader.slice(at: head + 4, length: length)
      else { return }
      switch kind {
      case 1039: profile = content
      case 1047 where header.colorModel == .palette:
        clear = content.last
      case 1057 where content.dropFirst(4).first == 0:
        throw .unsupportedForm("PSD without a flat picture, as it is saved without compatibility")
      default: break
      }
      offset = head + 4 + (length + 1) / 2 * 2
    }
  }
}
