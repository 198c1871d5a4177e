import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

/// The body that google-genai 3.4.0 sent to a recorder (imagen-subject-edit-vertex), compared with ours.
@Suite struct ImagenCaptureTests {
  private static let words =
    "a portrait of the woman [1] holding the bottle [2] in the style of [3] with the pose of [4]"

  /// The capture has five pictures, to show every kind; the model takes four, so that one of its two of the woman is left out.
  /// Otherwise on purpose: the names in a subject's and a style's configuration are those of the vendor's reference, and what
  /// a subject is called is its name.
  @Test func subjectsStyleAndControl() throws {
    let sender = try ImagenSender("vertex/imagen-3.0-capability-001")
    let body = try sender.body(
      sender.request(
        [
          .init(asset: "anna", name: "a woman with short hair"),
          .init(asset: "bottle", name: "a bottle", kind: .object),
          .init(role: .style, asset: "ink", name: "watercolor", kind: .style),
          .init(role: .pose),
        ], words: Self.words,
        parameters: Parameters(
          aspect: "1:1", seed: 3,
          options: [
            "negative_prompt": "blurry", "guidance_scale": "10", "safety": "BLOCK_ONLY_HIGH",
            "person_generation": "ALLOW_ADULT", "add_watermark": "false", "base_steps": "30",
          ])))
    let image = ##""referenceImage": {"bytesBase64Encoded": "#", "mimeType": "image/png"}"##
    let captured = """
      {"instances": [{"prompt": "\(Self.words)", "referenceImages": [
        {\(image), "referenceId": 1, "referenceType": "REFERENCE_TYPE_SUBJECT",
         "subjectImageConfig": {"subjectType": "SUBJECT_TYPE_PERSON",
           "subjectDescription": "a woman with short hair"}},
        {\(image), "referenceId": 2, "referenceType": "REFERENCE_TYPE_SUBJECT",
         "subjectImageConfig": {"subjectType": "SUBJECT_TYPE_PRODUCT",
           "subjectDescription": "a bottle"}},
        {\(image), "referenceId": 3, "referenceType": "REFERENCE_TYPE_STYLE",
         "styleImageConfig": {"styleDescription": "watercolor"}},
        {\(image), "referenceId": 4, "referenceType": "REFERENCE_TYPE_CONTROL",
         "controlImageConfig": {"controlType": "CONTROL_TYPE_FACE_MESH", "computeControl": true}}
      ]}],
      "parameters": {"negativePrompt": "blurry", "sampleCount": 1, "aspectRatio": "1:1",
        "guidanceScale": 10.0, "seed": 3, "safetySetting": "BLOCK_ONLY_HIGH",
        "personGeneration": "ALLOW_ADULT", "includeRaiReason": true, "addWatermark": false,
        "editConfig": {"baseSteps": 30}}}
      """
    let theirs = try #require(
      JSONSerialization.jsonObject(with: Data(captured.utf8)) as? [String: Any])
    #expect(NSDictionary(dictionary: body) == NSDictionary(dictionary: theirs))
  }

  @Test func theHeadIsThatOfTheSDK() throws {
    let sender = try ImagenSender("vertex/imagen-3.0-capability-001")
    let message = try sender.encoded(sender.request([.init()])).request
    #expect(
      message.url == "https://us-central1-aiplatform.googleapis.com/v1beta1/projects/proj-1"
        + "/locations/us-central1/publishers/google/models/imagen-3.0-capability-001:predict")
    #expect(message.headers == [HTTPHeader("Content-Type", "application/json")])
    #expect(message.method == "POST" && message.keyHeader == "Authorization")
  }
}
