package import Foundation

/// Answers with status 200.
extension FakeReply {
  static let usage = """
    "usageMetadata":{"promptTokenCount":12,"candidatesTokenCount":1120,"totalTokenCount":1132,\
    "promptTokensDetails":[{"modality":"TEXT","tokenCount":12}],\
    "candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}]},\
    "modelVersion":"fake-model-001","responseId":"fake-response-1"
    """

  /// The same where no image was made.
  static let usageOfWords = usage.replacingOccurrences(of: "IMAGE", with: "TEXT")

  /// One image; by default a small PNG.
  package static func image(
    _ bytes: Data = SamplePicture.png(), claiming type: String = "image/png"
  ) -> FakeReply {
    parts([part(bytes.base64EncodedString(), type)])
  }

  /// One image in the URL-safe alphabet without padding.
  package static func urlSafeImage(_ bytes: Data) -> FakeReply {
    let text = bytes.base64EncodedString().replacingOccurrences(of: "+", with: "-")
      .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    return parts([part(text, "image/png")])
  }

  /// Thoughts with an interim picture, then words and two signed images.
  package static func thoughtsAndImages(_ first: Data, _ second: Data) -> FakeReply {
    parts(thoughtsAndSigned(first, second))
  }

  static func thoughtsAndSigned(_ first: Data, _ second: Data) -> [String] {
    let interim = part(SamplePicture.png(width: 2, height: 2).base64EncodedString(), "image/png")
    return [
      #"{"text":"**Planning**","thought":true}"#,
      interim.dropLast() + #","thought":true}"#,
      #"{"text":"Step 1","thoughtSignature":"c2lnbmF0dXJlLXRleHQ="}"#,
      part(first.base64EncodedString(), "image/png").dropLast()
        + #","thoughtSignature":"c2lnbmF0dXJlLTE="}"#,
      #"{"text":"Step 2"}"#,
      part(second.base64EncodedString(), "image/png").dropLast()
        + #","thoughtSignature":"c2lnbmF0dXJlLTI="}"#,
    ]
  }

  /// One image, whose string of base64 is `text` as it stands.
  package static func image(base64 text: String, claiming type: String = "image/png") -> FakeReply {
    parts([part(text, type)])
  }

  /// Words and no image.
  package static func text(_ words: String = "I can only describe it.") -> FakeReply {
    parts([#"{"text":"\#(words)"}"#], usage: usageOfWords)
  }

  /// An empty list of parts.
  package static var emptyParts: FakeReply { parts([], usage: usageOfWords) }

  /// `STOP` and no content at all.
  package static var emptyStop: FakeReply {
    FakeReply(json: #"{"candidates":[{"finishReason":"STOP","index":0}],\#(usageOfWords)}"#)
  }

  /// The prompt is blocked.
  package static var blockedPrompt: FakeReply {
    FakeReply(json: #"{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},\#(usage)}"#)
  }

  /// The image is blocked.
  package static var imageSafety: FakeReply {
    FakeReply(
      json: #"{"candidates":[{"content":{},"finishReason":"IMAGE_SAFETY","#
        + #""finishMessage":"Unable to show the generated image.","index":0}],\#(usage)}"#)
  }

  /// A web page in place of the API.
  package static func page(status: Int = 200) -> FakeReply {
    var reply = FakeReply(
      status: status, json: "<!doctype html><html><title>Gateway</title><h1>Please log in</h1>")
    reply.type = "text/html"
    return reply
  }

  private static func parts(_ parts: [String], usage: String = usage) -> FakeReply {
    FakeReply(
      json: #"{"candidates":[{"content":{"parts":[\#(parts.joined(separator: ","))],"#
        + #""role":"model"},"finishReason":"STOP","index":0}],\#(usage)}"#, isBilled: true)
  }

  private static func part(_ data: String, _ type: String) -> String {
    #"{"inlineData":{"mimeType":"\#(type)","data":"\#(data)"}}"#
  }
}
