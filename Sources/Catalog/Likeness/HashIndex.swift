internal import Synchronization
internal import TroupeImaging
internal import TroupeStorage

/// The hashes of a library's pictures in memory, once they were asked for: only what changed since is read again.
///
/// They say where to look, and no more: whoever finds something by them asks the fingerprints whether it is there.
package final class HashIndex: Sendable {
  private struct State {
    var columns = HashColumns()
    /// The change up to which they were read.
    var stamp = -1
  }

  private let state = Mutex(State())

  package init() {}

  /// Those of the state that `connection` sees, or of a later one.
  func columns(_ connection: Connection) throws -> HashColumns {
    let blocks = HashBlocks(connection)
    let change = try blocks.change()
    return try state.withLock { state in
      if change > state.stamp {
        try blocks.read(into: &state.columns, since: state.stamp)
        state.stamp = change
      }
      return state.columns
    }
  }
}
