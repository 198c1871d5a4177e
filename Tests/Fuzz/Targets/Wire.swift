import Foundation
import TroupeCWire

@testable import TroupeProviders

/// The C that passes answers: it agrees with Foundation, and piece by piece with itself.
func checkWire(_ input: inout Input) {
  let (cut, kind) = (input.steer(), input.steer())
  let bytes = input.bytes
  let written = encoded(bytes)
  require(written == bytes.base64EncodedData(), "base64 is written as Foundation does")
  require(bytes.isEmpty || Base64Decoder.decode(written) == bytes, "base64 reads what was written")
  require(LenientBase64.decode(written) == bytes, "lenient base64 reads what was written")
  if let strict = Base64Decoder.decode(bytes) {
    require(strict == Data(base64Encoded: bytes), "strict base64 is that of Foundation")
    require(strict.base64EncodedData() == bytes, "strict base64 gives the same letters again")
  }
  require(inPieces(bytes, of: cut % 9 + 1) == Base64Decoder.decode(bytes), "pieces are no matter")
  if let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0x22),
    let value = try? JSONSerialization.jsonObject(
      with: Data("\"\(text)\"".utf8), options: .fragmentsAllowed)
  {
    require(
      value as? String == String(decoding: JSONEscapes.resolve(bytes), as: UTF8.self),
      "escapes are resolved as Foundation does")
  } else {
    _ = JSONEscapes.resolve(bytes)
  }
  let wanted = Data(bytes.prefix(kind % 4 + 1))
  bytes.dropFirst(kind % 4).withUnsafeBytes { all in
    wanted.withUnsafeBytes { wanted in
      guard let base = all.baseAddress, let other = wanted.baseAddress else { return }
      let place = troupe_find(base, all.count, other, wanted.count)
      let expected = Data(all).firstRange(of: Data(wanted))?.lowerBound ?? all.count
      require(place == expected, "a text is found where it first stands")
    }
  }
  let ones = [UInt8](repeating: 0xFF, count: 8192)
  let firsts = (0..<256).map { UInt8(($0 ^ kind) & 3 == 0 ? 1 : 0) }
  // A place of its own for each size, so that a look behind its end is seen.
  let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
  defer { copy.deallocate() }
  bytes.copyBytes(to: copy, count: bytes.count)
  require(
    troupe_find_start(copy, bytes.count, firsts, ones) <= bytes.count, "a start is within the text")
}

private func encoded(_ bytes: Data) -> Data {
  var letters = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4)
  let count = bytes.withUnsafeBytes { from in
    letters.withUnsafeMutableBytes { Base64Writer.write(from, into: $0) }
  }
  return Data(letters.prefix(count))
}

private func inPieces(_ bytes: Data, of size: Int) -> Data? {
  var decoder = Base64Decoder()
  var all = Data()
  var rest = bytes
  while !rest.isEmpty {
    let isPlain = rest.prefix(size).withUnsafeBytes { piece in
      decoder.take(piece) { all.append(contentsOf: $0) }
    }
    guard isPlain else { return nil }
    rest = rest.dropFirst(size)
  }
  return decoder.finish().map { all + $0 }
}

/// The mask of a key: nothing of it is left, nothing else changes its length, and pieces are no matter.
func checkMask(_ input: inout Input) {
  let (cut, length) = (input.steer(), 8 + input.steer() % 40)
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/=".utf8)
  let key = String(
    decoding: input.bytes.prefix(length).map { letters[Int($0) % letters.count] }, as: UTF8.self)
  var rest = Input(Data(input.bytes.dropFirst(length)))
  rest.repeatSometimes(upTo: 1 << 15)
  // Written out where a mark stands, in one form or another.
  let forms = [
    key, Data(key.utf8).base64EncodedString(), key.map { "\\u00" + hex($0) }.joined(),
    key.map { "%" + hex($0) }.joined(), key.map { "\\u0025" + hex($0) }.joined(),
  ]
  var text = rest.text
  for (index, form) in forms.enumerated() {
    text = text.replacing(["§", "¶", "¤", "¦", "¬"][index], with: form)
  }
  guard var mask = KeyMask(key, status: 500) else { return }
  let whole = Array(mask.cover(text).utf8)
  require(whole.count == text.utf8.count, "a mask keeps the length")
  require(!String(decoding: whole, as: UTF8.self).contains(key), "no key is left")
  let resolved = JSONEscapes.resolve(Data(whole))
  require(resolved.firstRange(of: Data(key.utf8)) == nil, "no key is left behind JSON's escapes")
  var passed: [UInt8] = []
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let piece = Array(bytes.prefix(cut + 1))
    bytes = bytes.dropFirst(cut + 1)
    piece.withUnsafeBytes { piece in
      _ = mask.pass(piece) { (ready: UnsafeRawBufferPointer) -> Never? in
        passed += ready
        return nil
      }
    }
  }
  passed += mask.rest()
  require(passed == whole, "a mask covers the same in pieces")
}

private func hex(_ letter: Character) -> String {
  let digits = String(letter.asciiValue ?? 0, radix: 16)
  return digits.count < 2 ? "0" + digits : digits
}
