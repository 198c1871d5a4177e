import Troupe

/// What a user should know of an answer.
struct FindingListing {
  let library: Library

  init(_ library: Library) { self.library = library }

  func table(_ findings: [Finding]) -> SafeText {
    var table = Table(["", ""])
    for finding in findings {
      table.add(
        .init(finding.output.map { "/\($0)" } ?? "–"),
        .init(finding.sentence, finding.isTrouble ? .doubtful : nil))
      if let path = finding.path { table.add("", .init(library.url(of: path).path, .faint)) }
    }
    return "\("Found in the answer", .strong)\n" + table.text(indent: 2)
  }
}

extension Finding {
  /// As in `asked 2K 3:4, got 886×1182`.
  var sentence: String {
    switch code {
    case .unreadable: "cannot be read as an image: \(got)"
    case .blank: "nothing to see: \(got)"
    case .flawed: "its file is flawed: \(got)"
    case .pixels, .aspect: "asked \(asked ?? ""), got \(got)"
    case .number: "asked \(asked ?? "") image, got \(got)"
    case .model: "asked \(asked ?? ""), answered by \(got)"
    case .draft: output == nil ? "draft: \(got)" : "not finished: \(got)"
    case .place: "found \(got)"
    case .address: "an image at \(got)"
    case .cached, .unusable: got
    }
  }
}
