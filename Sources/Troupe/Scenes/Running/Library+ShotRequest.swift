internal import TroupePreparing

/// What a shot is made from.
enum ShotImage: Sendable {
  /// A generated image.
  case made(OutputID)
  /// One that is to come, the model that makes it, and whom it shows.
  case coming(InputImage, model: String, showing: [NamedLook])
}

extension Library {
  /// What is sent for a take of `work`.
  /// - Parameter images: the images of the shots that it is made from, by their ids.
  func request(
    for work: ShotWork, _ sceneOptions: SceneOptions, images: [String: ShotImage]
  ) async throws -> Request {
    if let panel = work.panel { return try await request(for: work.shot, cutFrom: panel) }
    var options = sceneOptions.applied(to: work.shot).options
    options.versions = work.shot.versions
    options.shot = options.shot ?? work.shot.story
    options.model = options.model ?? (work.shot.edit == nil ? sceneOptions.model : nil)
    options.isBatch = sceneOptions.isBatch
    options.maxCost = nil
    var parent: ImageName?
    var coming: [InputImage] = []
    var comingParent: InputImage?
    var kept: [NamedLook] = []
    switch work.shot.edit {
    case .image(let image): parent = image
    case .shot(let id):
      switch images[id] {
      case .made(let output): parent = .output(output)
      case .coming(let image, let model, let shown):
        comingParent = image
        kept = shown
        options.model = options.model ?? model
      case nil: break
      }
    case nil: break
    }
    for input in work.shot.after {
      switch images[input.shot] {
      case .made(let output):
        options.references.append(NamedInput(.output(output), role: input.role))
      case .coming(var image, _, _):
        image.role = input.role
        coming.append(image)
      case nil: break
      }
    }
    if let draft = work.draft {
      options.references.append(NamedInput(.output(draft), role: .composition))
    }
    var request = try await request(
      work.shot.prompt, parent: parent, options, isTurn: comingParent != nil)
    if let comingParent {
      request.parent = comingParent
      request.kept = kept
      request.with += try await sent(kept)
    }
    request.references += coming
    request.looks = try await known(work.shot.looks)
    return request
  }

  private func request(for shot: Shot, cutFrom panel: SheetPanel) async throws -> Request {
    var options = GenerateOptions(model: "troupe/cut")
    options.options = ["grid": "\(panel.grid)", "panel": "\(panel.number)"]
    options.overflow = .drop
    options.omitsDescriptions = true
    options.allowsBlank = true
    options.written = shot.written
    options.versions = shot.versions
    var request = try await request(shot.prompt, parent: .output(panel.sheet), options)
    // Nothing but the sheet goes into a cut.
    request.without = try await services.preparation.mentioned(in: request)
    return request
  }
}
