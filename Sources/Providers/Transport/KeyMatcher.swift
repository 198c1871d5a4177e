/// Compares bytes with a form of a key, each letter of which may be written as it is, in an escape of JSON, percent-encoded,
/// or in one of these within another.
struct KeyMatcher {
  let bytes: UnsafeRawBufferPointer
  /// Whether more may come, with which the comparison would have to go on.
  private(set) var isOpen = false

  /// What a letter may be within: `\u0025` and two digits are two escapes deep.
  private static let depth = 2
  /// Most bytes of line breaks between two letters of base64.
  private static let longestBreak = 4

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Where the first of `forms` ends that begins at `start`; `nil` where none stands there.
  mutating func end(of forms: KeyForms, at start: Int) -> (form: KeyForms.Form, end: Int)? {
    isOpen = false
    let begun = units(at: start, depth: Self.depth)
    for value in Set(begun.map(\.value)) {
      for form in forms.beginning(with: value) {
        if let end = end(of: form, after: begun) { return (form, end) }
      }
    }
    return nil
  }

  private mutating func end(of form: KeyForms.Form, after begun: [Unit]) -> Int? {
    var places = places(after: begun, as: form.letters[0], in: form)
    for letter in form.letters.dropFirst() {
      var next: [Int] = []
      for place in places {
        var starts = [place]
        if form.isBase64 { starts += afterBreak(at: place) }
        for start in starts {
          let units = units(at: start, depth: Self.depth)
          next += self.places(after: units, as: letter, in: form).filter { !next.contains($0) }
        }
      }
      if next.isEmpty { return nil }
      places = next
    }
    // All of an escape, so that what is left is whole.
    return places.max()
  }

  private func places(
    after units: [Unit], as letter: UInt8, in form: KeyForms.Form
  ) -> [Int] {
    units.filter { form.takes($0.value, for: letter) }.map(\.end)
  }

  private struct Unit {
    let value: UInt8
    let end: Int
  }

  /// The bytes that may be meant by what begins at `place`.
  private mutating func units(at place: Int, depth: Int) -> [Unit] {
    guard place < bytes.count else {
      isOpen = true
      return []
    }
    let first = bytes[place]
    var all = [Unit(value: first, end: place + 1)]
    guard depth > 0, first == UInt8(ascii: "\\") || first == UInt8(ascii: "%") else { return all }
    for sign in units(at: place, depth: depth - 1) {
      if sign.value == UInt8(ascii: "%") {
        all += number(of: 2, at: sign.end, depth: depth - 1)
      } else if sign.value == UInt8(ascii: "\\") {
        for kind in units(at: sign.end, depth: depth - 1) {
          if kind.value == UInt8(ascii: "u") {
            all += number(of: 4, at: kind.end, depth: depth - 1)
          } else {
            all.append(kind)
          }
        }
      }
    }
    return all
  }

  /// A byte as so many hexadecimal digits.
  private mutating func number(of digits: Int, at place: Int, depth: Int) -> [Unit] {
    var all = [(value: 0, end: place)]
    for _ in 0..<digits {
      var longer: [(value: Int, end: Int)] = []
      for one in all {
        for unit in units(at: one.end, depth: depth) {
          guard let digit = Character(Unicode.Scalar(unit.value)).hexDigitValue else { continue }
          longer.append((one.value << 4 | digit, unit.end))
        }
      }
      all = longer
    }
    return all.compactMap { one in
      UInt8(exactly: one.value).map { Unit(value: $0, end: one.end) }
    }
  }

  /// Where base64 goes on after a line break at `place`, as it is or as JSON writes it.
  private mutating func afterBreak(at place: Int) -> [Int] {
    var all: [Int] = []
    var place = place
    for _ in 0..<Self.longestBreak {
      guard place < bytes.count else {
        isOpen = true
        break
      }
      if bytes[place] == UInt8(ascii: "\r") || bytes[place] == UInt8(ascii: "\n") {
        place += 1
      } else if bytes[place] == UInt8(ascii: "\\") {
        guard place + 1 < bytes.count else {
          isOpen = true
          break
        }
        guard bytes[place + 1] == UInt8(ascii: "n") || bytes[place + 1] == UInt8(ascii: "r") else {
          break
        }
        place += 2
      } else {
        break
      }
      all.append(place)
    }
    return all
  }
}

extension KeyForms.Form {
  /// Whether `value` stands for `letter` in it.
  fileprivate func takes(_ value: UInt8, for letter: UInt8) -> Bool {
    if value == letter { return true }
    guard isBase64 else { return false }
    return switch letter {
    case UInt8(ascii: "+"): value == UInt8(ascii: "-")
    case UInt8(ascii: "/"): value == UInt8(ascii: "_")
    default: false
    }
  }
}
