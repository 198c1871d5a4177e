import Foundation
internal import TroupeCFreeType
internal import TroupeCHarfBuzz

/// A face of FreeType with its HarfBuzz shaper. Hinting is off: shapes depend on size alone.
final class FontFace {
  private let library: FT_Library
  private let face: FT_Face
  private let shaper: OpaquePointer
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var size = 0.0
  /// Answers of `covers`: texts ask for the same few scalars again and again.
  private var coverage: [UInt32: Bool] = [:]

  private static let loading = Int32(FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP)

  /// `nil` if the bytes hold no outline font at `index`.
  init?(bytes source: Data, index: Int) {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0, let library else { return nil }
    // FreeType reads from the bytes as long as the face lives.
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: source.count)
    _ = bytes.initialize(from: source)
    var face: FT_Face?
    let error = FT_New_Memory_Face(
      library, bytes.baseAddress, FT_Long(source.count), FT_Long(index), &face)
    guard error == 0, let face, face.pointee.face_flags & FT_Long(FT_FACE_FLAG_SCALABLE) != 0,
      let shaper = hb_ft_font_create_referenced(face)
    else {
      if let face { FT_Done_Face(face) }
      FT_Done_FreeType(library)
      bytes.deallocate()
      return nil
    }
    hb_ft_font_set_load_flags(shaper, Self.loading)
    self.library = library
    self.face = face
    self.shaper = shaper
    self.bytes = bytes
  }

  deinit {
    hb_font_destroy(shaper)
    FT_Done_Face(face)
    FT_Done_FreeType(library)
    bytes.deallocate()
  }

  /// Whether the font has a glyph for the scalar.
  func covers(_ scalar: Unicode.Scalar) -> Bool {
    if let known = coverage[scalar.value] { return known }
    let covered = FT_Get_Char_Index(face, FT_ULong(scalar.value)) != 0
    coverage[scalar.value] = covered
    return covered
  }

  /// How far the font reaches above and below the baseline, in pixels at `size` pixels per em.
  func extent(size: Double) -> (ascent: Double, descent: Double) {
    let unit = size / Double(max(face.pointee.units_per_EM, 1))
    return (Double(face.pointee.ascender) * unit, -Double(face.pointee.descender) * unit)
  }

  /// The glyphs of `text` from left to right, placed from the start of the baseline; what the font
  /// lacks is left out.
  func shape(
    _ text: String, size: Double, script: Script, isReversed: Bool
  ) -> (glyphs: [PlacedGlyph], width: Double) {
    guard use(size: size), let buffer = hb_buffer_create() else { return ([], 0) }
    defer { hb_buffer_destroy(buffer) }
    hb_buffer_add_utf8(buffer, text, -1, 0, -1)
    hb_buffer_set_script(buffer, script.tag)
    hb_buffer_set_direction(buffer, isReversed ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
    hb_shape(shaper, buffer, nil, 0)
    var count: UInt32 = 0
    guard let names = hb_buffer_get_glyph_infos(buffer, &count),
      let positions = hb_buffer_get_glyph_positions(buffer, &count)
    else { return ([], 0) }
    var x = 0.0
    var glyphs: [PlacedGlyph] = []
    for index in 0..<Int(count) where names[index].codepoint != 0 {
      let position = positions[index]
      glyphs.append(
        PlacedGlyph(
          glyph: names[index].codepoint, x: x + Double(position.x_offset) / 64,
          y: -Double(position.y_offset) / 64))
      x += Double(position.x_advance) / 64
    }
    return (glyphs, x)
  }

  /// Renders a glyph `shift` (0..<1) pixels right of a pixel's edge, `weight` pixels bolder.
  func render(_ glyph: UInt32, size: Double, shift: Double, weight: Double) -> GlyphMask? {
    guard use(size: size), FT_Load_Glyph(face, glyph, Self.loading) == 0,
      let slot = face.pointee.glyph, slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE
    else { return nil }
    let strength = FT_Pos((weight * 64).rounded())
    if strength > 0 { FT_Outline_Embolden(&slot.pointee.outline, strength) }
    FT_Outline_Translate(&slot.pointee.outline, FT_Pos((shift * 64).rounded()) - strength / 2, 0)
    guard FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) == 0 else { return nil }
    let bitmap = slot.pointee.bitmap
    let (width, height) = (Int(bitmap.width), Int(bitmap.rows))
    guard let pixels = bitmap.buffer, width > 0, height > 0, Int(bitmap.pitch) >= width else {
      return nil
    }
    let coverage = UnsafeBufferPointer(start: pixels, count: Int(bitmap.pitch) * height)
    return GlyphMask(
      coverage: Array(coverage), width: width, height: height, stride: Int(bitmap.pitch),
      left: Int(slot.pointee.bitmap_left), top: Int(slot.pointee.bitmap_top))
  }

  private func use(size wanted: Double) -> Bool {
    guard wanted != size else { return true }
    guard FT_Set_Char_Size(face, 0, FT_F26Dot6((wanted * 64).rounded()), 72, 72) == 0 else {
      return false
    }
    hb_ft_font_changed(shaper)
    size = wanted
    return true
  }
}
