import Foundation
import TestSupport

/// A folder as a power cut may leave it: what was made durable is there, and of the rest what luck decides.
///
/// Bytes of a file are durable once it is synchronized, names in a folder once that folder is. What is not may be lost,
/// bytes in any order and any file before another; a folder loses its last changes.
struct PowerCut {
  /// What becomes of that which was not made durable.
  enum Luck: CaseIterable {
    case none, random, all

    func kept(of count: Int, _ random: inout SeededRandom) -> Int {
      switch self {
      case .none: 0
      case .all: count
      case .random: Int.random(in: 0...count, using: &random)
      }
    }
  }

  private struct File {
    var durable = Data()
    var pending: [Journal.Entry] = []
  }

  private var files: [Int: File] = [:]
  /// Which file has an inode at the moment, and which a name.
  private var inodes: [UInt64: Int] = [:]
  private var names: [String: Int] = [:]
  private var durableNames: [String: Int] = [:]
  private var pendingNames: [String: [(inout [String: Int]) -> Void]] = [:]
  private let root: String
  /// What stands for a folder among the files.
  private static let folder = -1

  /// The folder `root` as it is before anything is changed in it.
  init(_ root: URL) throws {
    self.root = root.path
    names[root.path] = Self.folder
    for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      let path = "\(root.path)/\(name)"
      var facts = stat()
      guard lstat(path, &facts) == 0 else { continue }
      guard facts.st_mode & S_IFMT == S_IFREG else {
        names[path] = Self.folder
        continue
      }
      let file = add(inode: UInt64(facts.st_ino))
      files[file]?.durable = try Data(contentsOf: URL(filePath: path))
      names[path] = file
    }
    durableNames = names
  }

  private mutating func add(inode: UInt64) -> Int {
    let file = files.count
    files[file] = File()
    inodes[inode] = file
    return file
  }

  /// Takes one more change.
  mutating func apply(_ entry: Journal.Entry) {
    let path = entry.path
    switch entry.call {
    case "create":
      let file = add(inode: entry.inode)
      change(path) { $0[path] = file }
    case "mkdir": change(path) { $0[path] = Self.folder }
    case "unlink": change(path) { $0[path] = nil }
    case "rename", "link":
      let (moves, other, file) = (entry.call == "rename", entry.other, names[path])
      change(other) {
        $0[other] = file
        if moves { $0[path] = nil }
      }
    case "write", "truncate":
      if let file = inodes[entry.inode] { files[file]?.pending.append(entry) }
    case "sync" where names[path] == Self.folder:
      for change in pendingNames.removeValue(forKey: path) ?? [] { change(&durableNames) }
    case "sync":
      guard let file = inodes[entry.inode], var whole = files[file] else { return }
      for write in whole.pending { Self.apply(write, to: &whole.durable) }
      whole.pending = []
      files[file] = whole
    default: break
    }
  }

  private mutating func change(_ path: String, _ body: @escaping (inout [String: Int]) -> Void) {
    body(&names)
    let folder = (path as NSString).deletingLastPathComponent
    pendingNames[folder, default: []].append(body)
  }

  private static func apply(_ entry: Journal.Entry, to bytes: inout Data) {
    let end = entry.place + entry.data.count
    if bytes.count < end { bytes.append(Data(count: end - bytes.count)) }
    if entry.call == "truncate" {
      bytes = Data(bytes.prefix(entry.place))
    } else {
      bytes.replaceSubrange(entry.place..<end, with: entry.data)
    }
  }

  /// Writes what is left now into `folder`, which exists.
  mutating func write(to folder: URL, _ luck: Luck, _ random: inout SeededRandom) throws {
    for path in pendingNames.keys.sorted() {
      let changes = pendingNames[path] ?? []
      for change in changes.prefix(luck.kept(of: changes.count, &random)) { change(&durableNames) }
    }
    for (path, file) in durableNames.sorted(by: { $0.key < $1.key }) where path != root {
      // The index of a log is in memory only.
      if path.hasSuffix("-shm") { continue }
      let place = folder.appending(path: String(path.dropFirst(root.count + 1)))
      let above = place.deletingLastPathComponent()
      guard FileManager.default.fileExists(atPath: above.path) else { continue }
      if file == Self.folder {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
      } else {
        try left(of: file, luck, &random).write(to: place)
        // Keys are in files that others may not read.
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.path)
      }
    }
  }

  private func left(of file: Int, _ luck: Luck, _ random: inout SeededRandom) -> Data {
    guard let whole = files[file] else { return Data() }
    var bytes = whole.durable
    for write in whole.pending where luck.kept(of: 1, &random) == 1 {
      Self.apply(write, to: &bytes)
    }
    return bytes
  }
}
