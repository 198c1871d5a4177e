package import TroupeRecord
package import TroupeVocabulary

extension PreparedRequest {
  /// What a user sees of it before it is sent, for `count` images.
  package func plan(count: Int) -> Plan {
    let pictures =
      message.body.segments.count { if case .base64 = $0 { true } else { false } }
      + request.uris.count
    let read = profile.inputImageTokens.value.flatMap { tokens in
      profile.tokenPrice?.value.map { Double(pictures * tokens) * $0.input / 1e6 }
    }
    let price = profile.price(ofSize: sent.size).map { $0 + (read ?? 0) }
    let output = (sent.size ?? profile.defaultSize).flatMap { profile.outputTokens.value?[$0] }
    let input = profile.inputImageTokens.value.map { $0 * pictures }
    let tokens = output.map { ($0 + (input ?? 0)) * count }
    return Plan(
      model: profile.id, promptSent: composition.prompt, selection: selection,
      parameters: AskedSent(asked: request.parameters, sent: sent), adjustments: adjustments,
      limits: limits,
      estimate: Estimate(
        costUSD: price.map { $0 * Double(count) }, price: profile.price,
        isConfirmed: read == nil || profile.tokenPrice?.isConfirmed == true, tokens: tokens,
        bytes: inputs.reduce(0) { $0 + $1.rendition.byteCount }),
      warnings: warnings)
  }
}
