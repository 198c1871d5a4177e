#if Text
  internal import Foundation
  internal import TroupeCFontconfig

  /// Finds the system's fonts for a text through fontconfig.
  package struct FontFinder {
    /// Languages whose sans-serif fonts are tried first, in this order, before other fonts.
    private static let languages = ["en", "zh-cn", "ja", "ko", "ar", "he", "hi", "th", "ru", "el"]

    private static let outlines = "sans:scalable=true:color=false"
    private static let emoji = "emoji:color=true"

    private let configuration: OpaquePointer
    private var seen: Set<FontFile> = []
    private var fonts: [Font] = []
    /// The characters that no font found so far has, each as its visible scalars.
    private var missing: [[Unicode.Scalar]]

    /// The fonts that `text` needs, in order of preference, the system's default first: together they
    /// have each character that any font of the system has. Empty if there are none.
    package static func fonts(for text: String) -> [Font] {
      guard let configuration = FcInitLoadConfigAndFonts() else { return [] }
      defer { FcConfigDestroy(configuration) }
      var finder = FontFinder(configuration, text)
      return finder.find()
    }

    private init(_ configuration: OpaquePointer, _ text: String) {
      self.configuration = configuration
      missing = Set(text).map(\.visibleScalars).filter { !$0.isEmpty }
    }

    private mutating func find() -> [Font] {
      for language in Self.languages where fonts.isEmpty || !missing.isEmpty {
        add(match(Self.outlines) { FcPatternAddString($0, FC_LANG, language) })
      }
      for family in [Self.outlines, Self.emoji] {
        while !missing.isEmpty {
          let before = missing.count
          add(match(family) { Self.request(missing.joined(), in: $0) })
          if missing.count == before { break }
        }
      }
      return fonts
    }

    /// Adds a font if it is the first or has characters that the others lack.
    private mutating func add(_ file: FontFile?) {
      guard let file, seen.insert(file).inserted,
        let bytes = try? Data(contentsOf: URL(filePath: file.path), options: .mappedIfSafe),
        let font = try? Font(bytes: bytes, index: file.index)
      else { return }
      let stillMissing = missing.filter { !font.covers($0) }
      guard fonts.isEmpty || stillMissing.count < missing.count else { return }
      missing = stillMissing
      fonts.append(font)
    }

    private struct FontFile: Hashable {
      let path: String
      let index: Int
    }

    /// The best match for `family` and what `refine` adds to the pattern.
    private func match(_ family: String, _ refine: (OpaquePointer) -> Void) -> FontFile? {
      guard let pattern = FcNameParse(family) else { return nil }
      defer { FcPatternDestroy(pattern) }
      refine(pattern)
      FcConfigSubstitute(configuration, pattern, FcMatchPattern)
      FcDefaultSubstitute(pattern)
      var result = FcResultNoMatch
      guard let font = FcFontMatch(configuration, pattern, &result) else { return nil }
      defer { FcPatternDestroy(font) }
      var path: UnsafeMutablePointer<FcChar8>?
      var index: Int32 = 0
      guard FcPatternGetString(font, FC_FILE, 0, &path) == FcResultMatch, let path else {
        return nil
      }
      // The upper 16 bits are an instance of a variable font; the lower 16 are the face.
      FcPatternGetInteger(font, FC_INDEX, 0, &index)
      return FontFile(path: String(cString: path), index: Int(index & 0xFFFF))
    }

    /// Requests the font that has the most of `scalars`.
    private static func request(_ scalars: some Sequence<Unicode.Scalar>, in pattern: OpaquePointer)
    {
      guard let set = FcCharSetCreate() else { return }
      defer { FcCharSetDestroy(set) }
      for scalar in scalars { FcCharSetAddChar(set, scalar.value) }
      FcPatternAddCharSet(pattern, FC_CHARSET, set)
    }
  }
#endif
