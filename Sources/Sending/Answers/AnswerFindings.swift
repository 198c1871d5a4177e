internal import Foundation
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

/// What a user should know of an answer: what came is held against what was asked, and what is no output is listed.
struct AnswerFindings {
  private(set) var all: [Finding] = []
  private let arrival: Arrival

  /// By how much an aspect ratio may be off before it is another one. The sizes that vendors name for a ratio are off by up
  /// to 2.9 %, as 864×1184 for 3:4.
  private static let aspectTolerance = 0.05
  /// By how much the number of pixels may be off, as a factor.
  private static let pixelTolerance = 1.25

  /// Holds `images` and the rest of `decoded` against what `arrival` was asked for.
  init(_ arrival: Arrival, _ decoded: DecodedAnswer, images: [ReceivedImage]) {
    self.arrival = arrival
    for (index, image) in images.enumerated() { take(image, position: index + 1) }
    takeAnswer(decoded, count: images.count)
  }

  private mutating func take(_ image: ReceivedImage, position: Int) {
    if let fault = image.fault {
      return all.append(Finding(.unreadable, output: position, got: fault.words))
    }
    if let blankness = image.blankness {
      all.append(Finding(.blank, output: position, got: blankness))
    }
    for flaw in image.flaws { all.append(Finding(.flawed, output: position, got: flaw)) }
    guard let width = image.width, let height = image.height, width > 0, height > 0 else { return }
    let got = "\(width)×\(height)"
    if let aspect = arrival.sent.aspect, let wanted = AspectRatio.value(aspect),
      abs(log(Double(width) / Double(height) / wanted)) > Self.aspectTolerance
    {
      all.append(Finding(.aspect, output: position, asked: aspect, got: got))
    }
    if let wanted = wantedPixels,
      abs(log(Double(width) * Double(height) / wanted.count)) > log(Self.pixelTolerance)
    {
      all.append(Finding(.pixels, output: position, asked: wanted.name, got: got))
    }
  }

  /// The number of pixels asked for, and how that was said; `nil` where it was not.
  private var wantedPixels: (count: Double, name: String)? {
    guard let size = arrival.sent.size else { return nil }
    let count = arrival.profile.outputPixels(arrival.sent)
    let name = [size, arrival.sent.aspect].compactMap(\.self).joined(separator: " ")
    return count > 0 ? (Double(count), name) : nil
  }

  private mutating func takeAnswer(_ decoded: DecodedAnswer, count: Int) {
    if count > 1 { all.append(Finding(.number, asked: "1", got: "\(count)")) }
    if let model = decoded.modelVersion, !arrival.profile.isKnown(as: model) {
      all.append(Finding(.model, asked: arrival.profile.wireName, got: model))
    }
    if decoded.oddities.contains(.draft) {
      all.append(
        Finding(.draft, output: 1, got: "the last picture of the thinking; none was finished"))
    }
    if decoded.oddities.contains(.elsewhere) {
      all.append(Finding(.place, got: "amid words or in the form of another format"))
    }
    if decoded.oddities.contains(.broken) {
      all.append(Finding(.place, got: "in an answer that is broken otherwise"))
    }
    if decoded.oddities.contains(.cached) {
      all.append(
        Finding(.cached, got: "the server answered from its cache; no new image was made"))
    }
    if decoded.oddities.contains(.reused) {
      all.append(
        Finding(
          .cached,
          got: "the server's cache had some of what the image was made from, or the whole image"))
    }
    for address in decoded.addresses.prefix(Self.most) {
      all.append(Finding(.address, got: address))
    }
    for reason in decoded.unusable.prefix(Self.most) { all.append(Finding(.unusable, got: reason)) }
  }

  /// Most entries of a kind: an answer may name any number.
  private static let most = 64

  /// Adds interim pictures, kept as `files`.
  mutating func add(drafts files: [ReceivedImage]) {
    for file in files {
      all.append(
        Finding(
          .draft, got: "a picture of the thinking", digest: file.digest,
          path: ObjectStore.relativePath(file.digest, fileExtension: file.fileExtension)))
    }
  }

  /// Adds that only the first `count` of `all` images were taken out of the answer.
  mutating func add(taken count: Int, of all: Int) {
    self.all.append(
      Finding(.number, asked: "1", got: "\(all), of which the first \(count) were taken out"))
  }
}

extension ImageFault {
  /// What is wrong, in a few words for the record.
  var words: String {
    switch self {
    case .empty: "no bytes"
    case .notAnImage(let found): "no image, it looks like \(found)"
    case .unsupported(let type): "\(type), which is not read"
    case .unsupportedForm(let form): "\(form), which is not read"
    case .noReader(let type, let library):
      "\(type), which \(library) reads, which is not on this machine"
    case .truncated: "cut short"
    case .corrupt(let detail): "damaged: \(detail)"
    case .tooManyPixels(let width, let height, _): "\(width)×\(height) pixels are too many"
    case .sideTooLong(let side, _): "a side of \(side) pixels is too long"
    case .tooManyScans: "too many progressive scans"
    case .outOfMemory(let bytes): "\(bytes >> 20) MiB of memory cannot be had"
    }
  }
}

extension ModelProfile {
  /// Whether `name`, as an answer gives it, is this model: vendors add and leave out versions and folders.
  fileprivate func isKnown(as name: String) -> Bool {
    func bare(_ name: some StringProtocol) -> Substring {
      Substring(name.lowercased()).split(separator: "/").last ?? ""
    }
    let (answered, known) = (bare(name), ([id, wireName] + aliases.map(\.id)).map { bare($0) })
    return known.contains { answered.hasPrefix($0) || $0.hasPrefix(answered) }
  }
}
