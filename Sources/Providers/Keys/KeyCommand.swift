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
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw KeyFault("\(name) could not be started")
    }
    var reader = PipeReader([output, errors], most: Self.most)
    let deadline = ContinuousClock.now + .seconds(seconds)
    var ending: String?
    while ending == nil, reader.read(), process.isRunning || reader.isAnyOpen {
      if ticket.isCancelled { ending = "" }
      if ContinuousClock.now > deadline { ending = "was not done after \(Int(seconds)) seconds" }
      // What it left behind may hold the pipes for ever.
      if !process.isRunning, reader.hasRestedSinceEnd() { break }
    }
    if reader.isTooMuch { ending = "printed more than \(Self.most) bytes" }
    if ending != nil { Self.end(process) }
    process.waitUntilExit()
    if ticket.isCancelled { throw CancellationError() }
    let text = reader.texts[0]
    if let ending { throw KeyFault("\(name) \(ending)" + said(reader.texts[1], besides: text)) }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let how = process.terminationReason == .exit ? "status" : "signal"
      throw KeyFault(
        "\(name) ended with \(how) \(process.terminationStatus)"
          + said(reader.texts[1], besides: text))
    }
    return text
  }

  /// Ends it and what it started.
  private static func end(_ process: Process) {
    let number = process.processIdentifier
    guard number > 1 else { return }
    if getpgid(number) == number { kill(-number, SIGKILL) }
    kill(number, SIGKILL)
  }

  /// What it wrote to stderr, without what may be a key.
  private func said(_ text: String, besides output: String) -> String {
    var text = text
    for word in output.split(whereSeparator: \.isWhitespace) {
      if let mask = KeyMask(String(word), status: 400) { text = mask.cover(text) }
    }
    let clean = ProviderMessage.clean(text)
    return clean.isEmpty ? "" : ": \(clean)"
  }
}
