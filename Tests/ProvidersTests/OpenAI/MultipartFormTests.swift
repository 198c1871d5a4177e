import Foundation
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeProviders

@Suite struct MultipartFormTests {
  private static let image = StoredImage(
    digest: OpenAISample.digest(1), type: .jpeg, byteCount: OpenAISample.picture(1).count)

  private func bytes(_ form: MultipartForm) -> Data {
    form.body.segments.reduce(into: Data()) { bytes, segment in
      switch segment {
      case .text(let text): bytes += Data(text.utf8)
      case .base64, .file: bytes += OpenAISample.picture(1)
      }
    }
  }

  @Test func aFormIsWrittenByteForByte() {
    let form = MultipartForm([
      .field("prompt", "Zoë"), .file("image", fileName: "parent-1.jpg", Self.image),
    ])
    // printf '6:prompt4:Zoë5:image12:parent-1.jpg10:image/jpeg64:0101…01' | sha256sum
    let boundary = "troupe-a510dd41cad0792aa316507f508548b9"
    #expect(form.contentType == "multipart/form-data; boundary=\(boundary)")
    let start =
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nZoë\r\n"
      + "--\(boundary)\r\nContent-Disposition: form-data; name=\"image\"; filename=\"parent-1.jpg\"\r\n"
      + "Content-Type: image/jpeg\r\n\r\n"
    #expect(
      bytes(form) == Data(start.utf8) + OpenAISample.picture(1)
        + Data("\r\n--\(boundary)--\r\n".utf8))
    #expect(form.body.byteCount == bytes(form).count)
  }

  @Test func theBoundaryGoesWithEveryPart() {
    func boundary(_ parts: MultipartForm.Part...) -> String { MultipartForm(parts).contentType }
    let known = boundary(.field("a", "b"))
    #expect(known == boundary(.field("a", "b")))
    let other = StoredImage(digest: OpenAISample.digest(2), type: .jpeg, byteCount: 9)
    let all = [
      known, boundary(.field("a", "c")), boundary(.field("ab", "")), boundary(.field("", "ab")),
      boundary(.file("a", fileName: "b", Self.image)), boundary(.file("a", fileName: "b", other)),
      boundary(.field("a", "b"), .field("a", "b")),
    ]
    #expect(Set(all).count == all.count)
  }

  /// Words that hold what stands between parts are read back as they are.
  @Test func noValueEndsItsPart() throws {
    var prompt = "--\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n"
    for _ in 0..<3 {
      let form = MultipartForm([.field("prompt", prompt), .field("last", "1")])
      let parts = try StrictMultipart(bytes(form), type: form.contentType).parts
      #expect(parts.map(\.text) == [prompt, "1"])
      let boundary = form.contentType.split(separator: "=")[1]
      prompt += "\r\n--\(boundary)\r\n\r\n--\(boundary)--\r\n"
    }
  }

  @Test func namesAreEscapedAsBrowsersDo() throws {
    let form = MultipartForm([.file("a\"b\r\nc", fileName: "é\"\r\n.png", Self.image)])
    let text = String(decoding: bytes(form), as: UTF8.self)
    #expect(text.contains(#"name="a%22b%0D%0Ac"; filename="é%22%0D%0A.png""#))
    #expect(try StrictMultipart(bytes(form), type: form.contentType).parts.count == 1)
  }
}
