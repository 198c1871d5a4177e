internal import TroupeCatalog
internal import TroupeRecord
internal import TroupeSelection

/// A request for one view of an asset that its references do not show.
public struct ViewRequest: Hashable, Sendable {
  /// The asset.
  public let asset: Handle
  /// What it is to show.
  public let view: View
  /// The look; `nil` for the usual one.
  public let look: String?
  /// The words.
  public let prompt: String
  /// All else, with the wish for the view.
  public let options: GenerateOptions

  /// A request for `view`.
  public init(
    asset: Handle, view: View, look: String?, prompt: String, options: GenerateOptions
  ) {
    self.asset = asset
    self.view = view
    self.look = look
    self.prompt = prompt
    self.options = options
  }
}

extension Library {
  /// Requests for the views of an asset that are missing, each with the references that show most of it: to plan, or to
  /// make by `generate`. The same request again is answered from the record. Nothing is added to the asset.
  ///
  /// The words come from the library's snippet `view-NAME`, in which `{who}` is the asset, else from templates.
  /// - Parameters:
  ///   - handle: the asset, which has at least one reference in use.
  ///   - views: those to make; empty for all that `coverage` finds missing and for which there are words.
  ///   - look: the look to show; `nil` for the usual one.
  ///   - options: what all of them share.
  /// - Returns: none where nothing is missing.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, `CatalogError.unknownLook`,
  ///   `CatalogError.noReferences`; `SceneError` for a snippet that cannot be used.
  @concurrent public func viewRequests(
    for handle: Handle, views: [View] = [], look: String? = nil,
    _ options: GenerateOptions = GenerateOptions()
  ) async throws -> [ViewRequest] {
    let asset = try await asset(handle)
    // Before anything is paid for: what is made could not be added.
    try await services.catalog.refuseLinked(asset.id)
    let look = try look.map { try asset.look(named: $0).name }
    guard try await !references(of: asset.handle).isEmpty else {
      throw TroupeError.catalog(.noReferences(asset: asset.handle.text, look: nil))
    }
    let templates = ViewTemplates()
    let missing = try await missingViews(of: asset, look: look, templates)
    let snippets = try await snippets()
    let who = NamedLook(asset.handle, look: look).description
    return try (views.isEmpty ? missing : views).map { view in
      var options = options
      options.views.append(ViewWish(view, of: asset.handle))
      var prompt = templates.prompt(for: view, of: asset.kind, who: who)
      if let own = snippets["view-\(view.rawValue)"] {
        var variables = options.variables
        variables["who"] = who
        prompt = try PromptExpansion(snippets: snippets, variables: variables).expand(own)
      }
      return ViewRequest(
        asset: asset.handle, view: view, look: look, prompt: prompt, options: options)
    }
  }

  /// The views of a look that no reference shows. A look without any lacks what the usual one is to show.
  private func missingViews(
    of asset: Asset, look: String?, _ templates: ViewTemplates
  ) async throws -> [View] {
    let all = try await coverage(of: asset.handle).entries.filter { $0.facet == .view }
    let own = all.filter { $0.look == look ?? "" }
    let entries = own.isEmpty ? all.filter { $0.look == "" } : own.filter { $0.state == .missing }
    return entries.map { View(rawValue: $0.name) }.filter { templates.knows($0, of: asset.kind) }
  }

  /// Adds images that were made by `viewRequests` as references of the asset, with the view and the look that each was
  /// made to show.
  /// - Parameters:
  ///   - images: generated images.
  ///   - handle: the asset.
  ///   - isPinned: whether they are chosen before others of the asset.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.noOutput`; `TroupeError.invalidValue` for an image that
  ///   was not made as a view of the asset; `CatalogError.unknownAsset`, `CatalogError.assetRemoved`.
  @discardableResult
  @concurrent public func acceptViews(
    _ images: [ImageName], of handle: Handle, isPinned: Bool = false
  ) async throws -> AddedReferences {
    let asset = try await asset(handle)
    var new: [NewReference] = []
    for one in try await ImageLoading(images, in: self).images {
      guard let origin = one.origin else { throw Self.noView(one.name, of: asset) }
      let request = try await services.generations.read {
        try $0.request(of: origin.generation)
      }
      guard let view = request.views.first(where: { $0.asset == asset.handle })?.view else {
        throw Self.noView(one.name, of: asset)
      }
      let cast = try await services.generations.cast(
        shownBy: try await input(.output(origin), role: .identity))
      let look = cast.first { $0.asset == asset.handle }?.look
      let details = ReferenceDetails(view: view, look: look, isPinned: isPinned)
      new.append(one.reference(by: nil, details))
    }
    if !new.isEmpty, let fault = configuration.importFault { throw fault }
    return try await services.catalog.addReferences(to: asset.handle, new, onImage: {})
  }

  private static func noView(_ image: String, of asset: Asset) -> TroupeError {
    .invalidValue(
      name: "image", value: image,
      expected: "it was not made as a view of \(asset.handle); it can be added as any reference")
  }
}
