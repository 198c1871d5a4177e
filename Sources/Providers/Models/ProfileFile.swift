import Foundation
import TroupeVocabulary

/// One profile file, read.
struct ProfileFile {
  private let override: ModelRegistry.Override
  /// Its graph, for a model that is a graph of a server's.
  private let graph: JSONNode?

  init(_ override: ModelRegistry.Override) {
    self.override = override
    // Hardly any profile has one, and every command reads all of them.
    let mayHaveOne = override.json.range(of: Data(#""graph""#.utf8)) != nil
    let (documents, isBroken) = mayHaveOne ? JSONReader.documents(in: override.json) : ([], true)
    graph = isBroken ? nil : documents.first?["graph"]
  }

  /// What it says.
  /// - Parameter words: what is wrong with a profile beyond what holds of every one, in words.
  /// - Throws: `TroupeError.invalidValue` for what is no profile or names a dialect that is not known.
  func profile(
    dialects: [String], fault words: (ModelProfile) -> String?
  ) throws(TroupeError) -> ModelProfile {
    if let fault = override.fault { throw fault }
    let profile: ModelProfile
    if isOfAnEditor { throw fault(Self.editorsForm) }
    do {
      profile = try CanonicalJSON.decode(ModelProfile.self, from: json)
    } catch {
      throw fault(ProfileFault.words(for: error))
    }
    guard dialects.contains(profile.dialect) else {
      throw fault("its dialect is one of \(dialects.sorted().joined(separator: ", "))")
    }
    guard profile.isPlausible else {
      throw fault("counts from 0 to a million million, prices from 0 to a million dollars")
    }
    if let words = words(profile) { throw fault(words) }
    return profile
  }

  /// The file with the nodes of its graph as a string: a server's JSON keeps its names and numbers as they are written.
  private var json: Data {
    guard case .object(_, let text)? = graph?["nodes"] else { return override.json }
    guard let quoted = try? JSONEncoder().encode(String(decoding: text, as: UTF8.self)) else {
      return override.json
    }
    var json = override.json
    json.replaceSubrange(text.startIndex..<text.endIndex, with: quoted)
    return json
  }

  private static let editorsForm =
    "its 'graph' is as an editor saves it, with lists of nodes and links; export it in the form for the server's API, an object of nodes by id, and put that into 'nodes'"

  /// Whether its graph is what people see of one, and not what a server takes.
  private var isOfAnEditor: Bool {
    [graph, graph?["nodes"]].contains { $0?["nodes"]?.elements != nil }
  }

  /// The ids of the model that it is of, as far as that can be told: what stands in it, and its name.
  var likelyIDs: [String] {
    struct Named: Decodable { let id: String }
    let named = try? JSONDecoder().decode(Named.self, from: override.json)
    let file = URL(filePath: override.name).deletingPathExtension().lastPathComponent
    return [named?.id ?? file]
  }

  private func fault(_ expected: String) -> TroupeError {
    .invalidValue(name: "Model profile", value: override.name, expected: expected)
  }
}
