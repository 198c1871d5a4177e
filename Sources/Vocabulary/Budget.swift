/// What may be spent, in US dollars; `nil` for no bound.
package struct Budget: Hashable, Sendable {
  /// By one command.
  package var command: Double?
  /// In one month, UTC.
  package var month: Double?

  /// Bounds; both `nil` allow everything.
  package init(command: Double? = nil, month: Double? = nil) {
    self.command = command
    self.month = month
  }
}
