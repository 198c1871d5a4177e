package import Foundation

/// A path as the system has it: bytes, which need not be text in any encoding.
package struct FilePath: Hashable, Sendable, CustomStringConvertible {
  /// Without a zero.
  package let bytes: [UInt8]

  package init(bytes: some Sequence<UInt8>) { self.bytes = bytes.prefix { $0 != 0 } }

  package init(_ text: String) { self.init(bytes: text.utf8) }

  /// The path of the file that `url` names, as its percent-encoding has it.
  package init(of url: URL) { self.init(encoded: url.absoluteURL.path(percentEncoded: true)) }

  /// A path in the form of an address: `caf%E9.png`. A slash at its end is left out.
  package init(encoded text: String) {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    self.init(bytes: bytes)
  }

  /// For people: what is no UTF-8 is shown as U+FFFD.
  package var description: String { String(decoding: bytes, as: UTF8.self) }

  /// The path of `name` in this folder.
  package func appending(_ name: [UInt8]) -> FilePath {
    FilePath(bytes: bytes + (bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + name)
  }

  /// Calls `body` with the path as the system takes it.
  package func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows
    -> Result
  {
    try (bytes + [0]).withUnsafeBufferPointer { buffer in
      try buffer.withMemoryRebound(to: CChar.self) { text in
        // The zero is always there.
        try text.baseAddress.map(body) ?? "".withCString(body)
      }
    }
  }

  /// What the system says of the file, links followed; `nil` where there is none.
  package var facts: stat? {
    var facts = stat()
    return withCString { stat($0, &facts) } == 0 ? facts : nil
  }

  /// Whether there is a folder.
  package var isFolder: Bool { facts.map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }
}
