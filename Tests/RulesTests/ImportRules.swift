/// Which module may import which: the table of the design.
enum ImportRules {
  /// The rung of each module's folder. Imports go strictly down; modules on one rung never import
  /// each other.
  static let rungs = [
    "Vocabulary": 0, "Schema": 0, "Crypto": 0,
    "Storage": 1, "Imaging": 1, "Search": 1, "Interchange": 1,
    "Catalog": 2, "Selection": 2, "Checking": 2, "Providers": 2, "Drawing": 2,
    "Record": 3, "Storyboard": 3,
    "Preparing": 4,
    "Sending": 5,
    "Lineage": 6, "Care": 6,
    "GalleryShapes": 0,
    "Troupe": 7,
    "MCP": 8,
    "Gallery": 9,
    "CLI": 10,
  ]

  /// Packages of others, and the one module that may import each.
  static let packages = [
    "TOMLKit": "Troupe", "Yams": "Troupe", "ArgumentParser": "CLI", "Hummingbird": "Gallery",
    "HummingbirdCore": "Gallery", "HTTPTypes": "Gallery", "Logging": "Gallery",
    "NIOCore": "Gallery", "NIOPosix": "Gallery", "NIOHTTPTypes": "Gallery", "Mustache": "Gallery",
  ]

  /// What comes with Swift.
  static let system: Set = [
    "Swift", "Foundation", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin",
  ]

  /// What Storage may say of the Vocabulary; it has no words of the domain.
  static let storageWords: Set = ["Digest", "ULID", "TroupeError", "MessageBody", "CanonicalJSON"]

  /// The folder of one of our own Swift modules.
  static func folder(of module: String) -> String? {
    let folder =
      module == "Troupe" ? module : String(module.dropFirst(module.hasPrefix("Troupe") ? 6 : 0))
    return rungs[folder] == nil || (folder == module && module != "Troupe") ? nil : folder
  }

  /// Whether it is one of our C modules.
  static func isC(_ module: String) -> Bool {
    guard module.hasPrefix("TroupeC"), folder(of: module) == nil else { return false }
    return module.dropFirst(7).first?.isUppercase == true
  }

  /// Why a file in `importer` may not import `module`, or `nil` when it may.
  static func objection(to module: String, in importer: String, visibly access: String) -> String? {
    if system.contains(module) { return nil }
    if let owner = packages[module] {
      if owner != importer { return "only \(owner) imports \(module); call \(owner) instead" }
      // Nothing can import the program, so what it shows does not matter.
      return importer != "CLI" && (access == "public" || access == "package")
        ? "\(module) must not show in what \(owner) offers: write 'internal import'" : nil
    }
    if isC(module) {
      return access == "public" || access == "package"
        ? "a C module must not show in what a module offers: write 'internal import'" : nil
    }
    guard let imported = folder(of: module) else {
      return
        "it is not in the table of Tests/RulesTests/ImportRules.swift: do without it, or add it"
    }
    if importer == "CLI" && !["Troupe", "Gallery", "MCP"].contains(imported) {
      return
        "the command line is a user of the library: import only Troupe, and what serves it"
    }
    if importer == "MCP" && imported != "Troupe" {
      return "agents are users of the library: import only Troupe"
    }
    if importer == "Gallery" && !["Troupe", "MCP", "GalleryShapes"].contains(imported) {
      return "the gallery is a user of the library: import only Troupe, MCP and GalleryShapes"
    }
    guard let own = rungs[importer], let other = rungs[imported] else {
      return "add \(importer) to the rungs in Tests/RulesTests/ImportRules.swift"
    }
    return other < own ? nil : "\(imported) is not below \(importer): move the code, or pass it in"
  }
}
