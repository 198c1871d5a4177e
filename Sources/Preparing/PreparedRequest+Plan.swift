package import TroupeRecord
package import TroupeVocabulary

extension PreparedRequest {
  /// What a user sees of it before it is sent, for `count` images.
  package func plan(count: Int) -> Plan {
    let pictures = message.body.digests.count + uploaded + request.uris.count
    let read = profile.priceOfReading(pictures)
    let price = profile.price(of: sent, reading: pictures, inputPixels)
    let other = bounding.price(of: sent, reading: pictures, inputPixels)
    let bound = price.flatMap { price in other.map { max(price, $0) } }
    let output = (sent.size ?? profile.defaultSize).flatMap { profile.outputTokens.value?[$0] }
    let input = profile.inputImageTokens.value.map { $0 * pictures }
    let tokens = output.map { ($0 + (input ?? 0)) * count }
    return Plan(
      model: profile.id, promptSent: composition.prompt, selection: selection, adapters: adapters,
      parameters: AskedSent(asked: request.parameters, sent: sent),
      unaskedAspect: unaskedAspect, adjustments: adjustments,
      limits: limits,
      estimate: Estimate(
        costUSD: price.map { $0 * Double(count) }, boundUSD: bound.map { $0 * Double(count) },
        price: profile.price,
        isConfirmed: read == nil || profile.tokenPrice?.isConfirmed == true, tokens: tokens,
        bytes: inputs.reduce(0) { $0 + $1.rendition.byteCount }),
      warnings: warnings, wordsRead: wordsRead,
      digest: try? PlanDigest(key: key, count: count, costUSD: bound).digest)
  }

  /// How many images go as files, which the message names.
  private var uploaded: Int {
    guard profile.limits.uploadBytes != nil else { return 0 }
    let inBody = Set(message.body.digests)
    return inputs.count { !inBody.contains($0.rendition.digest) }
  }

  /// Where the aspect comes from if none is sent. Images at addresses and those of a conversation are not known here.
  private var unaskedAspect: UnaskedAspect? {
    guard sent.aspect == nil, history.isEmpty, request.uris.isEmpty,
      let rule = profile.unaskedAspect, let unasked = rule.value
    else { return nil }
    let image = unasked.image.flatMap { $0 == .first ? inputs.first : inputs.last }
    guard let image else {
      return UnaskedAspect(image: nil, aspect: unasked.otherwise, isConfirmed: rule.isConfirmed)
    }
    let file = image.rendition
    let ratio = file.width.flatMap { width in file.height.map { Double(width) / Double($0) } }
    return UnaskedAspect(
      image: image.position,
      aspect: ratio.flatMap { AspectRatio.nearest(to: $0, among: profile.aspects.value ?? []) },
      isConfirmed: rule.isConfirmed)
  }
}

extension ModelProfile {
  /// What so many input images cost as tokens, US dollars; `nil` where it does not say.
  fileprivate func priceOfReading(_ pictures: Int) -> Double? {
    inputImageTokens.value.flatMap { tokens in
      tokenPrice?.value.map { Double(pictures * tokens) * ($0.inputImages ?? $0.input) / 1e6 }
    }
  }

  /// The price of one output image made with so many input images of so many pixels, US dollars.
  fileprivate func price(of sent: Parameters, reading pictures: Int, _ pixels: Int) -> Double? {
    price(of: sent, reading: pixels).map { $0 + (priceOfReading(pictures) ?? 0) }
  }
}
