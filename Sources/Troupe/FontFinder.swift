internal import Foundation
internal import TroupeCFontconfig
internal import TroupeImaging

/// Finds the system's fonts through fontconfig, so that names and prompts of any script can be drawn.
enum FontFinder {
  /// Languages whose scripts together cover what people write prompts in; the first one's font is tried first.
  private static let languages = ["en", "zh-cn", "ja", "ko", "ar", "he", "hi", "th", "ru", "el"]

  /// The system's sans-serif font for each of them, each font once; empty when the system has none.
  static func fonts() -> [Font] {
    guard let configuration = FcInitLoadConfigAndFonts() else { return [] }
    defer { FcConfigDestroy(configuration) }
    var seen: Set<FontFile> = []
    return languages.compactMap { language in
      guard let file = match(language, configuration), seen.insert(file).inserted,
        let bytes = try? Data(contentsOf: URL(filePath: file.path), options: .mappedIfSafe)
      else { return nil }
      return try? Font(bytes: bytes, index: file.index)
    }
  }

  private struct FontFile: Hashable {
    let path: String
    let index: Int
  }

  private static func match(_ language: String, _ configuration: OpaquePointer) -> FontFile? {
    guard let pattern = FcNameParse("sans:scalable=true:lang=\(language)") else { return nil }
    defer { FcPatternDestroy(pattern) }
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
    // The high half names an instance of a variable font; the face is in the low half.
    FcPatternGetInteger(font, FC_INDEX, 0, &index)
    return FontFile(path: String(cString: path), index: Int(index & 0xFFFF))
  }
}
