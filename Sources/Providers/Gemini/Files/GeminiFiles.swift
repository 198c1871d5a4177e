import TroupeVocabulary

/// Which images of a request go as files, because all together pass the bytes that a request may have.
struct GeminiFiles {
  /// The body, with those in it by name.
  let body: MessageBody
  /// What goes as a file.
  let adjustments: [Adjustment]

  /// Writes the body of `request`: the largest images go as files, as many as have to. Conversations keep the images of
  /// earlier turns in them.
  /// - Parameter write: writes it with these images as files.
  init(
    _ request: ProviderRequest,
    _ write: (_ files: Set<Digest>) throws(TroupeError) -> MessageBody
  ) throws(TroupeError) {
    var body = try write([])
    var files: Set<Digest> = []
    var adjustments: [Adjustment] = []
    let limits = request.profile.limits(for: request.asked)
    if let bound = limits.requestBytes.bound, let most = limits.uploadBytes?.bound {
      let images = request.inputs.map(\.rendition).filter { $0.byteCount <= most }
        .sorted { ($1.byteCount, $0.digest.hex) < ($0.byteCount, $1.digest.hex) }
      for image in images where body.byteCount > bound {
        guard files.insert(image.digest).inserted else { continue }
        body = try write(files)
        adjustments.append(
          Adjustment(
            field: "image \(image.digest.short)", before: "in the request", after: "a file",
            reason:
              "all together pass the \(bound) bytes of a request to \(request.profile.id); Google keeps files for 48 hours"
          ))
      }
    }
    self.body = body
    self.adjustments = adjustments
  }
}
