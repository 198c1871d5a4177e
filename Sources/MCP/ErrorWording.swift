/// How an error is told: the code for programs, the sentence for people, and the exit status of the command line.
public struct ErrorWording: Sendable {
  /// What is told of an error: its code, as in `unknown_asset`; the sentence that says what is wrong and what to do; and the
  /// status with which a command ends that it strikes, as 3 for what is not there.
  public typealias Told = (code: String, sentence: String, exitStatus: Int32)

  private let tell: @Sendable (any Error) -> Told

  /// Words errors by `tell`.
  public init(_ tell: @escaping @Sendable (any Error) -> Told) { self.tell = tell }

  /// What is told of `error`.
  public func callAsFunction(_ error: any Error) -> Told { tell(error) }
}
