import Foundation

/// A command of the user's that prints a key. It reads nothing, and what it prints is shown to no one.
struct KeyCommand: Sendable {
  /// How long a key may be used before the command is run again, in seconds: how long it lives is not known.
  static let lasts = 60.0
  /// Most bytes that are read of what it prints, of either kind.
  static let most = 64 << 10

  private let arguments: [String]
  private let environment: [String: String]
  private let name: String
  private let seconds: Double

  /// The command of these words. The shell finds the program and passes the others on as they are.
  init(words: [String], environment: [String: String], seconds: Double) {
    arguments = ["-c", "exec \"$@\"", "sh"] + words
    name = words.first ?? ""
    self.environment = environment
    self.seconds = seconds
  }

  /// The command on `line`, as the shell reads it.
  init(line: String, environment: [String: String], seconds: Double) {
    arguments = ["-c", line]
    name = "the command"
    self.environment = environment
    self.seconds = seconds
  }

  /// The key that it prints.
  /// - Throws: `KeyFault` with what it wrote to stderr; `CancellationError`.
  func made() async throws -> MadeKeys.Made {
    let ticket = TransferTicket()
    let end = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Thread { continuation.resume(returning: Result { try run(ticket) }) }.start()
      }
    } onCancel: {
      ticket.cancel()
    }
    let output = try end.get()
    let key = try KeyFault.key(in: output, from: name)
    return MadeKeys.Made(key: key, seconds: Self.lasts)
  }

  private func run(_ ticket: TransferTicket) throws -> String {
    guard
      var child = ChildProcess(["/bin/sh"] + arguments, environment: environment, most: Self.most)
    else { throw KeyFault("\(name) could not be started") }
    let deadline = ContinuousClock.now + .seconds(seconds)
    while !child.isDone {
      child.read()
      let texts = child.texts
      if ticket.isCancelled { throw CancellationError() }
      if child.isTooMuch { throw fault("printed more than \(Self.most) bytes", texts) }
      if ContinuousClock.now > deadline {
        throw fault("was not done after \(Int(seconds)) seconds", texts)
      }
    }
    let texts = child.texts
    switch child.end {
    case .status(0): return texts.output
    case .status(let status): throw fault("ended with status \(status)", texts)
    case .signal(let signal): throw fault("ended with signal \(signal)", texts)
    case nil: throw fault("did not end", texts)
    }
  }

  private func fault(_ ending: String, _ texts: (output: String, errors: String)) -> KeyFault {
    KeyFault("\(name) \(ending)" + said(texts.errors, besides: texts.output))
  }

  /// What it wrote to stderr, without what may be a key.
  private func said(_ text: String, besides output: String) -> String {
    var text = text
    for word in output.split(whereSeparator: \.isWhitespace) {
      if let mask = KeyMask(String(word), status: 400) { text = mask.cover(text) }
    }
    let clean = ProviderMessage.clean(text.trimmingCharacters(in: .whitespacesAndNewlines))
    return clean.isEmpty ? "" : ": \(clean)"
  }
}
