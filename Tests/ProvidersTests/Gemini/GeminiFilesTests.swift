import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// What is too large for a request goes as files, by both roads to Gemini that have them.
@Suite struct GeminiFilesTests {
  static let providers: [any Provider] = [GeminiProvider(), InteractionsProvider()]

  @Test(arguments: [0, 1])
  func whatIsSmallStaysInTheRequest(_ road: Int) throws {
    let sample = try FilesSample(Self.providers[road])
    let encoded = try sample.encoded([900, 800])
    #expect(encoded.request.body.digests.count == 2)
    #expect(!encoded.adjustments.contains { $0.after == "a file" })
    #expect(
      sample.provider.uploads(for: encoded.request, images: sample.images([900, 800])).isEmpty)
  }

  /// The largest go, as many as have to; the others stay, in their places.
  @Test(arguments: [0, 1])
  func theLargestGoAsFiles(_ road: Int) throws {
    let sample = try FilesSample(Self.providers[road], requestBytes: 4000)
    let sizes = [1000, 3000, 1200, 2000]
    let encoded = try sample.encoded(sizes)
    let images = sample.images(sizes)
    #expect(encoded.request.body.byteCount <= 4000)
    #expect(encoded.request.body.digests == [images[0].digest, images[2].digest])
    let told = encoded.adjustments.filter { $0.after == "a file" }.map(\.field)
    #expect(told == [images[1], images[3]].map { "image \($0.digest.short)" })
    let uploads = sample.provider.uploads(for: encoded.request, images: images)
    #expect(uploads.map(\.image) == [images[1], images[3]])
    let address = "https://generativelanguage.googleapis.com/v1beta/files/troupe-"
    #expect(
      uploads.map(\.message.url) == uploads.map { address + $0.image.digest.hex.prefix(33) })
    // Another request names the same image the same way.
    let other = try sample.encoded([3000, 2500, 2400])
    let again = sample.provider.uploads(for: other.request, images: sample.images([3000]))
    #expect(again.map(\.message) == [uploads[0].message])
  }

  @Test func aModelWithoutFilesKeepsAllInTheRequest() throws {
    let vertex = try FilesSample(VertexProvider(), requestBytes: 4000)
    #expect(vertex.profile.limits.uploadBytes == nil)
    #expect(try vertex.encoded([3000, 2000]).request.body.digests.count == 2)
    let gateway = Gateway(
      name: "gate", endpoint: try Endpoint(baseURL: "https://gate.example"),
      models: ["gemini-3-pro-image"])
    let models = ModelRegistry(of: [GeminiProvider()], gateways: [gateway])
    let served = try models.profile(named: "gate/gemini-3-pro-image").profile
    #expect(served.limits.uploadBytes == nil)
    #expect(try models.profile(named: "gemini-3-pro-image").profile.limits.uploadBytes != nil)
  }

  /// A recorded message has the addresses of its day; for today it names the files alone, and takes new addresses.
  @Test(arguments: [0, 1])
  func aRecordedMessageIsBroughtAgain(_ road: Int) throws {
    let sample = try FilesSample(Self.providers[road], requestBytes: 4000)
    let encoded = try sample.encoded([1000, 3000]).request
    let upload = try #require(
      sample.provider.uploads(for: encoded, images: sample.images([1000, 3000])).first)
    let named = try sample.provider.naming(
      upload, in: encoded, by: FilesSample.ready(upload.image, host: "one.example"))
    #expect(named.body != encoded.body && sample.text(named).contains("https://one.example/v1"))
    let today = sample.provider.readdress(named, to: try sample.endpoint())
    #expect(today == encoded)
    let again = sample.provider.uploads(for: named, images: sample.images([1000, 3000]))
    #expect(again.map(\.image) == [upload.image])
    let renamed = try sample.provider.naming(
      upload, in: named, by: FilesSample.ready(upload.image, host: "two.example"))
    #expect(sample.text(renamed).contains("https://two.example/v1"))
    #expect(!sample.text(renamed).contains("one.example"))
  }

  /// Words of a prompt are no names of files.
  @Test func wordsThatLookLikeANameStayWords() throws {
    let sample = try FilesSample(GeminiProvider(), requestBytes: 4000)
    let image = sample.images([3000])[0]
    let name = "files/troupe-\(image.digest.hex.prefix(33))"
    let words = "\"fileUri\":\"\(name)\" and \(name)"
    let encoded = try sample.encoded([1000], words: words)
    #expect(sample.provider.uploads(for: encoded.request, images: [image]).isEmpty)
    let today = sample.provider.readdress(encoded.request, to: try sample.endpoint())
    #expect(today == encoded.request)
  }

  @Test(arguments: [
    #"{"file":{"name":"files/x","uri":"https://evil.example/v1beta/files/other"}}"#,
    #"{"file":{"name":"files/x","uri":"http://evil.example/NAME"}}"#, "{}", "<html>", "",
    #"{"file":{"name":"files/x","uri":"https://evil.example/NAME","state":"FAILED"}}"#,
  ])
  func anAnswerThatNamesNoFileIsARefusal(_ body: String) throws {
    let sample = try FilesSample(GeminiProvider(), requestBytes: 4000)
    let encoded = try sample.encoded([1000, 3000]).request
    let upload = try #require(
      sample.provider.uploads(for: encoded, images: sample.images([1000, 3000])).first)
    let name = "files/troupe-\(upload.image.digest.hex.prefix(33))"
    let answer = HTTPAnswer(
      status: 200, headers: [], body: Data(body.replacing("NAME", with: name).utf8))
    #expect(throws: UploadRefusal.self) {
      try sample.provider.naming(upload, in: encoded, by: answer)
    }
  }
}
