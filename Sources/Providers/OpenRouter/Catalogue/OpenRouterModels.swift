import Foundation
import TroupeVocabulary

/// The answer to `GET /images/models`, from outside: `data` holds an object for each model. An odd entry costs itself alone.
struct OpenRouterModels {
  /// Those that can be used, in the order of the list; each id once.
  private(set) var models: [OpenRouterListing] = []
  /// What is wrong with others, in words.
  private(set) var problems: [String] = []

  /// The most entries that are read.
  private static let most = 1000

  /// `nil` for what is no list.
  init?(_ body: Data) {
    let (nodes, isBroken) = JSONReader.documents(in: body)
    guard nodes.count == 1, !isBroken, let data = nodes[0]["data"]?.elements else { return nil }
    var ids: Set<String> = []
    for (index, node) in data.prefix(Self.most).enumerated() {
      switch OpenRouterListing.read(node) {
      case .failure(let fault):
        problems.append("entry \(index + 1)\(fault.id.map { " (\($0))" } ?? "") \(fault.reason)")
      case .success(let model) where !ids.insert(ModelRegistry.key(model.id)).inserted:
        problems.append("entry \(index + 1) (\(model.slug)) is a second one of its name")
      case .success(let model): models.append(model)
      }
    }
    if data.count > Self.most { problems.append("only the first \(Self.most) entries are read") }
  }

  /// Their profiles.
  /// - Parameters:
  ///   - details: by id, the answer to `GET /images/models/{author}/{slug}/endpoints`.
  ///   - known: profiles of the same models, from which is taken what the list does not say.
  ///   - day: `YYYY-MM-DD`.
  func profiles(details: [String: Data], known: [ModelProfile], day: String) -> Catalogued {
    var result = Catalogued()
    result.problems = problems
    for model in models {
      let document = OpenRouterDocument(
        model: model, providers: details[model.id].map(OpenRouterOffers.init),
        known: Self.same(as: model, among: known), day: day)
      result.problems += document.problems.map { "\(model.slug): \($0)" }
      do {
        result.entries.append(try document.entry())
      } catch {
        result.problems.append("\(model.slug): its entry makes no profile")
      }
    }
    return result
  }

  /// The profile of the same model with its vendor: one that is called as the end of the slug is.
  private static func same(
    as model: OpenRouterListing, among known: [ModelProfile]
  ) -> ModelProfile? {
    let name = model.slug.split(separator: "/").last.map { $0.prefix { $0 != ":" } } ?? ""
    let others = known.filter { $0.dialect != OpenRouterListing.dialect && $0.sentAs == nil }
    return ModelRegistry.find(ModelRegistry.key(String(name)), in: others)?.profile
  }
}
