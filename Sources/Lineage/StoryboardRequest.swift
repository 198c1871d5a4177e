internal import Foundation
internal import TroupeDrawing
internal import TroupeImaging
internal import TroupeProviders
internal import TroupeStorage
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

  /// `request` as the offline model takes it.
  /// - Throws: `TroupeError.unsupportedParameter` for an aspect, size or option that it lacks.
  static func encode(
    _ request: Request, inputs: [PreparedInput], wire: WireRequest
  ) throws -> Encoded {
    let profile = wire.profile
    var sent = request.parameters
    func unsupported(_ parameter: String, _ value: String, _ allowed: [String]) -> TroupeError {
      .unsupportedParameter(
        model: profile.id, parameter: parameter, value: value, allowed: allowed)
    }
    if let uri = request.uris.first { throw unsupported("uri", uri, []) }
    if let option = sent.options.keys.sorted().first { throw unsupported("option", option, []) }
    let sizes = profile.sizes.value ?? []
    let size = sent.size ?? profile.defaultSize ?? "1K"
    guard sizes.contains(size), let table = profile.pixels.value?[size] else {
      throw unsupported("size", size, sizes)
    }
    let aspects = profile.aspects.value ?? []
    let parentAspect = request.parent.flatMap {
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
      model: profile.id, prompt: request.prompt, aspect: aspect, width: pixels[0],
      height: pixels[1],
      seed: sent.seed,
      pictures: inputs.map { input in
        Picture(
          name: input.chosen.name ?? input.chosen.asset?.text ?? input.chosen.sheetNames,
          role: input.chosen.role,
          kind: input.chosen.kind, view: input.chosen.view, look: input.chosen.look,
          digest: input.rendition.digest, type: input.rendition.type)
      })
    let body = MessageBody(segments: [.text(try CanonicalJSON.text(scene))])
    return Encoded(
      request: HTTPRequest(
        method: "DRAW", url: "troupe:storyboard", headers: [], keyHeader: nil, body: body),
      sent: sent, adjustments: [])
  }

  /// The PNG of the recorded `body`.
  static func draw(
    _ body: MessageBody, with model: StoryboardModel, objects: ObjectStore,
    fonts: (_ text: String) -> [Font]
  ) throws -> Data {
    guard case .text(let json) = body.segments.first else {
      throw TroupeError.database(detail: "a storyboard request holds no text")
    }
    let request = try CanonicalJSON.decode(StoryboardRequest.self, from: Data(json.utf8))
    let rasters = try request.pictures.map { try $0.raster(from: objects) }
    let parent = request.pictures.firstIndex { $0.role == .parent }
    let others = zip(request.pictures, rasters).filter { $0.0.role != .parent }
    do {
      return try model.draw(
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

extension ChosenReference {
  /// The names of all that a sheet shows.
  fileprivate var sheetNames: String {
    var names: [String] = []
    for part in sheet ?? [] where !names.contains(part.name) { names.append(part.name) }
    return names.joined(separator: ", ")
  }
}

extension StoryboardRequest.Picture {
  /// Its pixels, no larger than a frame can show.
  fileprivate func raster(from objects: ObjectStore) throws -> Raster {
    let bytes = try objects.read(digest, fileExtension: type.fileExtension)
    do {
      return try Raster(decoding: bytes, atLeast: 1024)
    } catch let fault {
      throw TroupeError.image(name: digest.short, fault)
    }
  }
}
