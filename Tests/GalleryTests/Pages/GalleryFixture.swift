import Foundation
import Testing
import TestSupport
import Troupe
import TroupeMCP

@testable import TroupeGallery

/// A gallery of a library in a folder of its own, asked without a server.
final class GalleryFixture: Sendable {
  let base: URL
  let library: Library
  let gallery: Gallery

  init(isReadOnly: Bool = false, adding variables: [String: String] = [:]) async throws {
    base = FileManager.default.temporaryDirectory.appending(
      path: "troupe-gallery-\(UUID())", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    let environment = [
      "HOME": base.path, "XDG_CONFIG_HOME": base.appending(path: "config").path,
      "XDG_DATA_HOME": base.appending(path: "data").path,
    ].merging(variables) { $1 }
    library = try await Library.make(
      at: base.appending(path: "lib"), environment: LibraryEnvironment(environment: environment))
    gallery = try Gallery(
      library, .init(isReadOnly: isReadOnly),
      wording: ErrorWording { error in
        let code = (error as? TroupeError)?.code ?? "internal"
        return (code, "told: \(code)", code.hasPrefix("unknown") ? 3 : 2)
      })
  }

  deinit {
    try? library.close()
    try? FileManager.default.removeItem(at: base)
  }

  func picture(_ name: String, seed: UInt64 = 1) throws -> URL {
    let file = base.appending(path: name)
    try SamplePicture.noise(width: 96, height: 64, seed: seed).write(to: file)
    return file
  }

  func addCast() async throws {
    try await library.add(
      .character, "kael", images: [.file(picture("kael.png"))],
      AssetDetails(traits: ["scar over the left eye"]), reference: ReferenceDetails(view: .front))
    try await library.add(.object, "lamp", images: [.file(picture("lamp.png", seed: 2))])
  }

  @discardableResult
  func shot(_ prompt: String, count: Int? = nil) async throws -> [Generation] {
    var options = GenerateOptions(model: "troupe/storyboard")
    options.count = count
    return try await library.generate(prompt, options).map(\.generation)
  }

  /// What a page answers.
  func ask(_ address: String, language: String = "en", json: Bool = false) async -> Answer {
    await ask("GET", address, language: language, json: json)
  }

  /// What a form or a page answers.
  func ask(
    _ method: String, _ address: String, form: [(String, String)] = [],
    files: [UploadedFile] = [], language: String = "en", json: Bool = false
  ) async -> Answer {
    let halves = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var visit = Visit()
    visit.method = method
    visit.here = address
    visit.language = language
    visit.wantsJSON = json
    visit.form = form.map { (name: $0.0, value: $0.1) }
    visit.files = files
    do {
      visit.path = try AddressText.components(halves[0])
      if halves.count > 1 { visit.query = AddressText.fields(halves[1].utf8) }
      let (route, names) = try RouteTable(gallery.routes).route(method, visit.path)
      return try await route.handler(visit, names)
    } catch {
      return gallery.problem(visit, error, (error as? Refusal)?.status)
    }
  }

  /// The text of a page.
  func page(_ address: String, language: String = "en") async -> String {
    await ask(address, language: language).text
  }

  /// Waits until a job has ended.
  func ended(_ id: Int) async throws -> Job {
    for _ in 0..<600 {
      if let job = gallery.jobs.job(id), job.state != .running { return job }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw CancellationError()
  }

  /// A file as a browser sends it.
  func upload(_ file: URL, as name: String) throws -> UploadedFile {
    let folder = base.appending(path: "upload-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let copy = folder.appending(path: "body")
    try FileManager.default.copyItem(at: file, to: copy)
    return UploadedFile(name: "pictures", fileName: name, path: copy.path)
  }
}

extension Answer {
  var bytes: [UInt8] { if case .bytes(let bytes) = content { bytes } else { [] } }
  var text: String { String(decoding: bytes, as: UTF8.self) }
  var place: String? { fields.first { $0.name == "Location" }?.value }

  /// A value of its JSON.
  func json(_ name: String) throws -> Any? {
    (try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])?[name]
  }
}
