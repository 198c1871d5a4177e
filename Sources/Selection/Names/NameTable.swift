internal import Foundation
internal import TroupeVocabulary

/// The words by which files and folders are called: for views, and those that say nothing. From
/// `CWords/Words/names.json`, all languages together, since a name is too short to tell its own.
enum NameTable {
  /// By view, its words.
  static let views: [(View, [String])] =
    file.views.map { (View(rawValue: $0.key), $0.value) }.sorted { $0.0.rawValue < $1.0.rawValue }

  /// Words of cameras, programs and folders.
  static var noise: [String] { file.noise }

  private struct File: Decodable {
    var views: [String: [String]] = [:]
    var noise: [String] = []
  }

  /// A test reads the file, so that a fault in it is found before it ships.
  private static let file =
    (try? JSONDecoder().decode(File.self, from: WordFile.data("names"))) ?? File()
}
