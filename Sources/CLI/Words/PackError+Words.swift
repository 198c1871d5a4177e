import Troupe

extension PackError: Worded {
  var sentence: String {
    switch self {
    case .notPack(let file, let found):
      "The file \(file) is no pack: \(found). 'troupe pack @HANDLE FILE' writes one."
    case .newer(let file, let version, let known):
      "The file \(file) is a pack of version \(version), and this troupe reads up to \(known). Update troupe, or have it packed by an older one."
    case .refused(let file, let part, let reason):
      "The pack \(file) is refused: \(part.isEmpty ? "" : "'\(part)': ")\(Phrases.sentence(reason)) Nothing of it was taken. Ask whoever sent it for another copy."
    case .conflict(let file, let handles):
      "The pack \(file) brings \(handles.map { "@\($0)" }.joined(separator: ", ")), and this library has \(handles.count == 1 ? "one of that name" : "those names") already. Say what becomes of \(handles.count == 1 ? "it" : "them") with --conflict merge, replace, rename or keep."
    case .unpackable(let part, let reason):
      "\(part.isEmpty ? "This" : "'\(part)'") cannot be packed: \(Phrases.sentence(reason)) Pack less at once."
    case .noArchiver(let library):
      "Archives need \(library), which is not on this machine. Install it: on Debian and Ubuntu 'apt-get install libzip-dev', on macOS 'brew install libzip'."
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .conflict: .usage
    case .notPack, .newer, .refused, .unpackable: .badData
    case .noArchiver: .other
    }
  }
}
