import Foundation
import TroupeVocabulary

/// Images on their way into the server's folder of inputs. A file is named after its content, so that the same image is
/// the same file however often it is brought.
enum ComfyUpload {
  /// One upload for each image that `message` names.
  static func all(for message: HTTPRequest, images: [StoredImage]) -> [Upload] {
    guard let job = ComfyJob(message), message.url.hasSuffix("/prompt") else { return [] }
    let named = Set(job.images.values)
    var brought: Set<String> = []
    return images.compactMap { image in
      let name = ComfyJob.fileName(of: image)
      guard named.contains(name), brought.insert(name).inserted else { return nil }
      return Upload(image: image, message: upload(image, name, before: message))
    }
  }

  private static func upload(
    _ image: StoredImage, _ name: String, before message: HTTPRequest
  ) -> HTTPRequest {
    let form = MultipartForm([
      .file("image", fileName: name, image), .field("subfolder", ComfyJob.folder),
      .field("type", "input"), .field("overwrite", "true"),
    ])
    let headers = message.headers.filter { $0.name.lowercased() != "content-type" }
    return HTTPRequest(
      method: "POST", url: "\(message.url.dropLast("/prompt".count))/upload/image",
      headers: [HTTPHeader("Content-Type", form.contentType)] + headers,
      keyHeader: message.keyHeader, body: form.body)
  }

  /// The name under which nodes load what was uploaded: the one that the server answers.
  static func name(in answer: HTTPAnswer) throws(UploadRefusal) -> String {
    let body = JSONReader.documents(in: answer.body).nodes
    if let refusal = UploadRefusal(answer, body) { throw refusal }
    guard let name = body.first?["name"]?.text, isPath(name), !name.contains("/") else {
      throw UploadRefusal(message: "the answer to an upload (HTTP \(answer.status)) names no file")
    }
    let folder = body.first?["subfolder"]?.text ?? ""
    guard folder.isEmpty || isPath(folder) else {
      throw UploadRefusal(message: "the answer to an upload names a folder that is none")
    }
    let type = body.first?["type"]?.text ?? "input"
    let place = ["temp", "output"].contains(type) ? " [\(type)]" : ""
    return (folder.isEmpty ? name : "\(folder)/\(name)") + place
  }

  /// Whether `text` is a path below a folder, short and without control characters.
  private static func isPath(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 500 && !text.hasPrefix("/")
      && !text.split(separator: "/").contains("..")
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}

extension UploadRefusal {
  /// That in `answer`, whose documents are `body`; `nil` for one that takes the upload.
  init?(_ answer: HTTPAnswer, _ body: [JSONNode]) {
    guard !(200..<300).contains(answer.status) else { return nil }
    let words = ErrorWords(body, text: answer.body).message.map(ComfyWords.clean) ?? ""
    self.init(message: words.isEmpty ? "HTTP \(answer.status)" : "HTTP \(answer.status): \(words)")
  }
}
