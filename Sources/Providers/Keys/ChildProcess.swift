import Foundation
internal import TroupeCWire

/// A program that was started to read what it prints, up to a bound. To be used on one thread.
struct ChildProcess: ~Copyable {
  /// How it ended.
  enum End: Hashable {
    case status(Int)
    case signal(Int)
  }

  private let number: Int32
  private var descriptors: [Int32]
  private var bytes = [Data(), Data()]
  private var restless = 0
  private let most: Int
  /// How it ended, once it has.
  private(set) var end: End?

  /// Starts the program at the path `arguments[0]`; `nil` where it cannot be started.
  /// - Parameter most: bytes that are read of what it prints, and of its errors.
  init?(_ arguments: [String], environment: [String: String], most: Int) {
    self.most = most
    var pipes: [Int32] = [-1, -1]
    let variables = environment.map { "\($0.key)=\($0.value)" }
    number = Self.withWords(arguments) { arguments in
      Self.withWords(variables) { troupe_spawn(arguments, $0, &pipes) }
    }
    descriptors = pipes
    if number < 0 { return nil }
  }

  deinit {
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
    if end == nil { troupe_end(number) }
  }

  /// What it printed, and its errors.
  var texts: (output: String, errors: String) {
    (String(decoding: bytes[0], as: UTF8.self), String(decoding: bytes[1], as: UTF8.self))
  }

  /// Whether it printed more than the bound.
  var isTooMuch: Bool { bytes.contains { $0.count > most } }

  /// Whether all that it prints has come: what it left running may hold its pipes open for ever, but then says nothing
  /// for half a second.
  var isDone: Bool { end != nil && (descriptors.allSatisfy { $0 < 0 } || restless >= 10) }

  /// Waits a twentieth of a second at most, and reads what has come.
  mutating func read() {
    var polls = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    restless = poll(&polls, nfds_t(polls.count), 50) > 0 ? 0 : restless + 1
    for index in polls.indices where polls[index].revents != 0 {
      var piece = [UInt8](repeating: 0, count: 4096)
      let count = Foundation.read(polls[index].fd, &piece, piece.count)
      if count > 0 {
        bytes[index] += piece[..<count]
      } else {
        close(descriptors[index])
        descriptors[index] = -1
      }
    }
    var status: Int32 = 0
    if end == nil, troupe_has_ended(number, &status) == 1 {
      end = status < 256 ? .status(Int(status)) : .signal(Int(status) - 256)
      restless = 0
    }
    // Without pipes there is nothing to wait for but the end.
    if end == nil, descriptors.allSatisfy({ $0 < 0 }) { usleep(5000) }
  }

  private static func withWords<Result>(
    _ words: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = words.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return copies.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("the list ends with nil") }
      return body(start)
    }
  }
}
