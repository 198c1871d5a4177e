internal import Foundation
internal import TroupeSelection
internal import TroupeVocabulary

/// A folder of words, the user's own or a library's: each file costs its own words alone where it cannot be read.
struct WordsFolder {
  private(set) var words: [UserWords] = []
  private(set) var faults: [TroupeError] = []

  /// The most files that are read of a folder.
  private static let mostFiles = 100

  /// Reads `words/*.json` in each of `folders`, in order of name.
  init(in folders: [URL]) {
    for folder in folders.map({ $0.appending(path: "words") }) {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      for name in names.filter({ $0.hasSuffix(".json") }).sorted().prefix(Self.mostFiles) {
        read(folder.appending(path: name).path)
      }
    }
  }

  private mutating func read(_ path: String) {
    let file = ConfigurationFile(path: path, kind: "Words", until: "they ask for nothing")
    do throws(TroupeError) {
      guard let text = try file.text() else { return }
      do throws(UserWords.Fault) {
        words.append(try UserWords(Data(text.utf8)))
      } catch {
        throw file.fault("line \(error.line): \(error.reason); correct it")
      }
    } catch {
      faults.append(error)
    }
  }
}
