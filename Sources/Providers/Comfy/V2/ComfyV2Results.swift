import Foundation
import TroupeVocabulary

/// The images that a job made, in the order of the graph's outputs.
struct ComfyV2Results {
  /// Where they stand.
  let links: [String]

  /// More than any graph makes in one run.
  private static let most = 64

  init(_ job: JSONNode, profile: ModelProfile) {
    let wanted = profile.graph?.outputs ?? []
    let graph = profile.graph.flatMap { ComfyGraph(Data($0.nodes.utf8)) }
    let images = (job["outputs"]?.elements ?? []).compactMap { output in
      Self.image(output).flatMap { link in
        (output["node_id"].flatMap { $0.text ?? $0.integer.map(String.init) }).map { ($0, link) }
      }
    }
    let nodes =
      wanted.isEmpty
      ? Set(images.map(\.0)).sorted(by: ComfyGraph.isBefore)
        .filter { graph?.kind(of: $0) != "PreviewImage" }
      : wanted
    let all = nodes.flatMap { node in images.filter { $0.0 == node }.map(\.1) }
    links = Array(all.prefix(Self.most))
  }

  /// The address of an image; `nil` for an output of another kind.
  private static func image(_ output: JSONNode) -> String? {
    guard let link = output["url"]?.text, !link.isEmpty, link.utf8.count <= 2048,
      output["type"]?.text ?? "image" == "image"
    else { return nil }
    return link
  }
}
