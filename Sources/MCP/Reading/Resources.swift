import Foundation
import Troupe

/// What agents can read by address: assets, generations, pictures.
struct Resources: Sendable {
  let server: MCPServer

  /// Told of every change of the library.
  static let events = "troupe://events"

  private static let scheme = "troupe://"

  static let templates: JSON = [
    [
      "uriTemplate": "troupe://asset/{handle}", "name": "asset", "mimeType": "application/json",
      "description": "One of the cast, as list_cast names it.",
    ],
    [
      "uriTemplate": "troupe://generation/{id}", "name": "generation",
      "mimeType": "application/json", "description": "The whole record of a generation.",
    ],
    [
      "uriTemplate": "troupe://image/{name}{?edge}", "name": "image", "mimeType": "image/jpeg",
      "description": "A picture: GENERATION/N or a digest; edge is its longer side, 64 to 1568.",
    ],
  ]

  /// The cast, and the feed of changes.
  func list() async throws -> JSON {
    let assets = try await server.library.assets()
    let feed: JSON = [
      "uri": .text(Self.events), "name": "events", "mimeType": "application/json",
      "description": "Subscribe to hear of changes; read it for what changed last.",
    ]
    return .list(
      [feed]
        + assets.map { asset in
          [
            "uri": .text("troupe://asset/\(asset.handle.text.percentEncoded)"),
            "name": .text("\(asset.handle)"), "title": .text(asset.name),
            "mimeType": "application/json",
          ]
        })
  }

  /// The content of an address.
  /// - Throws: `RPCError` for an address that leads nowhere.
  func read(_ uri: String) async throws -> JSON {
    guard uri.hasPrefix(Self.scheme), let parts = URLComponents(string: uri), let kind = parts.host
    else { throw Self.missing(uri) }
    let name = String(parts.path.drop { $0 == "/" })
    do {
      switch kind {
      case "events" where name.isEmpty:
        let changed = try await server.library.changed(
          since: Date(timeIntervalSinceNow: -3600), limit: 50)
        return Self.document(uri, ["generations": .list(changed.map { .text("\($0)") })])
      case "asset":
        let asset = try await server.library.asset(Handle(String(name.trimmingPrefix("@"))))
        let references = try await server.library.references(of: asset.handle)
        return Self.document(
          uri,
          [
            "asset": try JSON(encoding: asset), "references": try JSON(encoding: references),
          ])
      case "generation":
        return Self.document(
          uri, try JSON(encoding: await server.library.generation(GenerationName(name))))
      case "image": return try await image(uri, name, parts)
      default: throw Self.missing(uri)
      }
    } catch let error as TroupeError {
      throw RPCError(.resourceNotFound, server.wording(error).sentence)
    }
  }

  private func image(_ uri: String, _ name: String, _ parts: URLComponents) async throws -> JSON {
    let image = ImageName(name)
    if case .file = image { throw Self.missing(uri) }
    let asked = parts.queryItems?.first { $0.name == "edge" }?.value
    let edge = asked.flatMap(Int.init) ?? server.options.previewEdge
    guard (64...1568).contains(edge) else {
      throw RPCError(.invalidParameters, "edge is 64 to 1568 pixels, not \(asked ?? "").")
    }
    let (bytes, _) = try await server.library.preview(of: image, longEdge: edge)
      .encodedJPEG(atMost: asked == nil ? LookingTool.usualBytes : 10 * LookingTool.usualBytes)
    return [
      [
        "uri": .text(uri), "mimeType": "image/jpeg", "blob": .text(bytes.base64EncodedString()),
      ]
    ]
  }

  private static func document(_ uri: String, _ content: JSON) -> JSON {
    [["uri": .text(uri), "mimeType": "application/json", "text": .text(content.line)]]
  }

  static func missing(_ uri: String) -> RPCError {
    RPCError(.resourceNotFound, "Nothing stands at '\(uri.prefix(200))'.")
  }
}

extension String {
  /// As a part of an address.
  var percentEncoded: String {
    addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? self
  }
}
