import Synchronization
import Troupe

/// The checks of what a command made, as they come.
final class CheckNotes: Sendable {
  private let checks = Mutex<[PictureCheck]>([])

  var all: [PictureCheck] { checks.withLock { $0 } }

  func add(_ check: PictureCheck) { checks.withLock { $0.append(check) } }
}

extension [PictureCheck] {
  /// Of each image the last check with a verdict, else the last one.
  var latest: [PictureCheck] {
    var images: [OutputID] = []
    for check in self where !images.contains(check.image) { images.append(check.image) }
    return images.compactMap { image in
      let own = filter { $0.image == image }
      return own.last { $0.state == .done } ?? own.last
    }
  }
}
