internal import Foundation
internal import TroupeImaging
internal import TroupeProviders
internal import TroupeVocabulary

/// Which panel is cut out of which image, as it is recorded.
struct CutRequest: Codable {
  let columns: Int
  let rows: Int
  /// Row by row, from 1.
  let panel: Int
  let image: Digest

  /// What it takes: `grid`, as in `2x2`, and `panel`.
  static let options: Set = ["grid", "panel"]

  /// - Throws: `RequestError.unsupportedParameter` for what is no panel of a grid, and without an image to cut.
  init(_ request: ProviderRequest) throws(TroupeError) {
    let given = request.parameters.options
    func refuse(_ name: String, _ allowed: String) -> TroupeError {
      .request(
        .unsupportedParameter(
          model: request.profile.id, parameter: name, value: given[name] ?? "", allowed: [allowed]))
    }
    let sides = (given["grid"] ?? "").split(separator: "x").compactMap { Int($0) }
    guard sides.count == 2, sides.allSatisfy((1...16).contains) else {
      throw refuse("grid", "columns x rows, such as 2x2")
    }
    let panels = 1...(sides[0] * sides[1])
    guard let panel = given["panel"].flatMap({ Int($0) }), panels.contains(panel) else {
      throw refuse("panel", "1 to \(panels.upperBound)")
    }
    guard let image = request.inputs.first(where: { $0.chosen.role == .parent }) else {
      throw refuse("parent", "an image to cut")
    }
    (columns, rows, self.panel) = (sides[0], sides[1], panel)
    self.image = image.rendition.digest
  }

  /// Reads a recorded one.
  init(reading body: MessageBody) throws {
    guard case .text(let json) = body.segments.first else {
      throw TroupeError.library(.database(detail: "a request to cut holds no text"))
    }
    self = try CanonicalJSON.decode(CutRequest.self, from: Data(json.utf8))
  }

  var json: String {
    get throws(TroupeError) {
      do { return try CanonicalJSON.text(self) } catch {
        throw .library(.database(detail: "a request to cut cannot be written (\(error))"))
      }
    }
  }

  /// The PNG of the panel.
  /// - Parameter path: where a file that it names lies.
  func panel(path: (Digest) throws -> String) throws -> Data {
    guard let bytes = try? Data(contentsOf: URL(filePath: path(image)), options: .mappedIfSafe)
    else { throw TroupeError.library(.damagedFile(image, reason: "missing")) }
    do {
      return try PictureCutting.cut(bytes, columns: columns, rows: rows)[panel - 1]
    } catch let fault as ImageFault {
      throw TroupeError.image(name: image.short, fault)
    }
  }
}
