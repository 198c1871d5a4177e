import Foundation
import Troupe

extension LibraryError: Worded {
  var sentence: String {
    switch self {
    case .noLibrary(let searched):
      "No library in \(searched). Make one with 'troupe init DIR', or name one with --library DIR."
    case .libraryExists(let path):
      "\(path) holds a library already. Use it with --library, or choose another folder."
    case .notALibrary(let path):
      "\(path) is not a Troupe library. Name the folder that holds troupe.sqlite."
    case .libraryNewer(let path, let found, let known):
      "\(path) has schema \(found), and this version of troupe knows up to \(known). Install a newer troupe; nothing was changed."
    case .libraryBusy(let path, let seconds):
      "Another process has been writing to \(path) for \(seconds) s. Wait for it, or end it, and try again."
    case .database(let detail):
      "The database refused: \(detail). Run 'troupe verify' to check the library."
    case .diskFull(let path):
      "Too little space is left on the disk of \(path). Free some and try again; everything saved earlier is safe."
    case .file(let path, "trust", let reason):
      "Cannot trust \(path): \(reason). Run 'chmod 600' on it."
    case .file(let path, let operation, let reason):
      "Cannot \(operation) \(path): \(reason)."
    case .damagedFile(let digest, let reason):
      "The file of \(digest) is damaged: \(reason). Run 'troupe verify' and bring it back from a backup."
    case .damagedRow(let row, let reason):
      "The row '\(row)' is damaged: \(reason). Run 'troupe verify' and bring the library back from a backup."
    case .damagedDatabase(let path, let detail):
      "The database \(path) is damaged: \(detail). Bring the library back from a backup."
    case .verifyFailed(let problems):
      "\(problems == 1 ? "1 problem" : "\(problems) problems") found. Bring back from a backup what is named; 'troupe verify --help' says how to accept what you find right as it is."
    case .modelsEnding(let models, let days):
      "Of the models in use, \(models.joined(separator: ", ")) \(models.count == 1 ? "has" : "have") ended or will end within \(days.of("day")). Rebuild what matters with 'troupe rebuild GENERATION --model MODEL'."
    case .noFile(let path):
      "No file at \(path). Check the path."
    case .unreadableFile(let path, let reason):
      "\(path) cannot be read: \(reason). Check its permissions."
    case .directory(let path):
      "\(path) is a folder, not an image. Name the image files in it, as in \(path)/*.png."
    case .purged(let subject, let date):
      "This needs \(subject), which was purged on \(date.asDay) and cannot come back. Use another image or prompt."
    case .purgeNotApproved(let files):
      "Nothing was purged: removing \(files.of("file")) for good was not agreed to. --plan shows them; --yes agrees beforehand."
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .database, .file: .other
    case .libraryExists: .usage
    case .purgeNotApproved: .refused
    case .noLibrary, .noFile, .modelsEnding, .purged: .notFound
    case .notALibrary, .libraryNewer, .unreadableFile, .directory: .badData
    case .libraryBusy, .diskFull: .tryLater
    case .damagedFile, .damagedRow, .damagedDatabase, .verifyFailed: .integrity
    }
  }
}
