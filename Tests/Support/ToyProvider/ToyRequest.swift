import Foundation
import TroupeProviders
import TroupeVocabulary

/// Writes the submission of a job: one line of JSON, its pictures in base64.
struct ToyRequest {
  static let styles = ["plain", "vivid"]

  let request: ProviderRequest
  let endpoint: Endpoint

  func encoded() throws(TroupeError) -> Encoded {
    let (sent, adjustments) = try parameters()
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: "\(endpoint.baseURL)/\(endpoint.version)/jobs",
        headers: [HTTPHeader("Content-Type", "application/json")] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? "Authorization",
        body: MessageBody(segments: segments(sent))),
      sent: sent, adjustments: adjustments)
  }

  /// What is sent of what was asked; the model draws any seed above a byte as its remainder.
  private func parameters() throws(TroupeError) -> (Parameters, [Adjustment]) {
    let (profile, asked) = (request.profile, request.parameters)
    var (sent, adjustments) = (asked, [Adjustment]())
    try check("aspect", asked.aspect, among: profile.aspects.value ?? [])
    try check("size", asked.size, among: profile.sizes.value ?? [])
    for name in asked.options.keys.sorted() where name != "style" {
      throw unsupported("option", name, ["style"])
    }
    try check("style", asked.options["style"], among: Self.styles)
    if let uri = request.asked.uris.first { throw unsupported("uri", "\(uri)", []) }
    if let seed = asked.seed, !(0...255).contains(seed) {
      sent.seed = ((seed % 256) + 256) % 256
      adjustments = [
        Adjustment(
          field: "seed", before: "\(seed)", after: "\(sent.seed ?? 0)",
          reason: "the model takes seeds from 0 to 255")
      ]
    }
    return (sent, adjustments)
  }

  private func check(
    _ name: String, _ value: String?, among allowed: [String]
  ) throws(TroupeError) {
    guard let value, !allowed.contains(value) else { return }
    throw unsupported(name, value, allowed)
  }

  private func unsupported(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
    .request(
      .unsupportedParameter(
        model: request.profile.id, parameter: name, value: value, allowed: allowed))
  }

  private func segments(_ sent: Parameters) -> [MessageBody.Segment] {
    var members = ["\"model\":\(quoted(request.profile.wireName))"]
    members.append("\"prompt\":\(quoted(request.composition.prompt))")
    if let aspect = sent.aspect { members.append("\"aspect\":\(quoted(aspect))") }
    if let size = sent.size { members.append("\"size\":\(quoted(size))") }
    if let seed = sent.seed { members.append("\"seed\":\(seed)") }
    if let style = sent.options["style"] { members.append("\"style\":\(quoted(style))") }
    var (segments, text) = ([MessageBody.Segment](), "{" + members.joined(separator: ","))
    for (index, input) in request.inputs.enumerated() {
      text += index == 0 ? ",\"pictures\":[\"" : ",\""
      segments += [
        .text(text), .base64(input.rendition.digest, byteCount: input.rendition.byteCount),
      ]
      text = "\""
    }
    return segments + [.text(text + (request.inputs.isEmpty ? "}" : "]}"))]
  }

  private func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
