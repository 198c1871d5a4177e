import Troupe
import TroupeMCP

extension ErrorWording {
  /// Errors as the command line words them.
  static let ofCommands = ErrorWording { error in
    let failure = Failure.of(error)
    return (
      failure?.code ?? "internal", failure?.message ?? "\(error)",
      failure?.exitStatus ?? ExitStatus.other.rawValue
    )
  }
}
