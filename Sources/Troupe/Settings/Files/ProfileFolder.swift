internal import Foundation
internal import TroupeProviders

/// A folder of model profiles, the user's own or a library's.
struct ProfileFolder {
  let folder: URL
  let isLibrary: Bool

  /// The most files that are read of a folder.
  private static let mostFiles = 1000

  /// The files in it, in order of name, as a registry takes them; one that cannot be read is handed on with its fault.
  var overrides: [ModelRegistry.Override] {
    let path = folder.path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path).sorted() else {
      var facts = stat()
      if lstat(path, &facts) != 0 { return [] }
      let fault = TroupeError.invalidValue(
        name: "Model profiles", value: path, expected: "it is no folder that can be read")
      return [.init(name: path, fault: fault, libraryFile: isLibrary ? "models" : nil)]
    }
    return names.filter { $0.hasSuffix(".json") }.prefix(Self.mostFiles).map(override)
  }

  private func override(_ name: String) -> ModelRegistry.Override {
    let path = folder.appending(path: name).path
    let libraryFile = isLibrary ? "\(folder.lastPathComponent)/\(name)" : nil
    let file = ConfigurationFile(
      path: path, kind: "Model profile", until: "its model cannot be used")
    do throws(TroupeError) {
      return .init(
        name: path, json: Data(try file.text()?.utf8 ?? "".utf8), libraryFile: libraryFile)
    } catch {
      return .init(name: path, fault: error, libraryFile: libraryFile)
    }
  }
}
