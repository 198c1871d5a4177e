internal import Foundation
internal import TroupeProviders
internal import TroupeSelection

/// All that files say of what may be done: the user's own, and those of one library. What is wrong in one of them costs
/// what it is about and nothing else.
struct Configuration: Sendable {
  let settings: Settings
  let gateways: [Gateway]
  let models: ModelRegistry
  /// The user's own words for views and the like, and the library's.
  let words: [UserWords]
  /// What is wrong with entries of gateways, by name.
  let faultyGateways: [String: TroupeError]
  /// Why nothing is spent: a file in which a bound on cost may stand cannot be understood.
  let spendingFault: TroupeError?
  /// Why nothing is imported: how references are to be kept is not known.
  let importFault: TroupeError?
  /// All that was left aside, those faults among them.
  let problems: [TroupeError]

  /// Reads the files of the user that `environment` leads to, and those in `library`.
  init(library: URL?, environment: [String: String]) {
    let files = SettingsFiles(library: library, environment: environment)
    let providers = ProvidersFile(environment)
    let own = UserFolders.configuration(environment).appending(path: "models")
    var overrides = ProfileFolder(folder: own, isLibrary: false).overrides
    if let library {
      let folder = library.appending(path: "models")
      overrides += ProfileFolder(folder: folder, isLibrary: true).overrides
    }
    let folder = WordsFolder(
      in: [UserFolders.configuration(environment)] + [library].compactMap(\.self))
    words = folder.words
    settings = files.settings
    gateways = providers.gateways
    models = ModelRegistry(
      of: Models.providers, overrides: overrides, gateways: providers.gateways,
      faultyGateways: providers.faulty)
    faultyGateways = providers.faulty.merging(
      models.faultyGateways, uniquingKeysWith: { first, _ in first })
    importFault = files.faults.first
    spendingFault = files.faults.first ?? providers.fault
    problems =
      files.faults + [providers.fault].compactMap(\.self)
      + providers.faulty.sorted { $0.key < $1.key }.map(\.value) + models.problems
      + folder.faults
  }
}
