import TroupeVocabulary

/// What a job is called: made from the name of its send, so that it is known before the job is submitted.
extension ULID {
  /// The same bits in the form that servers give jobs by themselves, and some of them demand.
  var uuid: String {
    let hex = String(number, radix: 16)
    var digits = Array(String(repeating: "0", count: 32 - hex.count) + hex)
    for place in [20, 16, 12, 8] { digits.insert("-", at: place) }
    return String(digits)
  }

  /// The name that `uuid` was made from; `nil` for other text.
  init?(uuid: String) {
    guard let bits = UInt128(uuid.filter { $0 != "-" }, radix: 16) else { return nil }
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    let letters = (0..<26).reversed().map { alphabet[Int(bits >> (5 * UInt128($0)) & 31)] }
    self.init(String(letters))
  }

  /// A seed of its own. 53 bits: editors that show the graph keep numbers as doubles.
  var seed: String { "\(number & ((1 << 53) - 1))" }

  /// Where its results are written on the server.
  var prefix: String { "\(ComfyJob.folder)/\(self)" }

  /// Its 128 bits.
  private var number: UInt128 {
    let alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return description.reduce(0) { number, letter in
      let digit = alphabet.firstIndex(of: letter).map {
        alphabet.distance(from: alphabet.startIndex, to: $0)
      }
      return number << 5 | UInt128(digit ?? 0)
    }
  }
}
