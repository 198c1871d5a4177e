internal import Foundation
internal import TroupeDrawing
internal import TroupeImaging
internal import TroupeProviders
internal import TroupeVocabulary

/// A request to the offline model in its recorded form: everything that decides the picture but the fonts.
struct StoryboardRequest: Codable {
  let model: String
  let prompt: String
  let aspect: String
  let width: Int
  let height: Int
  let seed: Int?
  let pictures: [Picture]

  /// One image of the scene.
  struct Picture: Codable {
    let name: String
    let role: Role
    let kind: Kind?
    let view: View?
    let look: String?
    let digest: Digest
    let type: MediaType
  }

  /// The aspect drawn, or the nearest to it, when neither the request nor a parent says one.
  private static let usualAspect = "16:9"

  /// `request` as the offline model takes it, as JSON, and the parameters as drawn.
  /// - Throws: `RequestError.unsupportedParameter` for an aspect, size or option that it lacks.
  static func encode(_ request: ProviderRequest) throws(TroupeError) -> (String, Parameters) {
    let profile = request.profile
    var sent = request.parameters
    func unsupported(_ parameter: String, _ value: String, _ allowed: [String]) -> TroupeError {
      .request(
        .unsupportedParameter(
          model: profile.id, parameter: parameter, value: value, allowed: allowed))
    }
    if let uri = request.asked.uris.first { throw unsupported("uri", "\(uri)", []) }
    if let option = sent.options.keys.sorted().first { throw unsupported("option", option, []) }
    let sizes = profile.sizes.value ?? []
    let size = sent.size ?? profile.defaultSize ?? "1K"
    guard sizes.contains(size), let table = profile.pixels.value?[size] else {
      throw unsupported("size", size, sizes)
    }
    let aspects = profile.aspects.value ?? []
    let parentAspect = request.asked.parent.flatMap {
      AspectRatio.nearest(to: Double($0.width) / Double($0.height), among: aspects)
    }
    let aspect =
      sent.aspect ?? parentAspect
      ?? AspectRatio.nearest(to: 16.0 / 9, among: aspects) ?? usualAspect
    guard let pixels = table[aspect], pixels.count == 2 else {
      throw unsupported("aspect", aspect, aspects)
    }
    sent.size = size
    sent.aspect = aspect
    let scene = StoryboardRequest(
      model: profile.id, prompt: request.asked.prompt, aspect: aspect, width: pixels[0],
      height: pixels[1], seed: sent.seed,
      pictures: request.inputs.map { input in
        Picture(
          name: input.chosen.name ?? input.chosen.asset?.text ?? input.chosen.sheetNames,
          role: input.chosen.role,
          kind: input.chosen.kind, view: input.chosen.view, look: input.chosen.look,
          digest: input.rendition.digest, type: input.rendition.type)
      })
    do {
      return (try CanonicalJSON.text(scene), sent)
    } catch {
      throw .library(.database(detail: "a storyboard request cannot be written (\(error))"))
    }
  }

  /// The PNG of the recorded `body`.
  /// - Parameter path: where a file that it names lies.
  static func draw(
    _ body: MessageBody, path: (Digest) throws -> String, fonts: (_ text: String) -> [Font]
  ) throws -> Data {
    guard case .text(let json) = body.segments.first else {
      throw TroupeError.library(.database(detail: "a storyboard request holds no text"))
    }
    let request = try CanonicalJSON.decode(StoryboardRequest.self, from: Data(json.utf8))
    let rasters = try request.pictures.map { try $0.raster(at: path) }
    let parent = request.pictures.firstIndex { $0.role == .parent }
    let others = zip(request.pictures, rasters).filter { $0.0.role != .parent }
    do {
      return try StoryboardModel().draw(
        StoryboardScene(
          prompt: request.prompt, parent: parent.map { rasters[$0] },
          pictures: others.map { picture, raster in
            StoryboardScene.Picture(
              label: picture.name, kind: picture.kind, view: picture.view, look: picture.look,
              role: picture.role, raster: raster)
          }, width: request.width, height: request.height, aspect: request.aspect,
          model: request.model, seed: request.seed, fonts: fonts(json)))
    } catch let fault {
      throw TroupeError.image(name: "the frame", fault)
    }
  }
}

extension ChosenInput {
  /// The names of all that a sheet shows.
  fileprivate var sheetNames: String {
    var names: [String] = []
    for name in (sheet ?? []).compactMap(\.depiction.name) where !names.contains(name) {
      names.append(name)
    }
    return names.joined(separator: ", ")
  }
}

extension StoryboardRequest.Picture {
  /// Its pixels, no larger than a frame can show.
  fileprivate func raster(at path: (Digest) throws -> String) throws -> Raster {
    let file = try path(digest)
    guard let bytes = try? Data(contentsOf: URL(filePath: file), options: .mappedIfSafe) else {
      throw TroupeError.library(.damagedFile(digest, reason: "missing"))
    }
    do {
      return try Raster(decoding: bytes, atLeast: 1024)
    } catch let fault {
      throw TroupeError.image(name: digest.short, fault)
    }
  }
}
