#if Text
  import Foundation
  internal import TroupeCFreeType
  internal import TroupeCHarfBuzz
  import TroupeImaging

  /// A FreeType face with its HarfBuzz font: outlines, or bitmaps of emoji. Hinting is off, so that
  /// shapes depend on size alone.
  final class FontFace {
    private let library: FT_Library
    private let face: FT_Face
    private let shaper: OpaquePointer
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private var size = 0.0
    /// A cache of `covers`: texts ask for the same few scalars again and again.
    private var coverage: [UInt32: Bool] = [:]

    /// Pixels per em of the bitmaps; `nil` for outlines.
    private let strike: Double?
    private let loading: Int32

    /// `nil` if the bytes contain no font at `index` that can be drawn at any size.
    init?(bytes source: Data, index: Int) {
      var library: FT_Library?
      guard FT_Init_FreeType(&library) == 0, let library else { return nil }
      // FreeType reads from the bytes as long as the face exists.
      let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: source.count)
      _ = bytes.initialize(from: source)
      var face: FT_Face?
      let error = FT_New_Memory_Face(
        library, bytes.baseAddress, FT_Long(source.count), FT_Long(index), &face)
      guard error == 0, let face, let strike = Self.strike(of: face),
        let shaper = hb_ft_font_create_referenced(face)
      else {
        if let face { FT_Done_Face(face) }
        FT_Done_FreeType(library)
        bytes.deallocate()
        return nil
      }
      self.strike = strike > 0 ? strike : nil
      loading =
        Int32(FT_LOAD_NO_HINTING) | (strike > 0 ? Int32(FT_LOAD_COLOR) : Int32(FT_LOAD_NO_BITMAP))
      hb_ft_font_set_load_flags(shaper, loading)
      self.library = library
      self.face = face
      self.shaper = shaper
      self.bytes = bytes
    }

    /// 0 for outlines, else the pixels per em of the largest bitmaps, which are selected; `nil` if there
    /// are neither.
    private static func strike(of face: FT_Face) -> Double? {
      let flags = face.pointee.face_flags
      if flags & FT_Long(FT_FACE_FLAG_SCALABLE) != 0 { return 0 }
      let count = Int(face.pointee.num_fixed_sizes)
      guard flags & FT_Long(FT_FACE_FLAG_COLOR) != 0, count > 0,
        let sizes = face.pointee.available_sizes
      else { return nil }
      let largest = (0..<count).max { sizes[$0].y_ppem < sizes[$1].y_ppem } ?? 0
      let pixels = Double(sizes[largest].y_ppem) / 64
      guard pixels >= 1, FT_Select_Size(face, FT_Int(largest)) == 0 else { return nil }
      return pixels
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

    /// The font's ascent and descent, in pixels at `size` pixels per em.
    func extent(size: Double) -> (ascent: Double, descent: Double) {
      let unit = size / Double(max(face.pointee.units_per_EM, 1))
      return (Double(face.pointee.ascender) * unit, -Double(face.pointee.descender) * unit)
    }

    /// The glyphs of `text` from left to right, positioned from the start of the baseline, and their
    /// width in pixels; characters that the font lacks are omitted.
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
      guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
        let positions = hb_buffer_get_glyph_positions(buffer, &count)
      else { return ([], 0) }
      let unit = strike.map { size / $0 / 64 } ?? 1.0 / 64
      var x = 0.0
      var glyphs: [PlacedGlyph] = []
      for index in 0..<Int(count) where infos[index].codepoint != 0 {
        let position = positions[index]
        glyphs.append(
          PlacedGlyph(
            glyph: infos[index].codepoint, x: x + Double(position.x_offset) * unit,
            y: -Double(position.y_offset) * unit))
        x += Double(position.x_advance) * unit
      }
      return (glyphs, x)
    }

    /// Renders a glyph `shift` (0..<1) pixels right of a pixel's edge, with strokes `weight` pixels
    /// bolder; `nil` for an empty one.
    func render(_ glyph: UInt32, size: Double, shift: Double, weight: Double) -> GlyphImage? {
      guard use(size: size), FT_Load_Glyph(face, glyph, loading) == 0, let slot = face.pointee.glyph
      else { return nil }
      if let strike { return slot.pointee.scaledBitmap(scale: size / strike) }
      guard slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE else { return nil }
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
      return .mask(
        GlyphMask(
          coverage: Array(coverage), width: width, height: height, stride: Int(bitmap.pitch),
          left: Int(slot.pointee.bitmap_left), top: Int(slot.pointee.bitmap_top)))
    }

    private func use(size wanted: Double) -> Bool {
      guard wanted != size, strike == nil else { return true }
      guard FT_Set_Char_Size(face, 0, FT_F26Dot6((wanted * 64).rounded()), 72, 72) == 0 else {
        return false
      }
      hb_ft_font_changed(shaper)
      size = wanted
      return true
    }
  }

  extension FT_GlyphSlotRec {
    /// The loaded color bitmap, resized.
    fileprivate func scaledBitmap(scale: Double) -> GlyphImage? {
      let (width, height, stride) = (Int(bitmap.width), Int(bitmap.rows), Int(bitmap.pitch))
      guard bitmap.pixel_mode == UInt8(FT_PIXEL_MODE_BGRA.rawValue), let bytes = bitmap.buffer,
        width > 0, height > 0, stride >= width * 4
      else { return nil }
      var pixels: [UInt8] = []
      pixels.reserveCapacity(width * height * 4)
      for y in 0..<height {
        for x in 0..<width {
          let pixel = bytes + y * stride + x * 4
          let alpha = Int(pixel[3])
          // FreeType's colors are premultiplied by alpha.
          for channel in [2, 1, 0] {
            pixels.append(
              alpha == 0 ? 0 : UInt8(min(255, (Int(pixel[channel]) * 255 + alpha / 2) / alpha)))
          }
          pixels.append(pixel[3])
        }
      }
      func scaled(_ pixels: Int) -> Int { Int((Double(pixels) * scale).rounded()) }
      let raster = Raster(width: width, height: height, channels: 4, pixels: pixels)
        .resized(width: max(1, scaled(width)), height: max(1, scaled(height)))
      return .bitmap(raster, left: scaled(Int(bitmap_left)), top: scaled(Int(bitmap_top)))
    }
  }
#endif
