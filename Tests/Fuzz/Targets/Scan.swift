import Foundation

@testable import TroupeProviders
@testable import TroupeSending
@testable import TroupeStorage
@testable import TroupeVocabulary

/// A spooled answer, read once: what is kept of it is the same, byte for byte. A run of base64 that is long enough to
/// become a file is put where the input says.
func checkScan(_ input: inout Input) {
  let (place, pattern, length) = (input.steer() << 8 | input.steer(), input.steer(), input.steer())
  var body = input.bytes
  if length & 3 != 0 {
    let units = ["QUJD", "iVBORw0KGgo", "\\/8", "A\\nB"]
    let unit = units[pattern % units.count]
    let run = String(repeating: unit, count: ((250 << 10) + length << 6) / unit.utf8.count)
    let spot = body.startIndex + place % (body.count + 1)
    body.insert(contentsOf: run.utf8, at: spot)
  }
  let head =
    pattern & 0x80 == 0 ? Data(#"{"headers":[],"status":200}"#.utf8) + Data("\n".utf8) : Data()
  let spool = Spool(folder: Scratch.folder.appending(path: "spool"))
  let objects = ObjectStore(folder: Scratch.folder.appending(path: "objects"))
  let id = ULID(at: Date(timeIntervalSince1970: 0), entropy: 0)
  do {
    try spool.remove(id)
    let file = try spool.open(id)
    try file.append(head + body)
    try file.finish()
    let answer = try AnswerScan.read(file, into: objects)
    let keeper = AnswerBody(objects: objects)
    let (kept, pieces) = try keeper.store(answer)
    let names = Dictionary(pieces.map { ($0.digest, $0.fileExtension) }) { first, _ in first }
    let files = answer.files.values.map { ($0.digest, $0.fileExtension) }
    let all = names.merging(files) { first, _ in first }
    if !head.isEmpty {
      require(try keeper.bytes(of: kept, extensions: all) == body, "a body is kept as it came")
    }
    _ = GeminiDecoder.decode(answer)
    try spool.remove(id)
    for (digest, name) in all {
      try? FileManager.default.removeItem(atPath: objects.path(digest, fileExtension: name))
    }
  } catch {
    require(false, "reading a spool throws \(error)")
  }
}
