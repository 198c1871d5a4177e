/// A pattern that is parsed once: a literal is parsed each time that it is met, which costs more than the match.
///
/// Its sendability is not checked by the compiler: a pattern without closures never changes, and its first compilation is
/// atomic.
struct ParsedPattern<Output>: @unchecked Sendable {
  let regex: Regex<Output>

  /// - Parameter regex: a literal, without closures.
  init(_ regex: Regex<Output>) { self.regex = regex }
}
