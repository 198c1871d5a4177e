import TroupeVocabulary

/// Images on their way to the server, which knows equal bytes again and gives them an id.
enum ComfyAsset {
  /// One upload for each image that `message` refers to.
  static func uploads(for message: HTTPRequest, images: [StoredImage]) -> [Upload] {
    guard let named = ComfyWorkflow(message)?.images, message.url.hasSuffix(ComfyV2Address.jobs)
    else { return [] }
    var brought: Set<String> = []
    return images.compactMap { image in
      let name = ComfyJob.fileName(of: image)
      guard named.contains(name), brought.insert(name).inserted else { return nil }
      return Upload(image: image, message: upload(image, name, before: message))
    }
  }

  /// No hash goes with it: the server knows only one of a kind that is not reckoned here.
  private static func upload(
    _ image: StoredImage, _ name: String, before message: HTTPRequest
  ) -> HTTPRequest {
    let form = MultipartForm([
      .field("content_type", image.type.rawValue), .field("file_path", name),
      .file("file", fileName: name, image),
    ])
    let headers = message.headers.filter { $0.name.lowercased() != "content-type" }
    return HTTPRequest(
      method: "POST",
      url: message.url.dropLast(ComfyV2Address.jobs.count) + ComfyV2Address.assets,
      headers: [HTTPHeader("Content-Type", form.contentType)] + headers,
      keyHeader: message.keyHeader, body: form.body)
  }

  /// The id by which workflows refer to what was uploaded.
  static func id(in answer: HTTPAnswer) throws(UploadRefusal) -> String {
    let body = JSONReader.documents(in: answer.body).nodes
    if let refusal = UploadRefusal(answer, body) { throw refusal }
    guard let id = body.first?["id"]?.text, id.wholeMatch(of: /[A-Za-z0-9._:-]{1,1000}/) != nil
    else {
      throw UploadRefusal(message: "the answer to an upload (HTTP \(answer.status)) has no id")
    }
    return id
  }
}
