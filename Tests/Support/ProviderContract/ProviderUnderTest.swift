package import Foundation
package import TroupeProviders
import TroupeVocabulary

/// A provider as the contract suite sees it: the provider, how it is reached on loopback, and its data.
///
/// A test file for a provider makes one, and runs every check on it:
///
///     @Suite struct MyContractTests {
///       @Test(arguments: ContractCheck.all)
///       func keepsItsPromises(_ check: ContractCheck) async throws {
///         try await check.run(on: ProviderUnderTest(MyProvider(), data: folder) { ["MY_BASE_URL": $0] })
///       }
///     }
///
/// `data` holds `requests` and `answers`: JSON files of named cases, as `GoldenRequest` and `GoldenAnswer` describe them.
package struct ProviderUnderTest: Sendable {
  /// The provider.
  package let provider: any Provider
  /// The folder of its data.
  package let data: URL
  /// The model that data means where it names none.
  package let model: String?
  /// Further variables, as for whose account it is.
  package let variables: [String: String]
  /// The variables that make it use an address.
  package let environment: @Sendable (_ baseURL: String) -> [String: String]
  /// Its built-in models.
  package let models: ModelRegistry

  /// - Parameters:
  ///   - provider: with at least one built-in profile.
  ///   - data: the folder of its golden requests and answers.
  ///   - model: that data means where it names none; `nil` for the first by name.
  ///   - variables: further variables, which it cannot do without.
  ///   - environment: the variables that make it use an address; none for a provider that sends nothing.
  /// - Throws: `TroupeError` for a profile that cannot be read.
  package init(
    _ provider: any Provider, data: URL, model: String? = nil,
    variables: [String: String] = [:],
    environment: @escaping @Sendable (_ baseURL: String) -> [String: String] = { _ in [:] }
  ) throws {
    self.provider = provider
    self.data = data
    self.model = model
    self.variables = variables
    self.environment = environment
    models = ModelRegistry(of: [provider])
  }

  /// The profile called `name`, or the usual one.
  func profile(_ name: String? = nil) throws -> ModelProfile {
    if let model = name ?? model {
      // Found by id without a search for the nearest name: it is asked for thousands of times.
      if let known = models.profiles.first(where: { $0.id == model }) { return known }
      return try models.profile(named: model).profile
    }
    guard let first = models.profiles.first else {
      throw ContractBroken(["it has no profile"])
    }
    return first
  }

  /// Where it is reached, at `baseURL` or its own address.
  func endpoint(at baseURL: String? = nil) throws -> Endpoint {
    try provider.endpoint(
      environment: variables.merging(baseURL.map(environment) ?? [:]) { _, address in address })
  }

  /// The cases of all files under `folder` of the data.
  func cases<Case: Decodable>(_ type: Case.Type, in folder: String) throws -> [Case] {
    let root = data.appending(path: folder)
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let urls = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "json" }
    guard !urls.isEmpty else { throw ContractBroken(["\(root.path) holds no JSON file"]) }
    return try urls.sorted { $0.path < $1.path }.flatMap { url in
      do {
        return try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
      } catch {
        throw ContractBroken(["\(folder)/\(url.lastPathComponent) cannot be read: \(error)"])
      }
    }
  }
}

/// Promises that a provider does not keep, in words.
package struct ContractBroken: Error, CustomStringConvertible {
  /// What was found, one by one.
  package let findings: [String]

  init(_ findings: [String]) { self.findings = findings }

  /// The findings, a line each.
  package var description: String { findings.joined(separator: "\n") }
}

/// Collects what a check finds, so that one run tells all of it.
struct Findings {
  private(set) var list: [String] = []

  /// Notes `finding` unless `isKept`.
  mutating func require(_ isKept: Bool, _ finding: @autoclosure () -> String) {
    if !isKept { list.append(finding()) }
  }

  /// - Throws: `ContractBroken` where anything was found.
  func close() throws {
    // A provider that is wrong from the ground up is not told a thousand times.
    if !list.isEmpty { throw ContractBroken(Array(list.prefix(20))) }
  }
}
