internal import Foundation
internal import TOMLKit

/// The settings that hold in a library: its own `troupe.toml` over the user's, and of two bounds on cost the lower one, so
/// that no library from elsewhere loosens the user's.
struct SettingsFiles {
  private(set) var settings = Settings()
  /// What is wrong in the files. A bound may be lost with it, so nothing is spent while there is any.
  private(set) var faults: [TroupeError] = []

  init(library: URL?, environment: [String: String]) {
    read(UserFolders.configuration(environment), isOfUser: true)
    let user = settings
    if let library { read(library, isOfUser: false) }
    settings.maxCost = Self.lower(user.maxCost, settings.maxCost)
    settings.maxCostMonth = Self.lower(user.maxCostMonth, settings.maxCostMonth)
    settings.askAbove = min(user.askAbove, settings.askAbove)
  }

  private mutating func read(_ folder: URL, isOfUser: Bool) {
    let path = folder.appending(path: Settings.fileName).path
    let file = ConfigurationFile(path: path, kind: "Settings", until: "nothing is sent or imported")
    do throws(TroupeError) {
      guard let (table, lines) = try file.table() else { return }
      var values = SettingsValues(table: table, lines: lines, path: path, isOfUser: isOfUser)
      values.apply(to: &settings)
      faults += values.faults
    } catch {
      faults.append(error)
    }
  }

  private static func lower(_ one: Double?, _ other: Double?) -> Double? {
    [one, other].compactMap(\.self).min()
  }
}
